"""A table of places: who, how many points, in how many tries, and how it went."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.reactive import reactive

from game.text.clean import clean
from game.text.width import pad
from game.ui.widgets.rows import Row, RowsWidget, Span

_PLACE, _CHANGE, _NUMBER, _LINE, _GAP = 4, 6, 9, 12, 3
_LINE_FROM = 62
"""Width from which the line of the score over time is shown."""
_WIDEST = 34
"""Cells of the widest column of names."""


@dataclass(frozen=True, slots=True)
class Rank:
    """One row, in words; `lead` marks the first place, `mine` the player's own."""

    place: str
    name: str
    points: str
    attempts: str
    line: str = ""
    lead: bool = False
    mine: bool = False
    change: str = ""
    """how the place moved; the column is left out where its heading is empty"""
    moved: str = ""
    """the role of that: `up`, `down` or none"""


class Ranks(RowsWidget):
    """Places below each other, under their headings. The names take what room there is."""

    PREFIX = "ranks"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"ranks--{role}" for role in ("head", "place", "lead", "points", "line", "cursor", "mine", "up", "down")
    }
    DEFAULT_CSS = """
    Ranks {
        height: auto;
        .ranks--head { color: $key; }
        .ranks--place { color: $note; }
        .ranks--lead { text-style: bold; color: $key; }
        .ranks--points { text-style: bold; }
        .ranks--line { color: $satisfaction; }
        .ranks--cursor { color: $key; text-style: bold; }
        .ranks--mine { text-style: bold; }
        .ranks--up { color: $meter-good; text-style: bold; }
        .ranks--down { color: $meter-bad; text-style: bold; }
    }
    """
    head: reactive[Rank] = reactive(Rank("", "", "", ""), layout=True)
    """What stands over the columns."""
    ranks: reactive[tuple[Rank, ...]] = reactive((), layout=True)
    """The rows, the best first."""

    def show(self, head: Rank, ranks: Sequence[Rank]) -> None:
        """Show these rows under these headings."""
        self.head, self.ranks = head, tuple(ranks)

    def rows(self, width: int) -> list[Row]:
        """The table at this width; nothing where nobody is ranked."""
        if not self.ranks:
            return []
        return [self._row(self.head, width, heading=True), *(self._row(rank, width) for rank in self.ranks)]

    def _row(self, rank: Rank, width: int, heading: bool = False) -> Row:
        has_line = width >= _LINE_FROM
        line = _GAP + _LINE if has_line else 0
        moves = bool(self.head.change)
        name = max(8, min(_WIDEST, width - _PLACE - 2 - 2 * _NUMBER - line - _CHANGE * moves))
        style = "head" if heading else "lead" if rank.lead else ""
        named = style or ("mine" if rank.mine else "")
        row = (
            Span(self.look.cursor if rank.mine else " ", "cursor"),
            Span(pad(rank.place, _PLACE - 1, "right") + "  ", style or "place"),
            *([Span(pad(rank.change, _CHANGE), style if heading else rank.moved)] if moves else []),
            Span(pad(clean(rank.name), name), named),
            Span(pad(rank.points, _NUMBER, "right"), style or "points"),
            Span(pad(rank.attempts, _NUMBER, "right"), style or "place"),
        )
        if not has_line:
            return row
        return (*row, Span(" " * _GAP), Span(pad(rank.line, _LINE), "head" if heading else "line"))
