"""How a chat looks, as rows: pure, so that it can be laid out once and tested without a screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from game.text.clean import clean
from game.text.width import cell_width, truncate
from game.text.wrap import wrap
from game.ui.widgets.look import Look
from game.ui.widgets.rows import BLANK, Row, Span, placed, row_width

Kind = Literal["customer", "player", "other", "narration", "system"]
_WIDEST = 0.7
"""Share of the width that a bubble may take."""
_ROLES = {"customer": "customer", "player": "agent", "other": "colleague"}


@dataclass(frozen=True, slots=True)
class Change:
    """A meter's change by one reply: its name in the player's language and the amount, negative for a loss."""

    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of the chat; `time` is the story clock, shown beside the bubble, `changes` follow as a small note."""

    kind: Kind
    text: str
    speaker: str = ""
    time: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Frame:
    """What a layout depends on beside the messages; `roomy` gives bubbles round caps, `changes` shows the notes."""

    width: int
    look: Look = field(default_factory=Look)
    roomy: bool = False
    changes: bool = True


def block(message: Message, frame: Frame, before: Message | None = None) -> list[Row]:
    """The rows of one message with the gap above it; `before` is the message that stands there."""
    close = frame.roomy and before and message.kind in _ROLES and before.kind in _ROLES and not before.changes
    gap = [BLANK] if before and not close else []
    return gap + list(message_rows(message, frame, before))


def message_rows(message: Message, frame: Frame, before: Message | None = None) -> Iterator[Row]:
    """Yield the rows of one message without the gap above it."""
    if message.kind in _ROLES:
        yield from _bubble(message, frame, before)
    else:
        yield from _centred(message, frame)
    if message.changes and frame.changes:
        yield from _changes(message.changes, frame)


def _changes(changes: Sequence[Change], frame: Frame) -> Iterator[Row]:
    """All changes in one row, or each in its own where the width is small."""
    together = changes_row(changes, frame.look)
    rows = [together] if row_width(together) <= frame.width else [changes_row([one], frame.look) for one in changes]
    yield from (placed(row, frame.width, "centre") for row in rows)


def changes_row(changes: Sequence[Change], look: Look) -> Row:
    """The meters' changes in one row: 满意度 ▲8   心力 ▼3."""
    spans: list[Span] = []
    for change in changes:
        gap = "   " if spans else ""
        spans.append(Span(f"{gap}{clean(change.name)} ", "note"))
        spans.append(Span(look.amount(change.amount) or "0", "gain" if change.amount > 0 else "loss"))
    return tuple(spans)


def typing_rows(text: str, dots: int, frame: Frame) -> Iterator[Row]:
    """Yield the customer's bubble while a message is being written; `dots` 0 to 3."""
    body = f"{clean(text)} " + ("." * dots).ljust(3)
    yield from _boxed([body], "typing", frame, right=False, time="")


def _centred(message: Message, frame: Frame) -> Iterator[Row]:
    for line in wrap(clean(message.text, multiline=True), max(8, int(frame.width * 0.8))):
        edge = " " if message.kind == "system" else ""
        yield placed((Span(f"{edge}{line}{edge}", message.kind),), frame.width, "centre")


def _bubble(message: Message, frame: Frame, before: Message | None) -> Iterator[Row]:
    time = message.time if not before or before.time != message.time else ""
    if message.kind == "other" and message.speaker:
        yield (Span("  "), Span(truncate(clean(message.speaker), frame.width - 4), "name"))
    room = max(6, int(frame.width * _WIDEST) - 2)
    lines = _balanced(clean(message.text, multiline=True), room)
    yield from _boxed(lines, _ROLES[message.kind], frame, right=message.kind == "player", time=clean(time))


def _balanced(text: str, room: int) -> list[str]:
    """Wrap without a lonely last word: as narrow as the same number of lines allows, in two tries."""
    lines = wrap(text, room)
    if len(lines) < 2 or "\n" in text:
        return lines
    if cell_width(lines[-1]) * 3 > room:
        return lines
    fair = -(-cell_width(text) // len(lines))
    for width in (fair + 2, fair + 6):
        narrower = wrap(text, width)
        if len(narrower) == len(lines):
            return narrower
    return lines


def _boxed(lines: list[str], role: str, frame: Frame, right: bool, time: str) -> Iterator[Row]:
    inner = max(map(cell_width, lines)) + 2
    if frame.roomy:
        yield _cap("▗▄▖", inner, role, frame, right)
    for number, line in enumerate(lines, 1):
        body = _edged(f" {line}{' ' * (inner - 1 - cell_width(line))}", role, frame.look, right)
        fits = number == len(lines) and inner + cell_width(time) + 5 <= frame.width
        stamp = (Span(f" {time} ", "time"),) if time and fits else ()
        yield _aside((*stamp, *body) if right else (*body, *stamp), frame, right)
    if frame.roomy:
        yield _cap("▝▀▘", inner, role, frame, right)


def _edged(text: str, role: str, look: Look, right: bool) -> Row:
    """A bubble's line; without colour a bar marks the speaker's side."""
    if not look.colourless:
        return (Span(text, role),)
    return (Span(text, role), Span(look.bar, role)) if right else (Span(look.bar, role), Span(text, role))


def _cap(signs: str, inner: int, role: str, frame: Frame, right: bool) -> Row:
    return _aside((Span(signs[0] + signs[1] * (inner - 2) + signs[2], f"{role}-cap"),), frame, right)


def _aside(row: Row, frame: Frame, right: bool) -> Row:
    return placed(row, frame.width - 1, "right") if right else (Span(" "), *row)
