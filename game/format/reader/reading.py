"""From nodes to typed values: every key of a shape read as the table of the format says, every mistake recorded."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from game.format.grammar.conditions import parse_condition
from game.format.grammar.fields import Field, Shape
from game.format.grammar.words import RESERVED, is_id
from game.format.problems.collector import Collector
from game.format.yaml.nodes import Mapping, Node, Scalar, Sequence
from game.format.yaml.prose import prose
from game.format.yaml.source import has_hidden
from game.story import Condition, Line

Values = dict[str, Any]
"""What the keys of one mapping hold, typed by the kind of each key; keys left out or wrong are missing."""

_FLAGS = {"yes": "true", "on": "true", "True": "true", "TRUE": "true", "y": "true", "是": "true", "1": "true"}
_FLAGS |= {"no": "false", "off": "false", "False": "false", "FALSE": "false", "n": "false", "否": "false", "0": "false"}
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Reference:
    """A name that must exist somewhere in the story, checked once everything has been read."""

    kind: str
    id: str
    node: Scalar
    offset: int = 0
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A text for people, kept for the checks that look at how it reads."""

    kind: str
    text: str
    node: Scalar
    cells: int = 0
    """How wide it may be on the screen, in cells; 0 for no limit."""


class Reader:
    """What reading one story needs and finds."""

    def __init__(self, problems: Collector, lost: frozenset[str]) -> None:
        """Record into `problems`; names among the `lost` words of broken blocks may exist after all."""
        self.problems = problems
        self.lost = lost
        self.references: list[Reference] = []
        self.told: list[Told] = []
        self.places: dict[tuple[str, str], Scalar] = {}
        """Where each thing with an id is named, by kind and id."""
        self.speakers: dict[str, str] = {}
        """Role by name of everyone who speaks."""
        self._parsed = cache(parse_condition)  # two conditions of three stand in a story before
        self.lines: Callable[[Node], tuple[Line, ...]] = lambda node: ()
        """Reads spoken lines; set once the speakers are known."""

    def values(self, node: Node, shape: Shape) -> Values | None:
        """Return the values of a mapping, or None where the node is none."""
        if type(node) is not Mapping:
            self.wrong_kind(node, "mapping")
            return None
        values: Values = {}
        fields = shape.fields
        for key, part in node.pairs:
            field = fields.get(key.value)
            if field is None:
                self._unknown_key(key, part, node, shape)
            elif (value := _READERS[field.kind](self, part, field)) is not None:
                values[field.key] = value
        for field in fields.values():
            if field.required and field.key not in values:
                self._missing(field.key, node, shape)
        return values

    def wrong_kind(self, node: Node, wanted: str) -> None:
        """Record that something else should stand here: `text`, `list` or `mapping`."""
        if type(node) is Scalar and node.style == "alias":
            return
        if type(node) is Scalar and not node.value and not node.style:
            self.problems.on("empty-value", node)
        else:
            self.problems.at(f"not-a-{wanted}", node.start, node.end)

    def name(self, kind: str, node: Scalar) -> str | None:
        """Return a new name, recorded with its place; None where it is no id or taken."""
        id = self.id(node)
        if id is None:
            return None
        earlier = self.places.get((kind, id))
        if earlier is not None:
            self.problems.on("duplicate-id", node, id=id, line=earlier.start.line + 1)
            return None
        if id in RESERVED and kind in ("fact", "counter", "scene"):
            self.problems.on("reserved-id", node, id=id)
            return None
        self.places[kind, id] = node
        return id

    def id(self, node: Node) -> str | None:
        """Return the id that a node holds, None (and a problem) where it is none."""
        if type(node) is not Scalar or not node.value:
            self.wrong_kind(node, "text")
            return None
        if is_id(node.value):
            return node.value
        self.problems.on("hidden-space" if has_hidden(node.value) else "bad-id", node, id=node.value, codepoint="")
        return None

    def refer(self, kind: str, node: Scalar) -> None:
        """Remember that the node names something that must exist."""
        self.references.append(Reference(kind, node.value, node))

    @property
    def knows_speakers(self) -> bool:
        """Could the customer and the cast be read? If not, nobody can be called a stranger."""
        return "customer" not in self.lost and "cast" not in self.lost

    def tell(self, kind: str, node: Node, cells: int = 0) -> str | None:
        """Return a text for people, which should fit into so many cells."""
        if type(node) is not Scalar:
            self.wrong_kind(node, "text")
            return None
        text = prose(node, self.problems)
        if not text:
            self.wrong_kind(node, "text")
            return None
        self.told.append(Told(kind, text, node, cells))
        return text

    def condition(self, node: Node, *, may_read: bool = False) -> Condition | None:
        """Return a condition, its names remembered; `may_read` where it may speak of cards."""
        if type(node) is not Scalar or not node.value.strip():
            self.wrong_kind(node, "text")
            return None
        shift = 1 if node.style in ("'", '"') else 0
        parsed = self._parsed(node.value)
        if parsed.mistake is not None:
            mistake = parsed.mistake
            self.problems.within(mistake.code, node, mistake.offset + shift, mistake.length, **dict(mistake.values))
        for mention in parsed.mentions:
            offset = mention.offset + shift
            if mention.kind == "card" and (mention.negated or not may_read):
                code = "read-negated" if may_read else "read-outside-needs"
                self.problems.within(code, node, offset, len(mention.id), id=mention.id)
            self.references.append(Reference(mention.kind, mention.id, node, offset, mention.value))
        return parsed.condition

    def _unknown_key(self, key: Scalar, part: Node, node: Mapping, shape: Shape) -> None:
        if key.style in ("alias", "refused") or key.value == "<<" or key.value in self.lost:
            return
        if has_hidden(key.value):
            self.problems.on("hidden-space", key, codepoint="")
        elif node.flow and not key.style and type(part) is Scalar and not part.value and not part.style:
            self.problems.on("cut-at-comma", key, key=key.value)
        else:
            meant = self.problems.guess(key.value, shape.fields)
            self.problems.on("unknown-key", key, key=key.value, guess=meant, allowed=", ".join(shape.fields))

    def _missing(self, key: str, node: Mapping, shape: Shape) -> None:
        present = any(given.value == key for given, _ in node.pairs)
        if not present and key not in self.lost:
            first = node.pairs[0][0] if node.pairs else node
            self.problems.at("missing-key", first.start, first.end, key=key, shape=shape.name)


