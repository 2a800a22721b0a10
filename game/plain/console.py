"""Lines in, lines out: the only part of the plain front end that touches streams."""

import unicodedata
from collections.abc import Iterable
from typing import TextIO

from game.text import clean

LONGEST_LINE = 10_000
"""Characters taken of one line; whatever is longer was not typed by a person."""


class Leave(Exception):
    """The player leaves. Everything is saved already."""


class Console:
    """A person at a stream of lines."""

    def __init__(self, inp: TextIO, out: TextIO) -> None:
        self._inp = inp
        self._out = out
        self._typed = inp.isatty()
        """A person's Enter ends the line on the screen as well; what comes through a pipe ends none."""

    def say(self, *lines: str) -> None:
        """Write lines."""
        for line in lines:
            self._out.write(f"{line}\n")

    def say_all(self, lines: Iterable[str]) -> None:
        """Write lines as they are made."""
        self.say(*lines)

    def flush(self) -> None:
        """Show what was said so far, before something that takes its time."""
        self._out.flush()

    def ask(self, prompt: str) -> str:
        """Ask and return the answer, small and in plain digits whatever input method wrote it.

        Raises Leave where the input has ended or the player pressed Ctrl-C.
        """
        self._out.write(f"{prompt} ")
        self._out.flush()
        try:
            line = self._inp.readline(LONGEST_LINE)
        except KeyboardInterrupt:
            line = ""
        if not line:
            self._out.write("\n")
            raise Leave
        if not self._typed:
            self._out.write("\n")
        return clean(unicodedata.normalize("NFKC", line)).casefold()


def picked(answer: str, many: int) -> int | None:
    """Return the place (from 0) that a number picks of so many; None for what is no such number."""
    digits = answer.rstrip(".。)")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 6):
        return None
    return int(digits) - 1 if 1 <= int(digits) <= many else None
