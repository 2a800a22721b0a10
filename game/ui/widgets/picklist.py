"""A list to choose from: a cursor, digits, Enter, the mouse. What its items look like is up to the subclass."""

from abc import abstractmethod
from typing import Any, ClassVar

from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Click, Key, MouseMove, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from game.text.clean import clean
from game.text.wrap import wrap
from game.ui.widgets.rows import BLANK, Painted, Row, Span

_SHARED_ROLES = ("cursor", "current")
MOVES: tuple[Binding, ...] = (
    Binding("up,k", "move(-1)", show=False),
    Binding("down,j", "move(1)", show=False),
    Binding("pageup", "move(-5)", show=False),
    Binding("pagedown", "move(5)", show=False),
    Binding("home", "move_to(0)", show=False),
    Binding("end", "move_to(-1)", show=False),
)
"""The keys that move the cursor."""


class PickList(ScrollView, Painted, can_focus=True):
    """Items of any number of rows. A subclass has PREFIX, the component classes and `item_rows`, and calls `show`.

    The cursor's sign and the ground of its item look the same in every list, but for one with such classes of its own.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pick--cursor", "pick--current"}
    BINDINGS: ClassVar[list[BindingType]] = [*MOVES, Binding("enter,space", "take", show=False)]
    DEFAULT_CSS = """
    PickList {
        height: auto; overflow-x: hidden; overflow-y: auto; scrollbar-size: 0 1; scrollbar-gutter: stable;
        scrollbar-background: $background; scrollbar-background-hover: $background;
        scrollbar-background-active: $background; scrollbar-color: $meter-track;
        .pick--cursor { color: $key; text-style: bold; }
        .pick--current { background: $cursor-ground; }
        &:ansi .pick--current { text-style: reverse; }
    }
    """
    cursor: reactive[int] = reactive(0)
    """Index of the highlighted item."""

    class Picked(Message):
        """The player took an item."""

        def __init__(self, source: "PickList", id: str) -> None:
            super().__init__()
            self.source = source
            """The list."""
            self.id = id
            """The item's id."""

        @property
        def control(self) -> "PickList":
            """The list, for `@on` selectors."""
            return self.source

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._ids: tuple[str, ...] = ()
        self._rows: list[tuple[int, Row]] = []
        self._rows_width = 0
        """Cells that the rows were laid out for."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the items, in order."""
        return self._ids

    @abstractmethod
    def item_rows(self, index: int, width: int, current: bool) -> list[Row]:
        """The rows of the item at this index, the highlighted one if `current`."""

    def show(self, ids: tuple[str, ...], cursor: int | None = None) -> None:
        """Lay out anew with these items; the cursor stays on its item where that is still there."""
        kept = self._ids[self.cursor] if self.cursor < len(self._ids) else ""
        self._ids = ids
        if cursor is None:
            cursor = ids.index(kept) if kept in ids else 0
        self.cursor = cursor
        self._lay_out()

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on an item."""
        return max(0, min(cursor, len(self._ids) - 1))

    def watch_cursor(self) -> None:
        """Keep the highlighted item in sight."""
        self._lay_out()
        self._show_cursor()

    def _show_cursor(self) -> None:
        mine = [line for line, (index, _) in enumerate(self._rows) if index == self.cursor]
        if mine and self.size:  # while hidden it has no width, so its rows are not those that will be seen
            self.scroll_to_region(Region(0, mine[0], 1, len(mine)), animate=False, x_axis=False, immediate=True)

    def watch_look(self) -> None:
        """Lay out in the new look."""
        self._lay_out()

    def action_move(self, step: int) -> None:
        """Move the cursor, by one round the ends."""
        if self._ids:
            self.cursor = (self.cursor + step) % len(self._ids) if abs(step) == 1 else self.cursor + step

    def action_move_to(self, index: int) -> None:
        """Move the cursor to an item, counted from the end if negative."""
        self.cursor = index % max(1, len(self._ids))

    def action_take(self) -> None:
        """Take the highlighted item."""
        self.take(self.cursor)

    def take(self, index: int) -> None:
        """Post that the item at this index was taken; nothing for an index without one."""
        if 0 <= index < len(self._ids):
            self.cursor = index
            self.post_message(self.Picked(self, self._ids[index]))

    def on_key(self, event: Key) -> None:
        """Take an item by its digit."""
        if event.character and event.character in "123456789":
            event.stop()
            self.take(int(event.character) - 1)

    def on_click(self, event: Click) -> None:
        """Take the item that was clicked."""
        index = self._item_at(event.y)
        if index is not None:
            self.take(index)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Highlight the item under the mouse."""
        index = self._item_at(event.y)
        if index is not None:
            self.cursor = index

    def on_resize(self, event: Resize) -> None:
        """Wrap again when the width changes."""
        self._lay_out()
        self._show_cursor()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the items are at this width."""
        return len(self._rows_at(width))

    def render_line(self, y: int) -> Strip:
        """Paint one visible line; the highlighted item over the full width. The first painting may come before the
        news of a width."""
        if self._rows_width != self._room:
            self._wrap()
        line = self.scroll_offset.y + y
        index, row = self._rows[line] if line < len(self._rows) else (-1, BLANK)
        return self.paint(row, self.size.width, "current" if index == self.cursor else "")

    def _style(self, role: str) -> Style:
        shared = role in _SHARED_ROLES and f"{self.PREFIX}--{role}" not in self.COMPONENT_CLASSES
        return self.get_component_rich_style(f"pick--{role}", partial=True) if shared else super()._style(role)

    def _item_at(self, y: int) -> int | None:
        line = self.scroll_offset.y + y
        return self._rows[line][0] if 0 <= line < len(self._rows) and self._rows[line][0] >= 0 else None

    def _lay_out(self) -> None:
        self._wrap()
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))
        self.show_vertical_scrollbar = len(self._rows) > self.container_size.height > 0
        self.refresh(layout=True)

    @property
    def _room(self) -> int:
        return self.scrollable_content_region.width or self.size.width

    def _wrap(self) -> None:
        self._rows_width = self._room
        self._rows = self._rows_at(self._rows_width)

    def _rows_at(self, width: int) -> list[tuple[int, Row]]:
        indices = range(len(self._ids))
        return [(index, row) for index in indices for row in self.item_rows(index, width, index == self.cursor)]


class Menu(PickList):
    """A plain list of texts, one an item, each with an optional remark below."""

    PREFIX = "menu"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"menu--text", "menu--remark"}
    DEFAULT_CSS = """
    Menu {
        .menu--remark { color: $dim; }
    }
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._texts: dict[str, tuple[str, str]] = {}

    def set_items(self, items: list[tuple[str, str, str]]) -> None:
        """Show these items: id, text and remark (may be empty) of each."""
        self._texts = {id: (text, remark) for id, text, remark in items}
        self.show(tuple(self._texts))

    def item_rows(self, index: int, width: int, current: bool) -> list[Row]:
        """Text behind the cursor's place, remark below it."""
        text, remark = self._texts[self._ids[index]]
        sign = self.look.cursor if current else " "
        lines = [Span(line, "text") for line in wrap(clean(text), max(8, width - 5))]
        lines += [Span(line, "remark") for line in wrap(clean(remark), max(8, width - 5))] if remark else []
        return [(Span(f" {sign if not number else ' '} ", "cursor"), line) for number, line in enumerate(lines)]
