"""The chat: one scrolling widget for any number of messages.

Each message is laid out once for a width; a new one costs only its own rows and is on screen in the next frame. Of
a long chat the end is laid out at once and the rest piece by piece while nothing else happens, so that opening and
translating it cost the same at any length.
"""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.cache import FIFOCache
from textual.events import Resize
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer

from game.ui.widgets.bubbles import Frame, Message, block, typing_rows
from game.ui.widgets.rows import BLANK, Painted, Row

_ROOMY_FROM = 18
"""Height in rows from which bubbles get round caps."""
_AT_ONCE = 60
"""Messages laid out before the next frame."""
_PIECE, _PIECE_EVERY = 30, 0.08
"""Older messages laid out in one go, and the seconds between two of these."""
_DOTS_EVERY = 0.35
"""Seconds between two dots of a message being written."""


class Transcript(ScrollView, Painted, can_focus=True):
    """Chat bubbles, notes and the sign that somebody is typing. It stays at the end unless the player scrolled up."""

    PREFIX = "transcript"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"transcript--{role}"
        for role in (
            "customer", "agent", "colleague", "typing", "customer-cap", "agent-cap", "colleague-cap", "typing-cap",
            "name", "time", "note", "gain", "loss", "narration", "system",
        )
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", show=False),
        Binding("down", "scroll_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
    ]
    DEFAULT_CSS = """
    Transcript {
        overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        scrollbar-background: $background; scrollbar-background-hover: $background;
        scrollbar-background-active: $background; scrollbar-color: $meter-track;
        .transcript--customer { background: $customer; color: $customer-text; }
        .transcript--agent { background: $agent; color: $agent-text; }
        .transcript--colleague { background: $colleague; color: $colleague-text; }
        .transcript--typing { background: $customer; color: $note; }
        .transcript--customer-cap { color: $customer; }
        .transcript--agent-cap { color: $agent; }
        .transcript--colleague-cap { color: $colleague; }
        .transcript--typing-cap { color: $customer; }
        .transcript--name { color: $dim; }
        .transcript--time { color: $dim; }
        .transcript--note { color: $note; }
        .transcript--gain { color: $meter-good; text-style: bold; }
        .transcript--loss { color: $meter-bad; text-style: bold; }
        .transcript--narration { color: $note; }
        .transcript--system { color: $note; background: $note-ground; }
    }
    """
    show_changes: reactive[bool] = reactive(True)
    """Whether the meters' changes stand below a message."""

    def __init__(self, messages: Sequence[Message] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._messages: list[Message] = list(messages)
        self._rows: list[Row] = []
        self._heights: list[int] = []
        """Rows of each message that is laid out; those missing are the oldest."""
        self._filler: Timer | None = None
        self._frame: Frame | None = None
        self._at_end = True
        self._typing = ""
        self._typing_rows: list[Row] = []
        self._dots = 0
        self._timer: Timer | None = None
        self._strips: FIFOCache[Row, Strip] = FIFOCache(512)

    @property
    def messages(self) -> tuple[Message, ...]:
        """All messages, oldest first."""
        return tuple(self._messages)

    def append(self, messages: Iterable[Message]) -> None:
        """Add messages at the end, ending any typing; costs only their own rows."""
        fresh = list(messages)
        at_end = self._at_end
        first = len(self._messages)
        self._messages += fresh
        self._stop_typing()
        if self._frame:
            self._rows += self._laid_out(first, len(self._messages), self._heights)
            self._changed(at_end)

    def set_messages(self, messages: Iterable[Message]) -> None:
        """Replace everything, as after undo or in another language; the view goes to the end if it was there."""
        self._messages = list(messages)
        self._stop_typing()
        self._lay_out()

    def set_typing(self, text: str) -> None:
        """Show that somebody is writing, in the given words; an empty text ends it."""
        at_end = self._at_end
        self._stop_typing()
        self._typing = text
        if text and not self.look.calm:
            self._timer = self.set_interval(_DOTS_EVERY, self._next_dots)
        self._draw_typing()
        self._changed(at_end)

    def go_to_end(self) -> None:
        """Back to the newest message, as after words of one's own."""
        self.scroll_to(y=self.max_scroll_y, animate=False)

    def _stop_typing(self) -> None:
        self._typing, self._dots, self._typing_rows = "", 0, []
        if self._timer:
            self._timer.stop()
            self._timer = None

    def _next_dots(self) -> None:
        self._dots = (self._dots + 1) % 4
        self._draw_typing()
        self.refresh()

    def _draw_typing(self) -> None:
        if not (self._typing and self._frame):
            self._typing_rows = []
            return
        dots = 3 if self.look.calm else self._dots
        gap = [BLANK] if self._messages and not self._frame.roomy else []
        self._typing_rows = gap + list(typing_rows(self._typing, dots, self._frame))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember whether the player reads the end; a later change of size does not count."""
        super().watch_scroll_y(old_value, new_value)
        self._at_end = new_value >= self.max_scroll_y

    def _current_frame(self) -> Frame:
        roomy = self.size.height >= _ROOMY_FROM and not (self.look.plain_signs or self.look.colourless)
        return Frame(self.scrollable_content_region.width, self.look, roomy, self.show_changes)

    def _laid_out(self, first: int, end: int, heights: list[int]) -> list[Row]:
        """The rows of some messages; their heights are added to the list."""
        rows: list[Row] = []
        assert self._frame
        for index in range(first, end):
            fresh = block(self._messages[index], self._frame, self._messages[index - 1] if index else None)
            heights.append(len(fresh))
            rows += fresh
        return rows

    def _lay_out(self) -> None:
        """Lay everything out anew; the message at the top of the view stays there, or the end in sight."""
        if not self.size.width:
            return
        at_end, top = self._at_end, self._message_at(self.scroll_offset.y)
        self._frame = self._current_frame()
        first = max(0, min(len(self._messages) - _AT_ONCE, len(self._messages) if at_end else top - _PIECE))
        self._heights = []
        self._rows = self._laid_out(first, len(self._messages), self._heights)
        self._draw_typing()
        self._changed(at_end)
        if not at_end:
            self.scroll_to(y=sum(self._heights[: max(0, top - first)]), animate=False)
        if first and not self._filler:
            self._filler = self.set_interval(_PIECE_EVERY, self._fill_unless_moving)

    def _message_at(self, row: int) -> int:
        """Index of the message that a row belongs to."""
        index = len(self._messages) - len(self._heights)
        for height in self._heights:
            row -= height
            if row < 0:
                break
            index += 1
        return index

    def _fill_unless_moving(self) -> None:
        """Lay out a piece more, but not under a scroll on its way to a row: it would be stopped short of it.

        Textual's `is_scrolling` tells of what stands around a widget only, never of the widget itself.
        """
        if not self.app.animator.is_being_animated(self, "scroll_y"):
            self._fill()

    def _fill(self, count: int = _PIECE) -> None:
        """Lay out some of the messages above; what is in view does not move."""
        end = len(self._messages) - len(self._heights)
        first = max(0, end - count)
        heights: list[int] = []
        rows = self._laid_out(first, end, heights)
        self._rows[:0], self._heights[:0] = rows, heights
        if not first and self._filler:
            self._filler.stop()
            self._filler = None
        self.virtual_size = Size(self.virtual_size.width, len(self._rows) + len(self._typing_rows))
        self.scroll_to(y=self.scroll_offset.y + len(rows), animate=False)

    def action_scroll_home(self) -> None:
        """Go to the first message, however far above."""
        self._fill(len(self._messages))
        self.scroll_to(y=0, animate=False)

    def action_scroll_end(self) -> None:
        """Go to the newest message and stay there, whatever comes in meanwhile."""
        self.go_to_end()

    def _changed(self, follow: bool) -> None:
        """Tell the scroll bar of the height and, if the player was at the end, stay there; nothing is deferred."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows) + len(self._typing_rows))
        if follow:
            self.scroll_to(y=self.max_scroll_y, animate=False, immediate=True)
        self.refresh()

    def on_resize(self, event: Resize) -> None:
        """Wrap again when the width or the caps change."""
        if self._frame != self._current_frame():
            self._lay_out()
        elif self._at_end:
            self.scroll_to(y=self.max_scroll_y, animate=False)

    def watch_show_changes(self) -> None:
        """Lay out with or without the notes."""
        self._lay_out()

    def watch_look(self) -> None:
        """Lay out in the new look."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Forget painted lines when the theme changes."""
        super().notify_style_update()
        self._strips.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint what is visible; the first painting may come before the news of a size."""
        if self._frame is None:
            self._lay_out()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Paint one visible line."""
        row = self._row(self.scroll_offset.y + y)
        strip = self._strips.get(row)
        if strip is None or strip.cell_length != self.size.width:
            strip = self._strips[row] = self.paint(row, self.size.width)
        return strip

    def _row(self, index: int) -> Row:
        if index < len(self._rows):
            return self._rows[index]
        index -= len(self._rows)
        return self._typing_rows[index] if index < len(self._typing_rows) else BLANK
