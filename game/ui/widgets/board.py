"""The shift board: chats to go on with, then every story with what was reached in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from game.text.clean import clean
from game.text.width import cell_width, truncate
from game.text.wrap import wrap
from game.ui.widgets.look import Look
from game.ui.widgets.picklist import PickList
from game.ui.widgets.rows import BLANK, Row, Span, row_width

_INDENT = 4
_ROOMY_FROM = 26
"""Height of the list from which items stand apart."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item, in words. What stands at the right of the title is shown as far as there is room."""

    id: str
    title: str
    text: str = ""
    tag: str = ""
    """dim behind the title"""
    remarks: tuple[str, ...] = ()
    """at the right, the most important last"""
    found: int = 0
    endings: int = 0
    """shown as stars; 0 for none"""
    problem: str = ""
    heading: str = ""
    """stands above the item"""


def stars(found: int, endings: int, look: Look) -> str:
    """Found endings as filled stars: `3/6 ★★★☆☆☆`. They end the row, as some terminals draw them too wide."""
    full, empty = ("*", ".") if look.plain_signs else ("★", "☆")
    return f"{found}/{endings} {full * found}{empty * (endings - found)}" if endings else ""


class BoardList(PickList):
    """The board's items."""

    PREFIX = "board"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"board--{role}" for role in ("title", "tag", "text", "remark", "stars", "problem", "warning", "heading")
    }
    DEFAULT_CSS = """
    BoardList {
        .board--title { text-style: bold; }
        .board--tag { color: $dim; }
        .board--text { color: $note; }
        .board--remark { color: $note; }
        .board--stars { color: $meter-mid; }
        .board--problem { color: $meter-bad; }
        .board--warning { color: $meter-mid; }
        .board--heading { color: $key; }
    }
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._entries: dict[str, Entry] = {}
        self._lead: tuple[tuple[str, str], ...] = ()

    def set_entries(self, entries: Sequence[Entry], lead: Sequence[tuple[str, str]] = ()) -> None:
        """Show these items below some sentences, each with its role; the cursor stays where it was."""
        self._entries = {entry.id: entry for entry in entries}
        self._lead = tuple(lead)
        self.show(tuple(self._entries))

    def item_rows(self, index: int, width: int, current: bool) -> list[Row]:
        """Title with remarks, then the text."""
        entry = self._entries[self._ids[index]]
        room = max(8, width - _INDENT - 2)
        rows = [self._title_row(entry, width, current)]
        role, text = ("problem", entry.problem) if entry.problem else ("text", entry.text)
        rows += [(Span(" " * _INDENT), Span(line, role)) for line in wrap(clean(text), room)] if text else []
        return rows

    def _title_row(self, entry: Entry, width: int, current: bool) -> Row:
        cursor = Span(f" {self.look.cursor if current else ' '}  ", "cursor")
        left: Row = (cursor, Span(truncate(clean(entry.title), max(8, width - 24)), "title"))
        if entry.tag:
            left = (*left, Span(f"  {entry.tag}", "tag"))
        right = [Span(stars(entry.found, entry.endings, self.look), "stars")] if entry.endings else []
        for remark in reversed(entry.remarks):
            wider = [Span(f"{remark}   " if right else remark, "remark"), *right]
            if row_width(left) + row_width(tuple(wider)) + 4 > width:
                break
            right = wider
        room = max(1, width - row_width(left) - sum(cell_width(span.text) for span in right) - 2)
        return (*left, Span(" " * room), *right)

    def _rows_at(self, width: int) -> list[tuple[int, Row]]:
        rows = [(-1, row) for row in self._lead_rows(width)]
        for index, id in enumerate(self._ids):
            heading = self._entries[id].heading
            if rows and (heading or self._is_roomy):
                rows.append((-1, BLANK))
            if heading:
                rows += [(-1, (Span(f" {clean(heading)}", "heading"),))]
            rows += [(index, row) for row in self.item_rows(index, width, index == self.cursor)]
        return rows

    def _lead_rows(self, width: int) -> list[Row]:
        rows: list[Row] = []
        for text, role in self._lead:
            rows += [BLANK] if rows else []
            rows += [(Span(" "), Span(line, role)) for line in wrap(clean(text, multiline=True), max(8, width - 3))]
        return rows

    @property
    def _is_roomy(self) -> bool:
        height = self.container_size.height
        return height >= _ROOMY_FROM or 3 * len(self._ids) <= height