def _text(reader: Reader, node: Node, field: Field) -> str | None:
    return reader.tell(field.key, node, field.cells)


def _id(reader: Reader, node: Node, field: Field) -> str | None:
    id = reader.id(node)
    if id is not None and field.names and type(node) is Scalar:
        reader.refer(field.names, node)
    return id


def _items(reader: Reader, node: Node, field: Field) -> list[Scalar]:
    """Return the scalars of a list; one scalar alone counts as a list of one."""
    if type(node) is Scalar and node.value and not any(sign in node.value for sign in ",，、"):
        return [node]
    if type(node) is not Sequence:
        reader.wrong_kind(node, "list")
        return []
    if field.most and len(node.items) > field.most:
        reader.problems.at("too-many", node.start, node.end, key=field.key, most=field.most)
    scalars = [item for item in node.items if type(item) is Scalar and item.value]
    for item in node.items:
        if type(item) is not Scalar or not item.value:
            reader.wrong_kind(item, "text")
    return scalars


def _ids(reader: Reader, node: Node, field: Field) -> tuple[str, ...]:
    items = [item for item in _items(reader, node, field) if reader.id(item) is not None]
    if field.names:
        for item in items:
            reader.refer(field.names, item)
    return tuple(dict.fromkeys(item.value for item in items))


def _names(reader: Reader, node: Node, field: Field) -> tuple[str, ...]:
    names = (reader.tell(field.key, item) for item in _items(reader, node, field))
    return tuple(name for name in names if name)


def _word(reader: Reader, node: Node, field: Field) -> str | None:
    if type(node) is not Scalar or not node.value:
        reader.wrong_kind(node, "text")
        return None
    if node.value in field.allowed:
        return node.value
    meant = reader.problems.guess(node.value, field.allowed)
    allowed = ", ".join(field.allowed)
    reader.problems.on("unknown-word", node, word=node.value, key=field.key, guess=meant, allowed=allowed)
    return None


def _words(reader: Reader, node: Node, field: Field) -> tuple[str, ...]:
    words = (_word(reader, item, field) for item in _items(reader, node, field))
    return tuple(dict.fromkeys(word for word in words if word))


def _number(reader: Reader, node: Node, field: Field) -> int | None:
    if type(node) is not Scalar:
        reader.wrong_kind(node, "text")
        return None
    text = node.value
    digits = text[1:] if text[:1] in ("+", "-") else text
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 6):
        if text:
            reader.problems.on("not-a-number", node, word=text, key=field.key)
        else:
            reader.wrong_kind(node, "text")
        return None
    number = int(text)
    if not field.lowest <= number <= field.highest:
        bounds = {"lowest": field.lowest, "highest": field.highest}
        reader.problems.on("number-out-of-range", node, number=number, key=field.key, **bounds)
        return None
    return number


def _flag(reader: Reader, node: Node, field: Field) -> bool | None:
    if type(node) is not Scalar or not node.value:
        reader.wrong_kind(node, "text")
        return None
    if node.value in ("true", "false"):
        return node.value == "true"
    meant = _FLAGS.get(node.value, "") or reader.problems.guess(node.value, ("true", "false"))
    reader.problems.on("not-true-or-false", node, word=node.value, key=field.key, guess=meant)
    return None


def _condition(reader: Reader, node: Node, field: Field) -> Condition | None:
    return reader.condition(node, may_read=field.key == "needs")


def _lines(reader: Reader, node: Node, field: Field) -> Any:
    return reader.lines(node)


def _date(reader: Reader, node: Node, field: Field) -> str | None:
    if type(node) is not Scalar or not node.value:
        reader.wrong_kind(node, "text")
        return None
    if _DATE.fullmatch(node.value):
        with suppress(ValueError):  # the 31st of February
            return date.fromisoformat(node.value).isoformat()
    reader.problems.on("not-a-date", node, word=node.value, key=field.key)
    return None


def _part(reader: Reader, node: Node, field: Field) -> Node:
    return node


_READERS: dict[str, Callable[[Reader, Node, Field], Any]] = {
    "text": _text,
    "id": _id,
    "ids": _ids,
    "names": _names,
    "word": _word,
    "words": _words,
    "number": _number,
    "flag": _flag,
    "condition": _condition,
    "lines": _lines,
    "date": _date,
    "part": _part,
}
