"""Where one can go in a story, a row each."""

from collections.abc import Sequence
from typing import Any, ClassVar

from game.text import clean, pad, truncate
from game.ui.preview.goals import Goal, Kind
from game.ui.widgets.picklist import PickList
from game.ui.widgets.rows import Row, Span

_LINE, _KIND, _ID = 5, 6, 22
"""Cells of the columns."""


class GoalList(PickList):
    """Goals with what is known of the way to each."""

    PREFIX = "goals"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"goals--{role}"
        for role in ("proved", "violated", "unknown", "line", "kind", "id", "inner", "text", "cursor", "current")
    }
    DEFAULT_CSS = """
    GoalList {
        .goals--proved { color: $meter-good; }
        .goals--violated { color: $meter-bad; text-style: bold; }
        .goals--unknown { color: $dim; }
        .goals--line { color: $dim; }
        .goals--kind { color: $note; }
        .goals--id { text-style: bold; }
        .goals--inner { color: $foreground; }
        .goals--text { color: $note; }
        .goals--cursor { color: $key; text-style: bold; }
        .goals--current { background: $cursor-ground; }
        &:ansi .goals--current { text-style: reverse; }
    }
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._goals: tuple[Goal, ...] = ()
        self._kinds: dict[Kind, str] = {}

    def set_goals(self, goals: Sequence[Goal], kinds: dict[Kind, str]) -> None:
        """Show these; `kinds` says what each kind is called."""
        self._goals, self._kinds = tuple(goals), kinds
        self.show(tuple(goal.address for goal in goals))

    def mark(self, goal: Goal) -> str:
        """The sign for what is known of the way."""
        signs = ("+", "x", "?") if self.look.plain_signs else ("✓", "✕", "?")
        return signs[("proved", "violated", "unknown").index(goal.verdict)]

    def item_rows(self, index: int, width: int, current: bool) -> list[Row]:
        """One row: sign, line of the file, kind, id, words."""
        goal = self._goals[index]
        line = str(goal.line) if goal.line else ""
        column = min(_ID, width // 3)
        room = max(4, width - _LINE - _KIND - column - 11)
        stands_out = goal.kind in ("scene", "ending")
        id = truncate(goal.id if stands_out else f"  {goal.id}", column)
        text = " ".join(clean(goal.text).split())
        return [
            (
                Span(f" {self.look.cursor if current else ' '} ", "cursor"),
                Span(f"{self.mark(goal)} ", goal.verdict),
                Span(f"{pad(line, _LINE, 'right')}  ", "line"),
                Span(f"{pad(self._kinds.get(goal.kind, ''), _KIND)} ", "kind"),
                Span(f"{pad(id, column)} ", "id" if stands_out else "inner"),
                Span(truncate(text, room), "text"),
            )
        ]
