"""YAML as this format wants it: text, lists and mappings with their places, and none of YAML's other inventions.

The tree is built from libyaml's events, so anchors, aliases, tags, further documents and deep nesting are seen, and
refused, before anything could grow from them. No value is given a type here: `no`, `12:30` and `0123` stay text.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import yaml

from game.format.problems.collector import Collector, Mark

DEEPEST = 20
"""Levels of nesting; the format needs eleven."""
MOST_EVENTS = 100_000
"""Texts, and beginnings and ends of groups; a story of 3,000 lines has a tenth of these."""


class Scalar:
    """A piece of text. `style` is empty for plain text, else the quote or block sign."""

    __slots__ = ("end", "start", "style", "value")

    def __init__(self, value: str, style: str, start: Mark, end: Mark) -> None:
        """Keep the text as YAML unquoted it, and its place."""
        self.value = value
        self.style = style
        self.start = start
        self.end = end


class Sequence:
    """A list of nodes."""

    __slots__ = ("end", "flow", "items", "start")

    def __init__(self, start: Mark, flow: bool) -> None:
        """Begin an empty list; `flow` means written in brackets."""
        self.items: list[Node] = []
        self.flow = flow
        self.start = start
        self.end = start


class Mapping:
    """Keys and their nodes, in the order of the file; each key once."""

    __slots__ = ("end", "flow", "pairs", "start")

    def __init__(self, start: Mark, flow: bool) -> None:
        """Begin an empty mapping; `flow` means written in braces."""
        self.pairs: list[tuple[Scalar, Node]] = []
        self.flow = flow
        self.start = start
        self.end = start


Node = Scalar | Sequence | Mapping


def loader(text: str) -> Any:
    """Return libyaml's parser over the text, or the slow one where libyaml is missing."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)


@contextmanager
def no_collection() -> Iterator[None]:
    """Hold the garbage collector while many small objects are made: they all stay, and looking at them costs time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def compose(text: str, problems: Collector) -> Node | None:
    """Return the tree of the text, None for an empty or refused one. Raises yaml.YAMLError at a syntax error."""
    return _Composer(loader(text), problems).compose()


def first_error(text: str) -> yaml.YAMLError | None:
    """Return the first syntax error of a text, None where it has none as far as it would be read."""
    parser = loader(text)
    depth = 0
    try:
        for _ in range(MOST_EVENTS):
            kind = type(parser.get_event())
            if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                depth += 1
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                depth -= 1
            if kind is yaml.StreamEndEvent or depth > DEEPEST:
                break
    except yaml.YAMLError as error:
        return error
    return None


class _Composer:
    """One pass over the events, with the open lists and mappings on a stack of its own instead of recursion."""

    def __init__(self, parser: Any, problems: Collector) -> None:
        self.parser = parser
        self.problems = problems
        self.open: list[Sequence | Mapping] = []
        self.keys: list[Scalar | None] = []
        self.root: Node | None = None

    def compose(self) -> Node | None:
        get_event = self.parser.get_event
        # What is looked up in the loop is bound to names of the loop: it runs ten thousand times for a long story.
        scalar_event, mapping_event, sequence_event = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
        for _ in range(MOST_EVENTS):
            event = get_event()
            kind = type(event)
            if kind is scalar_event:
                if event.anchor or event.tag:
                    self._refuse_extras(event)
                self._add(Scalar(event.value, event.style or "", event.start_mark, event.end_mark))
            elif kind is mapping_event or kind is sequence_event:
                if event.anchor or event.tag:
                    self._refuse_extras(event)
                container = Mapping if kind is mapping_event else Sequence
                self._begin(container(event.start_mark, bool(event.flow_style)))
                if len(self.open) > DEEPEST:
                    self.problems.at("too-deep", event.start_mark, most=DEEPEST)
                    return None
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._close(event.end_mark)
            elif kind is yaml.AliasEvent:
                self.problems.at("anchor", event.start_mark, event.end_mark, sign="*")
                self._add(Scalar("", "alias", event.start_mark, event.end_mark))
            elif kind is yaml.DocumentStartEvent and self.root is not None:
                self.problems.at("second-document", event.start_mark, event.end_mark)
                return self.root
            elif kind is yaml.StreamEndEvent:
                return self.root
        self.problems.at("too-much", self.parser.peek_event().start_mark)
        return None

    def _begin(self, container: Sequence | Mapping) -> None:
        self._add(container)
        self.open.append(container)
        self.keys.append(None)

    def _close(self, end: Mark) -> None:
        container = self.open.pop()
        self.keys.pop()
        container.end = end
        if type(container) is Mapping and len({key.value for key, _ in container.pairs}) < len(container.pairs):
            self._refuse_duplicates(container)

    def _add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        container = self.open[-1]
        if type(container) is Sequence:
            container.items.append(node)
            return
        assert type(container) is Mapping
        key = self.keys[-1]
        if key is not None:
            container.pairs.append((key, node))
            self.keys[-1] = None
        else:
            self.keys[-1] = self._key(node)

    def _key(self, node: Node) -> Scalar:
        if type(node) is Scalar:
            if node.value == "<<" and not node.style:
                self.problems.on("merge-key", node)
            return node
        self.problems.at("key-not-text", node.start)
        return Scalar("", "refused", node.start, node.start)

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor:
            self.problems.at("anchor", event.start_mark, event.end_mark, sign="&")
        if event.tag:
            self.problems.at("tag", event.start_mark, event.end_mark, tag=event.tag)

    def _refuse_duplicates(self, mapping: Mapping) -> None:
        first: dict[str, Scalar] = {}
        kept: list[tuple[Scalar, Node]] = []
        for key, node in mapping.pairs:
            if key.style == "refused":
                continue
            earlier = first.setdefault(key.value, key)
            if earlier is key:
                kept.append((key, node))
            else:
                self.problems.on("duplicate-key", key, key=key.value, line=earlier.start.line + 1)
        mapping.pairs = kept
