"""The game for somebody who plays in a browser: `python -m game.cli.hosted ROOM ADDRESS`, started by the team server.

Who plays here sits at a computer that is not theirs. Before anything of the game is loaded, the process gives away
what the game never needs: other places on the network, other programs, writing outside its room.
"""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from game.cli.call import run_call
from game.cli.streams import Streams

LARGEST_FILE = 32 * 1024 * 1024
MOST_MEMORY = 2 * 1024 * 1024 * 1024
"""Bytes of addresses, of which a game uses a small part: NumPy asks for many more than it needs."""
MOST_FILES = 128
GENTLE = 5
"""How much the server and other players go before."""
FORBIDDEN = frozenset(("os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "pty.spawn", "webbrowser.open"))
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True)
class BrowserStreams(Streams):
    """Streams behind which a person sits, in front of a page."""

    @property
    def is_terminal(self) -> bool:
        """Yes, though the system sees pipes."""
        return True


def main(words: Sequence[str]) -> int:
    """Play in a room until the player leaves; return the exit code."""
    room, address = Path(words[0]).resolve(), urlsplit(words[1])
    _limit()
    sys.addaudithook(watch(room, address.hostname or "", address.port or 0))
    return run_call(["--saves", str(room), "play"], BrowserStreams.of_process())


def _limit() -> None:
    """Bound what the system gives to this process and to those it starts, where the system can."""
    os.umask(0o077)
    if sys.platform == "win32":
        return
    import resource

    os.nice(GENTLE)
    bounds = {
        resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: LARGEST_FILE, resource.RLIMIT_NOFILE: MOST_FILES,
        resource.RLIMIT_AS: MOST_MEMORY,
    }  # fmt: skip
    for kind, bound in bounds.items():
        hard = resource.getrlimit(kind)[1]
        most = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(kind, (most, most))


def watch(room: Path, host: str, port: int) -> Callable[[str, tuple[Any, ...]], None]:
    """Return an audit hook that lets a game reach its server, its room and this very Python alone.

    A last door, not a wall: it holds against whatever a player makes the game do, not against foreign code, and there
    is no way to bring any.
    """
    inside = (str(room) + os.sep, os.devnull)

    def refuse(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            allowed = _may_open(args, inside)
        elif event == "socket.connect":
            allowed = tuple(args[1][:2]) == (host, port)
        elif event == "socket.getaddrinfo":
            allowed = args[0] in (host, host.encode())
        elif event == "subprocess.Popen":
            allowed = args[0] == sys.executable
        else:
            allowed = event not in FORBIDDEN
        if not allowed:
            raise PermissionError(f"not from here: {event}")

    return refuse


def _may_open(args: tuple[Any, ...], inside: tuple[str, str]) -> bool:
    path, _, flags = args
    if not isinstance(path, str | bytes | os.PathLike) or not isinstance(flags, int) or not flags & _WRITES:
        return True
    return os.path.abspath(os.fsdecode(path)).startswith(inside)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
