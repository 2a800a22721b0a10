"""The replies to choose from: digit, whole text, and for a locked one the reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from game.text.clean import clean
from game.text.wrap import wrap
from game.ui.widgets.look import Look
from game.ui.widgets.picklist import PickList
from game.ui.widgets.rows import Row, Span

_INDENT = 5
"""Cells before a reply's text: cursor sign, digit and the blanks around them."""
REST = 0.25
"""Seconds that new replies stand before one of them can be taken, where a clock is given: a key that repeats or is
struck twice sends one reply, and nobody reads a list faster."""


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


class Choices(PickList, inherit_bindings=False):
    """A list of replies, taken by digit, Enter or mouse; not by the blank, which many press to skip the typing.

    With a `clock`, which counts seconds from any moment on, new replies cannot be taken before they stood for a REST.
    """

    PREFIX = "choices"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"choices--{role}" for role in ("text", "digit", "locked", "reason", "remark")
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("enter", "take", show=False),
    ]
    DEFAULT_CSS = """
    Choices {
        scrollbar-gutter: auto;
        .choices--digit { color: $key; text-style: bold; }
        .choices--locked { color: $locked; text-style: strike; }
        .choices--reason { color: $locked; }
        .choices--remark { color: $dim; }
        .pick--current { text-style: bold; }
    }
    """

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

    def __init__(self, replies: Sequence[Reply] = (), clock: Callable[[], float] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._clock = clock
        self._painted_at: float | None = None
        self.replies: tuple[Reply, ...] = ()
        """What can be chosen."""
        self.set_replies(replies)

    def set_replies(self, replies: Sequence[Reply]) -> None:
        """Show replies from the top, the cursor on the first that is not locked; on its own where none are others."""
        self.replies = tuple(replies)
        ids = tuple(reply.id for reply in self.replies)
        first_open = next((index for index, reply in enumerate(self.replies) if not reply.locked), 0)
        self.show(ids, cursor=self.cursor if ids == self.ids else first_open)
        if self.is_attached:
            self.scroll_to(y=0, animate=False, immediate=True)
            self._painted_at = None
        self._show_cursor()

    def render_line(self, y: int) -> Strip:
        """Paint one visible line, and note when new replies are first seen."""
        if self._painted_at is None:
            self._note_painting()
        return super().render_line(y)

    def _note_painting(self) -> None:
        self._painted_at = self._clock() if self._clock else None

    def heeds(self) -> bool:
        """Whether a key pressed now can have been meant for these replies.

        One that comes before their REST begins it anew: a key that is held down goes on coming too early.
        """
        if self._clock is None:
            return True
        rested = self._painted_at is not None and self._clock() >= self._painted_at + REST
        if not rested:
            self._note_painting()
        return rested

    def item_rows(self, index: int, width: int, current: bool) -> list[Row]:
        """Digit and text of a reply, and why it is locked."""
        return reply_rows(self.replies[index], index + 1, width, self.look, current)

    def take(self, index: int) -> None:
        """Post what taking the reply at this index means; nothing for an index without one, or before their REST."""
        if not 0 <= index < len(self.replies) or not self.heeds():
            return
        self.cursor = index
        reply = self.replies[index]
        self.post_message(self.LockedChosen(reply.id, reply.locked) if reply.locked else self.Chosen(reply.id))
