"""Work that is done for several at once when several wait for it: the disk is waited for once, not once for each."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

MOST = 64
"""Done at once, so that nobody waits long for others."""
Serve = Callable[[Sequence[Any]], Sequence[Any]]


@dataclass(slots=True, eq=False)
class _Asked:
    what: Any
    is_done: bool = False
    answer: Any = None
    error: BaseException | None = None


@dataclass(slots=True)
class _Line:
    turn: Lock = field(default_factory=Lock)
    waiting: list[_Asked] = field(default_factory=list)


class Together:
    """Lines in which threads wait: the one whose turn it is serves all who wait by then."""

    def __init__(self) -> None:
        self._mutex = Lock()
        self._lines: dict[int, _Line] = defaultdict(_Line)

    def ask(self, line: int, what: Any, serve: Serve) -> Any:
        """Return what `serve` answers to `what`; it is handed all that wait in that line, in the order they came.

        An answer that is an exception is raised, for that one alone; one that `serve` raises, for all it was handed.
        """
        asked = _Asked(what)
        with self._mutex:
            at = self._lines[line]
            at.waiting.append(asked)
        with at.turn:
            while not asked.is_done:
                self._serve(at, serve)
        if asked.error is not None:
            raise asked.error
        return asked.answer

    def _serve(self, at: _Line, serve: Serve) -> None:
        with self._mutex:
            served, at.waiting = at.waiting[:MOST], at.waiting[MOST:]
        try:
            answers = serve([one.what for one in served])
        except BaseException as error:
            answers = [error] * len(served)
        for one, answer in zip(served, answers, strict=True):
            one.is_done = True
            if isinstance(answer, BaseException):
                one.error = answer
            else:
                one.answer = answer
