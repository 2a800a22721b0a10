"""The line of parts: which one is shown, and which others there are."""

from collections.abc import Sequence
from typing import ClassVar

from textual.events import Click
from textual.reactive import reactive

from game.text.width import cell_width
from game.ui.widgets.bars import KeyBar
from game.ui.widgets.rows import Row, RowsWidget, Span


class PartBar(RowsWidget):
    """Parts with their digits, one of them current; a click asks for one by `KeyBar.Pressed`."""

    PREFIX = "parts"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"parts--key", "parts--label", "parts--current"}
    DEFAULT_CSS = """
    PartBar {
        height: 1;
        .parts--key { color: $key; }
        .parts--label { color: $note; }
        .parts--current { text-style: bold reverse; }
    }
    """
    parts: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """Each part: the action that shows it, and what it is called."""
    current: reactive[int] = reactive(0)

    def show(self, parts: Sequence[tuple[str, str]], current: int) -> None:
        """Show these parts."""
        self.parts, self.current = tuple(parts), current

    def rows(self, width: int) -> list[Row]:
        """The line."""
        spans = [Span(" ")]
        for number, (_, label) in enumerate(self.parts):
            role = "current" if number == self.current else "label"
            spans += [Span(f" {number + 1}", "key"), Span(f" {label} ", role), Span(" ")]
        return [tuple(spans)]

    def on_click(self, event: Click) -> None:
        """Ask for the part that was clicked."""
        start = 1
        for action, label in self.parts:
            end = start + cell_width(label) + 5
            if start <= event.x < end:
                self.post_message(KeyBar.Pressed(action))
            start = end
