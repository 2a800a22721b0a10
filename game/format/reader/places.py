"""Where each thing of a story stands in its file, by the address that proofs and translations call it by.

`scenes.ID`, `scenes.ID.say.2`, `scenes.ID.next.1`, `choices.ID`, `choices.ID.needs`, `endings.ID`, `checks.1`; the
condition of a line or a way on is its address with `.if` behind it.
"""

from collections.abc import Iterator
from functools import cached_property

from game.format.problems.collector import Collector, Placed, Spot
from game.format.problems.problem import Problem
from game.format.reader.lines import line_nodes
from game.format.yaml.nodes import Mapping, Node, Scalar, Sequence

_LISTED = ("checks", "teaches")
"""Top-level keys whose items are counted: `checks.1`."""
_SPOKEN = ("say", "reply")


class Places:
    """The places of one story. They are looked up when the first is asked for: who only plays never waits for them."""

    def __init__(self, file: str, lines: list[str] | None = None, root: Node | None = None) -> None:
        """Keep the file's name, its text as written and the tree that was read from it."""
        self._file = file
        self._lines = lines or []
        self._root = root

    def __contains__(self, address: str) -> bool:
        """Did the writer write this very thing? The built-in endings, for one, stand in no file."""
        return address in self._nodes

    def problem(self, code: str, address: str, **values: object) -> Problem:
        """Return a problem with the thing of that address, or with what it stands in where it has no place itself."""
        problems = Collector(self._file, self._lines)
        node = self._nearest(address)
        if node is None:
            problems.at(code, Spot(0, 0), None, **values)
        else:
            problems.on(code, node, **values)
        return problems.problems[0]

    def _nearest(self, address: str) -> Placed | None:
        while address and address not in self._nodes:
            address = address.rpartition(".")[0]
        return self._nodes.get(address)

    @cached_property
    def _nodes(self) -> dict[str, Placed]:
        return dict(_addresses(self._root))


def _addresses(root: Node | None) -> Iterator[tuple[str, Placed]]:
    for key, part in _pairs(root):
        yield key.value, key
        if key.value == "scenes":
            for name, scene in _pairs(part):
                yield f"scenes.{name.value}", name
                yield from _scene(f"scenes.{name.value}", scene)
        elif key.value == "endings":
            yield from _with_ids("endings", part)
        elif key.value in _LISTED:
            yield from ((f"{key.value}.{number}", item) for number, item in enumerate(_items(part), 1))


def _scene(address: str, node: Node) -> Iterator[tuple[str, Placed]]:
    for key, part in _pairs(node):
        if key.value == "choices":
            yield from _with_ids("choices", part)
        elif key.value == "next":
            yield from _ways(f"{address}.next", part)
        else:
            yield from _value(address, key, part)


def _with_ids(kind: str, node: Node) -> Iterator[tuple[str, Placed]]:
    """Things in a list that are called by the id they hold."""
    for item in _items(node):
        parts = {key.value: (key, part) for key, part in _pairs(item)}
        _, id = parts.get("id", (None, None))
        if type(id) is Scalar:
            yield f"{kind}.{id.value}", id
            for key, part in parts.values():
                yield from _value(f"{kind}.{id.value}", key, part)


def _value(address: str, key: Scalar, part: Node) -> Iterator[tuple[str, Placed]]:
    """A key's value where it is one text, else the key; lines one by one."""
    yield f"{address}.{key.value}", part if type(part) is Scalar else key
    if key.value in _SPOKEN:
        for number, (line, condition) in enumerate(line_nodes(part), 1):
            yield f"{address}.{key.value}.{number}", line
            if condition is not None:
                yield f"{address}.{key.value}.{number}.if", condition


def _ways(address: str, node: Node) -> Iterator[tuple[str, Placed]]:
    for number, way in enumerate(_items(node), 1):
        yield f"{address}.{number}", way
        yield from ((f"{address}.{number}.if", part) for key, part in _pairs(way) if key.value == "if")


def _items(node: Node) -> list[Node]:
    """The items of a list; anything else alone counts as a list of one."""
    return node.items if type(node) is Sequence else [node]


def _pairs(node: Node | None) -> list[tuple[Scalar, Node]]:
    return node.pairs if type(node) is Mapping else []
