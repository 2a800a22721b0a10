"""A table to go through: rows of cells under headings, a cursor, the mouse."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.events import Key
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from game.text.clean import clean
from game.text.width import cell_width, pad, truncate
from game.text.wrap import wrap
from game.ui.widgets.picklist import PickList
from game.ui.widgets.rows import Row, Span

_GAP = 2
_MARGIN = 3
_NARROWEST, _ENOUGH = 6, 14
"""Cells of a column at least, and what a name can be told by."""
_SOON = 3
"""Columns that `goes` so far are left out before any gets narrower."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column. Where room is short, those with the highest `goes` are left out first; 0 stays."""

    heading: str
    goes: int = 0
    is_number: bool = False
    widest: int = 26


@dataclass(frozen=True, slots=True)
class Line:
    """A row, in words. `warns`: somebody should look at it. `note` stands below it."""

    id: str
    cells: tuple[str, ...]
    warns: bool = False
    note: str = ""


class Table(PickList):
    """Rows that can be taken. The headings stay where they are while the rows scroll below them."""

    PREFIX = "table"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"table--{role}" for role in ("head", "text", "warns", "note", "empty")}
    DEFAULT_CSS = """
    Table {
        height: 1fr;
        .table--head { color: $key; }
        .table--warns { color: $meter-mid; text-style: bold; }
        .table--note { color: $note; }
        .table--empty { color: $dim; }
    }
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._columns: tuple[Column, ...] = ()
        self._lines: tuple[Line, ...] = ()
        self._empty = ""
        self._holds = False
        self._widths: dict[int, int] = {}
        self._laid: list[list[Row]] = []
        self._laid_for = 0
        """Cells that the lines were laid out for; 0: they were not."""

    def fill(self, columns: Sequence[Column], lines: Sequence[Line], empty: str) -> None:
        """Show these rows; the cursor stays on its row where that is still there. `empty` is said where none are."""
        self._columns, self._lines, self._empty = tuple(columns), tuple(lines), empty
        self._laid_for = 0
        self.show(tuple(line.id for line in lines), self.cursor if self._holds else None)
        self._holds = False

    def hold(self) -> None:
        """Let the cursor stay where it is at the next `fill`: what was dealt with moves away, the next comes up."""
        self._holds = True

    @property
    def current(self) -> str:
        """The id of the highlighted row; empty where there is none."""
        return self.ids[self.cursor] if self.cursor < len(self.ids) else ""

    class Moved(Message):
        """Another row is highlighted."""

    def watch_cursor(self) -> None:
        """Say that another row is highlighted."""
        super().watch_cursor()
        self.post_message(self.Moved())

    def item_rows(self, index: int, width: int, current: bool) -> list[Row]:
        """The row, and its note below it."""
        sign = Span(f" {self.look.cursor if current else ' '} ", "cursor")
        first, *notes = self._laid[index]
        return [(sign, *first), *notes]

    def on_key(self, event: Key) -> None:
        """Leave the digits to the screen."""
        event.prevent_default()

    def render_line(self, y: int) -> Strip:
        """Paint one visible line; the headings lie over the first one."""
        return self.paint(self._rows[0][1], self.size.width) if y == 0 and self._rows else super().render_line(y)

    def _item_at(self, y: int) -> int | None:
        return super()._item_at(y) if y else None

    def _show_cursor(self) -> None:
        mine = [line for line, (index, _) in enumerate(self._rows) if index == self.cursor]
        if mine and self.size:
            above = Region(0, mine[0] - 1, 1, len(mine) + 1)  # what lies under the headings is out of sight
            self.scroll_to_region(above, animate=False, x_axis=False, immediate=True)

    def _rows_at(self, width: int) -> list[tuple[int, Row]]:
        if self._laid_for != width:
            self._lay_lines(width)
        if not self._lines:
            return [(-1, (Span(" " * _MARGIN), Span(truncate(clean(self._empty), max(8, width - 4)), "empty")))]
        head = (Span(" " * _MARGIN), *self._cells([column.heading for column in self._columns], "head"))
        return [(-1, head), *super()._rows_at(width)]

    def _lay_lines(self, width: int) -> None:
        """Lay out every line but for the cursor's sign: that alone changes with each move, in hundreds of lines."""
        self._widths = _fitting(self._columns, [line.cells for line in self._lines], width - _MARGIN - 1)
        self._laid = [self._laid_out(line, width) for line in self._lines]
        self._laid_for = width

    def _laid_out(self, line: Line, width: int) -> list[Row]:
        lead = Span(" " * (_MARGIN + 2))
        notes = wrap(clean(line.note), max(8, width - _MARGIN - 4)) if line.note else []
        return [self._cells(line.cells, "warns" if line.warns else "text"), *((lead, Span(n, "note")) for n in notes)]

    def _cells(self, cells: Sequence[str], role: str) -> Row:
        return tuple(
            Span(pad(clean(cells[n]), width, "right" if self._columns[n].is_number else "left") + " " * _GAP, role)
            for n, width in self._widths.items()
        )


def _fitting(columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int) -> dict[int, int]:
    """How wide each column is that has room: the least wanted ones go first, then the widest get narrower."""
    widths = {
        n: min(column.widest, max(cell_width(clean(cells[n])) for cells in ([c.heading for c in columns], *rows)))
        for n, column in enumerate(columns)
        if any(cells[n] for cells in rows)
    }

    def over() -> int:
        return sum(width + _GAP for width in widths.values()) - room

    def narrow(least: int) -> None:
        while over() > 0 and max(widths.values(), default=0) > least:
            widths[max(widths, key=lambda n: widths[n])] -= 1

    def leave_out(from_goes: int) -> None:
        for n in sorted(widths, key=lambda n: -columns[n].goes):
            if over() > 0 and columns[n].goes >= from_goes:
                del widths[n]

    leave_out(_SOON)
    narrow(_ENOUGH)
    leave_out(1)
    narrow(_NARROWEST)
    return widths
