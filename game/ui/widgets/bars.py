"""The first and the last line of a screen: where one is, and which keys do what."""

from typing import Any, ClassVar

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


class KeyBar(RowsWidget):
    """One line of keys, each clickable. Those that do not fit are left out from the end; the last one always stays."""

    PREFIX = "keys"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key", "keys--label"}
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: 1; background: $panel;
        .keys--key { color: $key; text-style: bold; }
        .keys--label { color: $note; }
    }
    """
    keys: reactive[tuple[tuple[str, str, str], ...]] = reactive(())
    """Key cap, label and action of each; most important first, the way to the rest (help) last."""

    class Pressed(Message):
        """The player clicked a key."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action
            """The action of its command."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.can_focus = False

    def fitting(self, width: int) -> list[tuple[int, str, str, str]]:
        """What fits: the first cell of each key, its cap, label and action."""
        if not self.keys:
            return []
        *others, last = self.keys
        room = width - 2 - _key_width(last)
        chosen, used = [], 0
        for key in others:
            if used + _key_width(key) + _GAP > room:
                break
            chosen.append(key)
            used += _key_width(key) + _GAP
        placed, start = [], 1
        for cap, label, action in [*chosen, last]:
            placed.append((start, cap, label, action))
            start += _key_width((cap, label, action)) + _GAP
        return placed

    def rows(self, width: int) -> list[Row]:
        """The line at this width."""
        spans = [Span(" ")]
        for _, cap, label, _ in self.fitting(width):
            spans += [Span(cap, "key"), Span(f" {label}{' ' * _GAP}", "label")]
        return [tuple(spans)]

    def on_click(self, event: Click) -> None:
        """Do what the clicked key does."""
        for start, cap, label, action in self.fitting(self.size.width):
            if start <= event.x < start + _key_width((cap, label, action)):
                self.post_message(self.Pressed(action))


def _key_width(key: tuple[str, str, str]) -> int:
    return cell_width(key[0]) + 1 + cell_width(key[1])
