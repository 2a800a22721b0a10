"""The game as a process of its own, spoken to by the protocol of textual-serve."""

import asyncio
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

import game

GRACE = 2.0
"""Seconds in which a game must have ended after it was told to. Every reply is on the disk long before."""
STARTS = 30.0
"""Seconds in which it must have come up."""
READY = b"__GANGLION__\n"
MOST_LINES = 10
MOST_BYTES = 4 * 1024 * 1024
"""Of one painting."""
COLUMNS, ROWS = (20, 400), (6, 150)
"""How small and how large a page may say that its terminal is."""
DRIVER = "game.ui.hosted:HostedDriver"


class GameProcess(AppService):
    """textual-serve's way to an app, begun and ended in another way.

    No shell starts it, its environment is its own, it hands out neither files nor links, and it ends for certain.
    """

    def __init__(
        self,
        command: Sequence[str],
        room: Path,
        show: Callable[[bytes], Awaitable[None]],
        hang_up: Callable[[], Awaitable[None]],
    ) -> None:
        """`show` paints in the page; `hang_up` is never called: whoever waits for `ended` hangs up."""
        super().__init__(
            "", write_bytes=show, write_str=_nothing, close=hang_up, download_manager=DownloadManager()
        )  # fmt: skip
        self._order, self._room = tuple(command), room
        self.ended = asyncio.Event()
        """set when the process says no more"""

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = process = await asyncio.create_subprocess_exec(
            *self._order, cwd=self._room, env=environment(self._room, os.environ, width, height),
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True,
        )  # fmt: skip
        self._stdin = process.stdin
        return process

    async def set_terminal_size(self, width: int, height: int) -> None:
        """Tell the game how large the page's terminal is, if it can be that large."""
        await super().set_terminal_size(clamped(width, COLUMNS), clamped(height, ROWS))

    async def run(self) -> None:
        """Show what the process paints, until it ends."""
        try:
            with suppress(asyncio.IncompleteReadError, ConnectionError, TimeoutError, ValueError):
                async with asyncio.timeout(STARTS):
                    await self._come_up()
                while painted := await self._painting():
                    await self.on_data(painted)
        finally:
            self.ended.set()

    async def _come_up(self) -> None:
        for _ in range(MOST_LINES):
            if await self._out.readline() == READY:
                return
        raise ValueError("this is no game")

    async def _painting(self) -> bytes:
        """The next painting; empty at the end, or for anything that is no painting: nothing else is needed."""
        kind, size = await self._out.readexactly(1), int.from_bytes(await self._out.readexactly(4), "big")
        return await self._out.readexactly(size) if kind == b"D" and size <= MOST_BYTES else b""

    @property
    def _out(self) -> asyncio.StreamReader:
        assert self._process is not None and self._process.stdout is not None
        return self._process.stdout

    async def stop(self) -> None:
        """End the process and all that it has started."""
        if self._process is None:
            return
        with suppress(TimeoutError, OSError):
            async with asyncio.timeout(GRACE):
                await self.send_meta({"type": "quit"})
                await self._process.wait()
        self._kill(self._process)
        await self._process.wait()
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def _kill(self, process: Process) -> None:
        with suppress(ProcessLookupError):
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)  # it leads a group of its own
            else:
                process.kill()


def environment(room: Path, ours: Mapping[str, str], width: int, height: int) -> dict[str, str]:
    """Return the environment of a game: nothing of this server's but what no program runs without."""
    needed = {name: ours[name] for name in ("SYSTEMROOT", "TZ") if name in ours}
    return needed | {
        "PYTHONPATH": str(Path(game.__file__).parents[1]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "HOME": str(room),
        "USERPROFILE": str(room),
        "TMPDIR": str(room),
        "STEADY_SAVES": str(room),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TEXTUAL_DRIVER": DRIVER,
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "COLUMNS": str(clamped(width, COLUMNS)),
        "ROWS": str(clamped(height, ROWS)),
    }


def clamped(number: object, bounds: tuple[int, int]) -> int:
    """Return a size that a page has told, within bounds; the smallest for what is no number."""
    low, high = bounds
    return min(max(number, low), high) if type(number) is int else low


async def _nothing(_: str) -> None:
    """Where messages to the page's scripts would go: none are needed."""
