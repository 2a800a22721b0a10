"""Sentences to read: wrapped by the rules of Chinese and English typesetting, with roles instead of colours."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import ClassVar, NamedTuple

from textual.reactive import reactive

from game.text.clean import clean
from game.text.width import cell_width
from game.text.wrap import wrap
from game.ui.widgets.look import Look
from game.ui.widgets.rows import BLANK, Row, RowsWidget, Span, placed, row_width

_NARROWEST = 8


class Block(NamedTuple):
    """A paragraph: spans that flow on, behind a `lead` on its first line and an `edge` on every line."""

    spans: tuple[Span, ...] = ()
    lead: Span = Span("")
    edge: Span = Span("")
    where: str = "left"
    """`left` or `centre`"""


GAP = Block()
"""An empty line."""


def para(text: str, role: str = "", lead: str = "", lead_role: str = "note", where: str = "left") -> Block:
    """A paragraph of one role; its later lines stand under the first word behind the lead."""
    return Block((Span(text, role),), Span(lead, lead_role), where=where)


def quote(text: str, look: Look, role: str = "quote") -> Block:
    """Somebody's words, with a bar at the left."""
    return Block((Span(text, role),), edge=Span(f"{look.bar} ", "bar"))


def gauge(value: float, width: int, look: Look, role: str = "key") -> Row:
    """A share of 100 as a line of `width` cells, told apart by its weight as well as by its colour."""
    full, rest = ("#", "-") if look.plain_signs else ("━", "─")
    filled = round(max(0.0, min(100.0, value)) * width / 100)
    return (Span(full * filled, role), Span(rest * (width - filled), "track"))


def flowed(spans: Sequence[Span], width: int) -> Iterator[Row]:
    """Wrap spans as one text and give every piece its role again."""
    cleaned = [Span(_cleaned(span.text), span.role) for span in spans]
    text = "".join(span.text for span in cleaned)
    roles = [span.role for span in cleaned for _ in span.text]
    place = 0
    for line in wrap(text, max(_NARROWEST, width)):
        place = text.index(line, place)
        end = place + len(line)
        pieces = groupby(zip(text[place:end], roles[place:end], strict=True), key=lambda pair: pair[1])
        yield tuple(Span("".join(sign for sign, _ in pairs), role) for role, pairs in pieces)
        place = end


def _balanced(spans: Sequence[Span], width: int) -> list[Row]:
    """Flowed without a lonely last word: as narrow as the same number of lines allows."""
    rows = list(flowed(spans, width))
    fair = -(-sum(map(row_width, rows)) // max(1, len(rows)))
    for room in (fair + 2, fair + 6):
        narrower = list(flowed(spans, room))
        if room < width and len(narrower) == len(rows):
            return narrower
    return rows


def _cleaned(text: str) -> str:
    """Cleaned, but with the blanks at both ends that part it from its neighbours."""
    inner = clean(text, multiline=True)
    if not inner:
        return " " * text.count(" ")
    return text[: len(text) - len(text.lstrip(" "))] + inner + text[len(text.rstrip(" ")) :]


@lru_cache(maxsize=256)
def block_rows(block: Block, width: int) -> tuple[Row, ...]:
    """The rows of one paragraph. They are kept: a page asks for them at every line that it paints."""
    return tuple(_block_rows(block, width))


def _block_rows(block: Block, width: int) -> Iterator[Row]:
    if not block.spans:
        yield BLANK
        return
    if block.where == "centre":
        yield from (placed(row, width, "centre") for row in _balanced(block.spans, width))
        return
    indent = max(cell_width(block.lead.text), cell_width(block.edge.text))
    for number, row in enumerate(flowed(block.spans, width - indent)):
        first = block.lead if block.lead.text and not number else block.edge
        yield (first, Span(" " * (indent - cell_width(first.text))), *row) if indent else row


class Prose(RowsWidget):
    """Paragraphs below each other."""

    PREFIX = "prose"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"prose--{role}"
        for role in (
            "title", "heading", "strong", "note", "dim", "key", "quote", "bar", "good", "mid", "bad", "up", "down",
            "track", "satisfaction", "stamina", "marked",
        )
    }  # fmt: skip
    DEFAULT_CSS = """
    Prose {
        height: auto;
        .prose--title { text-style: bold; color: $key; }
        .prose--heading { color: $key; }
        .prose--strong { text-style: bold; }
        .prose--note { color: $note; }
        .prose--dim { color: $dim; }
        .prose--key { color: $key; text-style: bold; }
        .prose--quote { color: $foreground; }
        .prose--bar { color: $primary; }
        .prose--good { color: $meter-good; text-style: bold; }
        .prose--mid { color: $meter-mid; text-style: bold; }
        .prose--bad { color: $meter-bad; text-style: bold; }
        .prose--up { color: $meter-good; text-style: bold; }
        .prose--down { color: $meter-bad; text-style: bold; }
        .prose--track { color: $meter-track; }
        .prose--satisfaction { color: $satisfaction; }
        .prose--stamina { color: $stamina; }
        .prose--marked { text-style: bold reverse; }
    }
    """
    blocks: reactive[tuple[Block, ...]] = reactive((), layout=True)
    """What is read."""

    def say(self, *blocks: Block) -> None:
        """Show these paragraphs."""
        self.blocks = blocks

    def rows(self, width: int) -> list[Row]:
        """The paragraphs at this width."""
        return [row for block in self.blocks for row in block_rows(block, width)]
