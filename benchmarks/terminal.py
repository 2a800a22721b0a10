"""A program in a terminal of its own: start it, press keys, wait for what it paints. POSIX only."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

COLUMNS, ROWS = 120, 36
PATIENCE = 20.0
"""Seconds after which something that is not painted counts as failed."""


class Terminal:
    """A child process on a pseudo terminal; everything it writes is kept in `screen`."""

    def __init__(self, command: Sequence[str], environ: dict[str, str] | None = None) -> None:
        self.started = time.perf_counter()
        self.screen = b""
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            wanted = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **(environ or {})}
            kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
            os.execvpe(command[0], list(command), kept | wanted)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.descriptor)

    def press(self, key: str) -> float:
        """Write a key and forget what was painted before; return the moment."""
        self.read_for(0)
        self.screen = b""
        moment = time.perf_counter()
        os.write(self.descriptor, key.encode())
        return moment

    def wait(self, text: str = "") -> float:
        """Wait until the text is painted, or anything at all; return the moment. Raises TimeoutError."""
        end = time.perf_counter() + PATIENCE
        wanted = text.encode()
        while not self.screen or wanted not in self.screen:
            if time.perf_counter() > end:
                raise TimeoutError(f"{text!r} was not painted: …{self.screen[-300:]!r}")
            self._read(0.5)
        return time.perf_counter()

    def read_for(self, seconds: float) -> None:
        """Take in what is painted for so long."""
        end = time.perf_counter() + seconds
        while True:
            self._read(max(0.0, end - time.perf_counter()))
            if time.perf_counter() >= end:
                return

    def memory(self) -> float:
        """Resident memory of the program now, in MiB (Linux)."""
        with open(f"/proc/{self.pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20

    def queued(self) -> float:
        """Milliseconds that the program was ready to run while others had the processors, so far (Linux, else 0)."""
        waits = [file.read_text("ascii").split()[1] for file in Path(f"/proc/{self.pid}/task").glob("*/schedstat")]
        return sum(map(int, waits)) / 1e6

    def _read(self, timeout: float) -> None:
        if select.select([self.descriptor], [], [], timeout)[0]:
            self.screen += os.read(self.descriptor, 1 << 16)
