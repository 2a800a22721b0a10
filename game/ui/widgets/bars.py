"""The first and the last line of a screen: where one is, and which keys do what."""

from itertools import accumulate
from typing import Any, ClassVar, NamedTuple

from textual.events import Click
from textual.message import Message
from textual.reactive import reactive

from game.text.clean import clean
from game.text.width import cell_width, truncate
from game.ui.widgets.rows import Row, RowsWidget, Span, row_width

_GAP = 2
"""Cells between two keys of the key bar."""


class TitleBar(RowsWidget):
    """One line: where one is at the left, a remark at the right. What does not fit is shortened with `…`."""

    PREFIX = "title"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"title--brand", "title--place", "title--remark"}
    DEFAULT_CSS = """
    TitleBar {
        dock: top; height: 1; background: $panel;
        .title--brand { color: $key; text-style: bold; }
        .title--place { color: $foreground; text-style: bold; }
        .title--remark { color: $note; }
        &:ansi { text-style: reverse; }
    }
    """
    brand: reactive[str] = reactive("")
    """The name of the game."""
    place: reactive[str] = reactive("")
    """Where one is, as a story's title."""
    remark: reactive[str] = reactive("")
    """What stands at the right."""

    def rows(self, width: int) -> list[Row]:
        """The line at this width."""
        remark = truncate(clean(self.remark), max(0, width // 2 - 2))
        left: Row = (Span(" "), Span(self.brand, "brand"))
        if self.place:
            room = width - row_width(left) - cell_width(remark) - 5
            left = (*left, Span("  "), Span(truncate(clean(self.place), max(0, room)), "place"))
        room = width - row_width(left) - cell_width(remark) - 1
        return [(*left, Span(" " * max(1, room)), Span(remark, "remark"), Span(" "))]


class BarKey(NamedTuple):
    """A key of the key bar."""

    cap: str
    """what is printed on it"""
    label: str
    action: str
    stays: bool = False
    """is not left out where room is short"""

    @property
    def width(self) -> int:
        """Its width in cells."""
        return cell_width(self.cap) + 1 + cell_width(self.label)


class KeyBar(RowsWidget):
    """One line of keys, each clickable. Where not all fit, those that do not stay are left out from the end."""

    PREFIX = "keys"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key", "keys--label"}
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: 1; background: $panel;
        .keys--key { color: $key; text-style: bold; }
        .keys--label { color: $note; }
    }
    """
    keys: reactive[tuple[BarKey, ...]] = reactive(())
    """Most important first, the way to the rest (help) last."""

    class Pressed(Message):
        """The player clicked a key."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action
            """The action of its command."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.can_focus = False

    def fitting(self, width: int) -> list[tuple[int, BarKey]]:
        """What fits: the first cell of each key, and the key."""
        chosen = list(self.keys)
        optional = [key for key in chosen if not key.stays]
        while optional and sum(key.width + _GAP for key in chosen) > width:
            chosen.remove(optional.pop())
        starts = accumulate((key.width + _GAP for key in chosen), initial=1)
        return list(zip(starts, chosen, strict=False))

    def rows(self, width: int) -> list[Row]:
        """The line at this width."""
        spans = [Span(" ")]
        for _, key in self.fitting(width):
            spans += [Span(key.cap, "key"), Span(f" {key.label}{' ' * _GAP}", "label")]
        return [tuple(spans)]

    def on_click(self, event: Click) -> None:
        """Do what the clicked key does."""
        for start, key in self.fitting(self.size.width):
            if start <= event.x < start + key.width:
                self.post_message(self.Pressed(key.action))
