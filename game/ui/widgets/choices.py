"""The replies to choose from: digit, whole text, and for a locked one the reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click, Key, MouseMove, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from game.text.clean import clean
from game.text.wrap import wrap
from game.ui.widgets.look import Look
from game.ui.widgets.rows import BLANK, Painted, Row, Span

_INDENT = 5
"""Cells before a reply's text: cursor sign, digit and the blanks around them."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One row of the list. `locked` is the reason why it cannot be taken; `remark` stands dim behind the text."""

    id: str
    text: str
    locked: str = ""
    remark: str = ""


def reply_rows(reply: Reply, number: int, width: int, look: Look, current: bool) -> list[Row]:
    """The rows of one reply; its text never leaves the column it began in."""
    room = max(4, width - _INDENT - 1)
    text = clean(reply.text, multiline=True)
    role = "locked" if reply.locked else "text"
    rows: list[Row] = [(Span(line, role),) for line in wrap(text, room)]
    if reply.locked:
        rows += [(Span(line, "reason"),) for line in wrap(f"{look.locked} {clean(reply.locked)}", room)]
    if reply.remark:
        rows += [(Span(line, "remark"),) for line in wrap(clean(reply.remark), room)]
    return [_indented(row, number if not index else 0, look, current) for index, row in enumerate(rows)]


def _indented(row: Row, number: int, look: Look, current: bool) -> Row:
    if not number:
        return (Span(" " * _INDENT), *row)
    return (
        Span(f" {look.cursor if current else ' '}", "cursor"),
        Span(f"{number if number < 10 else ' '}", "digit"),
        Span("  "),
        *row,
    )


class Choices(ScrollView, Painted, can_focus=True):
    """A list of replies, taken by digit, Enter or mouse."""

    PREFIX = "choices"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"choices--{role}" for role in ("text", "digit", "cursor", "locked", "reason", "remark", "current")
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("enter", "take", show=False),
    ]
    DEFAULT_CSS = """
    Choices {
        height: auto; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1;
        scrollbar-background: $background; scrollbar-background-hover: $background;
        scrollbar-background-active: $background; scrollbar-color: $meter-track;
        .choices--digit { color: $key; text-style: bold; }
        .choices--cursor { color: $key; text-style: bold; }
        .choices--locked { color: $locked; text-style: strike; }
        .choices--reason { color: $locked; }
        .choices--remark { color: $dim; }
        .choices--current { background: $cursor-ground; text-style: bold; }
        &:ansi .choices--current { text-style: reverse; }
    }
    """
    replies: reactive[tuple[Reply, ...]] = reactive(())
    """What can be chosen."""
    cursor: reactive[int] = reactive(0)
    """Index of the highlighted reply."""

    class Chosen(Message):
        """The player took a reply."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id
            """The reply's id."""

    class LockedChosen(Message):
        """The player tried a locked reply."""

        def __init__(self, id: str, reason: str) -> None:
            super().__init__()
            self.id = id
            """The reply's id."""
            self.reason = reason
            """Why it is locked, in the player's language."""

    def __init__(self, replies: Sequence[Reply] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._rows: list[tuple[int, Row]] = []
        self._laid_out_for = 0
        self.replies = tuple(replies)

    def set_replies(self, replies: Sequence[Reply]) -> None:
        """Show other replies, the cursor on the first that is not locked."""
        self.replies = tuple(replies)

    def watch_replies(self, replies: tuple[Reply, ...]) -> None:
        """Move the cursor to the first open reply and lay out."""
        self.cursor = next((index for index, reply in enumerate(replies) if not reply.locked), 0)
        self._lay_out()
        if self.is_attached:
            self.scroll_to(y=0, animate=False, immediate=True)
        self._show_cursor()

    def watch_cursor(self) -> None:
        """Keep the highlighted reply in sight."""
        self._lay_out()
        self._show_cursor()

    def _show_cursor(self) -> None:
        mine = [line for line, (index, _) in enumerate(self._rows) if index == self.cursor]
        if mine and self.size:  # while hidden it has no width, so its rows are not those that will be seen
            region = Region(0, mine[0], 1, len(mine))
            self.scroll_to_region(region, animate=False, x_axis=False, immediate=True)

    def watch_look(self) -> None:
        """Lay out in the new look."""
        self._lay_out()

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a reply."""
        return max(0, min(cursor, len(self.replies) - 1))

    def action_move(self, step: int) -> None:
        """Move the cursor by one reply, round the ends."""
        if self.replies:
            self.cursor = (self.cursor + step) % len(self.replies)

    def action_take(self) -> None:
        """Take the highlighted reply."""
        self.take(self.cursor)

    def take(self, index: int) -> None:
        """Post what taking the reply at this index means; nothing for an index without a reply."""
        if not 0 <= index < len(self.replies):
            return
        self.cursor = index
        reply = self.replies[index]
        self.post_message(self.LockedChosen(reply.id, reply.locked) if reply.locked else self.Chosen(reply.id))

    def on_key(self, event: Key) -> None:
        """Take a reply by its digit."""
        if event.character and event.character in "123456789":
            event.stop()
            self.take(int(event.character) - 1)

    def on_click(self, event: Click) -> None:
        """Take the reply that was clicked."""
        index = self._reply_at(event.y)
        if index is not None:
            self.take(index)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Highlight the reply under the mouse."""
        index = self._reply_at(event.y)
        if index is not None:
            self.cursor = index

    def on_resize(self, event: Resize) -> None:
        """Wrap again when the width changes."""
        self._lay_out()
        self._show_cursor()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the replies are at this width."""
        return len(self._rows_at(width))

    def render_line(self, y: int) -> Strip:
        """Paint one visible line; the highlighted reply over the full width."""
        line = self.scroll_offset.y + y
        index, row = self._rows[line] if line < len(self._rows) else (-1, BLANK)
        return self.paint(row, self.size.width, "current" if index == self.cursor else "")

    def _reply_at(self, y: int) -> int | None:
        line = self.scroll_offset.y + y
        return self._rows[line][0] if 0 <= line < len(self._rows) else None

    def _lay_out(self) -> None:
        self._rows = self._rows_at(self.scrollable_content_region.width or self.size.width)
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))
        self.show_vertical_scrollbar = len(self._rows) > self.container_size.height > 0
        self.refresh()

    def _rows_at(self, width: int) -> list[tuple[int, Row]]:
        return [
            (index, row)
            for index, reply in enumerate(self.replies)
            for row in reply_rows(reply, index + 1, width, self.look, index == self.cursor)
        ]
