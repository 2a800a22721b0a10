"""The pages of a long text in one line: which there are, and where one is."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive

from game.text.width import cell_width
from game.ui.widgets.rows import Row, RowsWidget, Span

_GAP = 2
"""Cells between two sections where there is room."""


class SectionBar(RowsWidget):
    """Numbered names, the present one marked. Where not all of them fit, only the present one is named."""

    PREFIX = "sections"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"sections--number", "sections--name", "sections--current"}
    DEFAULT_CSS = """
    SectionBar {
        height: 1;
        .sections--number { color: $dim; }
        .sections--name { color: $note; }
        .sections--current { color: $key; text-style: bold; }
        &:ansi .sections--current { text-style: bold reverse; }
    }
    """
    names: reactive[tuple[str, ...]] = reactive(())
    """What the sections are called."""
    current: reactive[int] = reactive(0)
    """Index of the present one."""

    class Picked(Message):
        """The player clicked a section."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index
            """Which."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.can_focus = False

    def texts(self, width: int) -> Sequence[str]:
        """What stands for each section at this width, with the gap behind it."""
        full = [f" {number} {name} " for number, name in enumerate(self.names, 1)]
        for gap in (_GAP, 0):
            if sum(map(cell_width, full)) + gap * (len(full) - 1) <= width:
                return [text + " " * gap for text in full]
        return [text if index == self.current else f" {index + 1} " for index, text in enumerate(full)]

    def rows(self, width: int) -> list[Row]:
        """The line at this width."""
        spans: list[Span] = []
        for index, text in enumerate(self.texts(width)):
            shown = f"{text.rstrip()} "
            roles = ("current", "current") if index == self.current else ("number", "name")
            spans += [Span(shown[:2], roles[0]), Span(shown[2:], roles[1]), Span(text[len(shown) :])]
        return [tuple(spans)]

    def on_click(self, event: Click) -> None:
        """Go to the clicked section."""
        start = 0
        for index, text in enumerate(self.texts(self.size.width)):
            if start <= event.x < start + cell_width(text):
                self.post_message(self.Picked(index))
            start += cell_width(text)


class Page(VerticalScroll, inherit_bindings=False):
    """A page to scroll up and down; left and right are left to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", show=False),
        Binding("down,j", "scroll_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
    ]
