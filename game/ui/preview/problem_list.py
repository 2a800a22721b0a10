"""The problems of the story being written; the one under the cursor with the line, a caret and what to do."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click, Key, MouseMove

from game.format.problems.problem import Problem
from game.format.problems.report import excerpt
from game.text import Translator, clean, wrap
from game.ui.widgets.picklist import MOVES, PickList
from game.ui.widgets.rows import Row, Span

_INDENT = 4


class ProblemList(PickList, inherit_bindings=False):
    """Problems in reading order. `Picked` bears the index of the one whose play is wanted."""

    PREFIX = "problems"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"problems--{role}" for role in ("error", "warning", "line", "text", "code", "caret", "hint", "play", "current")
    }
    BINDINGS: ClassVar[list[BindingType]] = [*MOVES, Binding("enter", "take", show=False)]
    DEFAULT_CSS = """
    ProblemList {
        .problems--error { color: $meter-bad; text-style: bold; }
        .problems--warning { color: $meter-mid; text-style: bold; }
        .problems--line { color: $dim; }
        .problems--text { color: $foreground; }
        .problems--code { color: $note; }
        .problems--caret { color: $meter-bad; text-style: bold; }
        .problems--hint { color: $stamina; }
        .problems--play { color: $key; }
        .problems--current { background: $cursor-ground; }
        &:blur .problems--current { background: $note-ground; }
        &:ansi .problems--current { text-style: bold; }
    }
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.problems: tuple[Problem, ...] = ()
        """What is listed."""
        self._file = ""
        self._t: Translator | None = None

    def set_problems(self, problems: Sequence[Problem], file: str, t: Translator) -> None:
        """Show these; those of other files than `file` say in which they are. The cursor stays on the same problem."""
        cursor = self._same(problems)
        self.problems, self._file, self._t = tuple(problems), file, t
        self.show(tuple(f"{index}" for index in range(len(problems))), cursor)

    def _same(self, problems: Sequence[Problem]) -> int:
        """Where the problem under the cursor stands now; where it was mended, the one that took its place."""
        old = self.problems[self.cursor] if self.problems else None
        alike = [index for index, new in enumerate(problems) if old and _is_like(old, new)]
        if old and alike:
            return min(alike, key=lambda index: abs(problems[index].line - old.line))
        return min(self.cursor, max(0, len(problems) - 1))

    def item_rows(self, index: int, width: int, current: bool) -> list[Row]:
        """Sign, line and sentence; for the one under the cursor the rest."""
        if self._t is None:
            return []
        problem, t = self.problems[index], self._t
        room = max(12, width - _INDENT - 1)
        sign = {"error": self.look.locked, "warning": "!"}[problem.severity]
        place = t("lab_preview.problem.line", line=problem.line)
        if problem.file != self._file:
            place = f"{PurePath(problem.file).name} {place}"
        rows: list[Row] = [(Span(f" {sign}  ", problem.severity), Span(place, "line"))]
        rows += [(Span(" " * _INDENT), Span(line, "text")) for line in wrap(clean(problem.message(t)), room)]
        return [*rows, *self._more(problem, room, t)] if current else rows

    def _more(self, problem: Problem, room: int, t: Translator) -> Iterator[Row]:
        for line in excerpt(problem, width=room + 2):
            before, caret, after = line[2:].partition("^") if set(line) <= set(" |^") else (line[2:], "", "")
            yield (Span(" " * _INDENT), Span(before, "code"), Span(caret + after, "caret"))
        for line in wrap(clean(problem.hint(t)), room):
            yield (Span(" " * _INDENT), Span(line, "hint"))
        if problem.deal:
            yield (Span(" " * _INDENT), Span(t("lab_preview.problem.play"), "play"))

    def on_key(self, event: Key) -> None:
        """Digits are left to the replies."""
        event.prevent_default()

    def on_mouse_move(self, event: MouseMove) -> None:
        """The rows under the mouse stay as they are."""
        event.prevent_default()

    def on_click(self, event: Click) -> None:
        """Unfold the problem that was clicked; take the one that is unfolded."""
        event.prevent_default()
        index = self._item_at(event.y)
        if index == self.cursor:
            self.take(index)
        elif index is not None:
            self.cursor = index


def _is_like(old: Problem, new: Problem) -> bool:
    return (old.code, old.file, old.values) == (new.code, new.file, new.values)
