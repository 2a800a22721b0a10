"""The plain front end in a real terminal: a shipped story played to its end by numbers alone."""

import os
import re
import select
import sys
import time
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="pseudo-terminals are a POSIX thing")

ROOT = Path(__file__).parents[2]
STORY = "picky-returner"
PATIENCE = 20.0
"""Seconds to wait for a prompt before the test gives up; it comes in milliseconds."""
QUIET = 0.05
"""Seconds without a word after which a prompt counts as one, not as the middle of a line."""
LEAVING, ENDED, AGAIN = "回头见", "满分 1000", "再聊一次"


def test_a_story_is_played_to_its_end(tmp_path: Path) -> None:
    """Whatever is asked, the first reply that is not locked is picked; the debrief's question is skipped.

    In Chinese, whose signs are more than a byte each; leaving by Ctrl+C is tried in English.
    """
    terminal = Terminal("--lang", "zh", "--saves", str(tmp_path), "play", STORY, "--plain")
    for _ in range(80):
        screen = terminal.read_to_prompt()
        if AGAIN in screen:
            break
        terminal.type(_first_open(screen))
    assert ENDED in terminal.seen
    terminal.type("")
    terminal.read_to_prompt()
    terminal.type("q")
    assert LEAVING in terminal.read_to_end()
    assert terminal.exit_code() == 0


def test_ctrl_c_leaves_with_the_chat_saved(tmp_path: Path) -> None:
    terminal = Terminal("--lang", "en", "--saves", str(tmp_path), "play", STORY, "--plain")
    terminal.read_to_prompt()
    terminal.type("a\x03")
    assert "Traceback" not in terminal.read_to_end()
    assert terminal.exit_code() == 0


def _first_open(screen: str) -> str:
    """The number of the first reply of the last list that can be sent; nothing where there is no list."""
    listed = re.findall(r"^(\d)[:：] ?(.*)$", screen, re.MULTILINE)
    return next((number for number, text in listed if "这句说不了" not in text), "")


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, *words: str) -> None:
        self.seen = ""
        self._pid, self._fd = pty.fork()
        if self._pid == 0:  # the program
            os.chdir(ROOT)
            environ = {**os.environ, "TERM": "xterm", "PYTHONUTF8": "1"}
            os.execve(sys.executable, [sys.executable, "-m", "game", *words], environ)

    def type(self, line: str) -> None:
        """Type a line and Enter."""
        os.write(self._fd, f"{line}\n".encode())

    def read_to_prompt(self) -> str:
        """Return what was written since the last prompt, up to the next one."""
        return self._read(lambda text: text.endswith((": ", "： ")))

    def read_to_end(self) -> str:
        """Return all that is still written before the program ends."""
        return self._read(lambda _: False)

    def exit_code(self) -> int:
        """Wait for the program and return its exit code."""
        _, status = os.waitpid(self._pid, 0)
        os.close(self._fd)
        return os.waitstatus_to_exitcode(status)

    def _read(self, is_enough) -> str:  # type: ignore[no-untyped-def]
        data, deadline = b"", time.monotonic() + PATIENCE
        while not is_enough(data.decode("utf-8", "replace")) or select.select([self._fd], [], [], QUIET)[0]:
            if not select.select([self._fd], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise TimeoutError(f"still waiting after: {data.decode('utf-8', 'replace')[-500:]}")
            try:
                chunk = os.read(self._fd, 65536)
            except OSError:  # Linux: the program has ended
                chunk = b""
            if not chunk:
                break
            data += chunk
        text = data.decode("utf-8", "replace").replace("\r\n", "\n")
        self.seen += text
        return text
