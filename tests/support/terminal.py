"""A program in a pseudo-terminal of its own, and the screen that it paints. POSIX only."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pyte

ROOT = Path(__file__).parents[2]
COLUMNS, ROWS = 90, 36
PATIENCE = 30.0
"""Seconds after which something that is not painted counts as failed; it comes in well under one."""
QUIET = 0.3
"""Seconds without painting after which a screen counts as whole; by then new replies can be taken."""


class Terminal:
    """The game, started with these words. As a context manager it leaves no process behind."""

    def __init__(self, *words: str) -> None:
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._is_at_end = self._is_over = False
        self._pid, self._fd = pty.fork()
        if self._pid == 0:  # the program
            os.chdir(ROOT)
            environ = {**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1"}
            for unwanted in ("NO_COLOR", "STEADY_STORIES", "STEADY_SAVES"):
                environ.pop(unwanted, None)
            os.execve(sys.executable, [sys.executable, "-m", "game", *words], environ)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        if not self._is_over:
            self.kill()

    @property
    def rows(self) -> tuple[str, ...]:
        """The screen as painted so far, row by row."""
        columns, buffer = range(COLUMNS), self._screen.buffer  # a wide sign's second cell is empty
        return tuple("".join(buffer[row][column].data for column in columns).rstrip() for row in range(ROWS))

    @property
    def text(self) -> str:
        """The screen as painted so far."""
        return "\n".join(self.rows)

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self._fd, keys.encode())

    def wait(self, is_there: Callable[[], bool]) -> None:
        """Take in what is painted until something is there on a whole screen. Raises TimeoutError, with the screen."""
        deadline = time.monotonic() + PATIENCE
        while self._read(QUIET) or not is_there():
            if time.monotonic() > deadline or self._is_at_end:
                raise TimeoutError(f"still waiting before this screen:\n{self.text}")

    def wait_for(self, text: str) -> None:
        """Wait until a text is on screen."""
        self.wait(lambda: text in self.text)

    def kill(self) -> None:
        """End the program as a power cut would."""
        os.kill(self._pid, signal.SIGKILL)
        self.exit_code()

    def exit_code(self) -> int:
        """Take in what is still painted, wait for the end and return the exit code, negative for a signal."""
        while not self._is_at_end:
            self._read(PATIENCE)
        _, status = os.waitpid(self._pid, 0)
        os.close(self._fd)
        self._is_over = True
        return os.waitstatus_to_exitcode(status)

    def _read(self, seconds: float) -> bool:
        """Take in some of what is painted; False when nothing came in this time."""
        if self._is_at_end or not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # Linux: the program has ended
            data = b""
        self._stream.feed(data)
        self._is_at_end = not data
        return bool(data)
