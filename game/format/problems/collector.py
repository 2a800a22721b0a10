"""Where the reader's layers put what they find."""

from collections.abc import Iterable
from typing import Protocol

from game.format.problems.guess import guess
from game.format.problems.problem import Problem

MOST_PROBLEMS = 200
"""More than anyone reads at once; a hostile file must not fill the memory with complaints."""


MOST_GUESSES = 60
"""Comparing words takes a while; beyond this many the file is no story with a few slips."""


class Mark(Protocol):
    """A place as libyaml gives it: line and column from 0, in characters."""

    line: int
    column: int


class Spot:
    """A place of one's own making, for finds that no node covers."""

    __slots__ = ("column", "line")

    def __init__(self, line: int, column: int) -> None:
        """Remember a line and a column, both from 0."""
        self.line = line
        self.column = column


class Placed(Protocol):
    """Anything that knows where it stands in the file."""

    @property
    def start(self) -> Mark:
        """The first character."""
        ...

    @property
    def end(self) -> Mark:
        """Just behind the last character."""
        ...


class Collector:
    """The problems of one file, in the order in which they were found."""

    def __init__(self, file: str, lines: list[str]) -> None:
        """Collect for `file`, whose text as written is `lines`."""
        self.file = file
        self.lines = lines
        self.problems: list[Problem] = []
        self._guesses = 0

    @property
    def full(self) -> bool:
        """Has so much been found that looking for more helps nobody?"""
        return len(self.problems) >= MOST_PROBLEMS

    def guess(self, word: str, candidates: Iterable[str]) -> str:
        """Return what the writer probably meant, empty where nothing is close or too much has been asked already."""
        if self._guesses >= MOST_GUESSES or self.full:
            return ""
        self._guesses += 1
        return guess(word, candidates)

    def at(self, code: str, start: Mark, end: Mark | None = None, **values: object) -> None:
        """Record a problem between two marks; without an end it covers one character."""
        if self.full:
            return
        end_line, end_column = (start.line, start.column + 1) if end is None else (end.line, end.column)
        excerpt = self.lines[start.line] if start.line < len(self.lines) else ""
        if end_line > start.line:
            # A block's mark lies at the start of the line that follows: show the caret under what is on this line.
            end_line, end_column = start.line, max(len(excerpt), start.column + 1)
        self.problems.append(
            Problem(
                code=code,
                file=self.file,
                line=start.line + 1,
                column=start.column + 1,
                end_line=end_line + 1,
                end_column=end_column + 1,
                values=tuple((name, str(value)) for name, value in values.items()),
                excerpt=excerpt,
            )
        )

    def on(self, code: str, node: Placed, **values: object) -> None:
        """Record a problem with a node."""
        self.at(code, node.start, node.end, **values)

    def within(self, code: str, node: Placed, offset: int, length: int, **values: object) -> None:
        """Record a problem with a part of a scalar on one line, `offset` characters behind its first."""
        start = node.start
        if node.end.line != start.line:
            self.on(code, node, **values)
            return
        column = min(start.column + offset, max(node.end.column - 1, start.column))
        self.at(code, Spot(start.line, column), Spot(start.line, column + max(length, 1)), **values)
