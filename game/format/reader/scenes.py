"""Scenes and choices out of their nodes."""

from game.format.grammar.fields import CHOICE, EFFECT, ROUTE, SCENE, Field, Shape
from game.format.reader.people import named_parts
from game.format.reader.reading import Reader, Values
from game.format.yaml.nodes import Mapping, Node, Scalar, Sequence
from game.story import END, Choice, Effect, PromiseActs, Route, Scene

MOST_CHOICES = 9
"""Replies of a scene: one digit key each."""

_CHOICE_NAMES = {"if": "when", "set": "sets"}
_PROMISE_KEYS = ("opens", "keeps", "breaks", "slips")


def build_scenes(reader: Reader, node: Node) -> dict[str, Scene]:
    """Return the scenes by id, in order, each with its way on and its act."""
    parts = list(named_parts(reader, node, "scene"))
    scenes: dict[str, Scene] = {}
    act = 1
    for number, (id, part) in enumerate(parts):
        following = parts[number + 1][0] if number + 1 < len(parts) else END
        scene = _scene(reader, id, part, act, following)
        act = scene.act
        scenes[id] = scene
    if not parts and not reader.lost and type(node) is Mapping:
        reader.problems.at("no-scenes", node.start)
    return scenes


def _scene(reader: Reader, id: str, node: Node, act: int, following: str) -> Scene:
    values = reader.values(node, SCENE) or {}
    choices = _choices(reader, values.pop("choices", None))
    next = values.pop("next", None)
    routes = build_next(reader, next) if next is not None else ()
    return Scene(id, **{"act": act, **values}, choices=choices, next=routes or (Route(following),))


def _choices(reader: Reader, node: Node | None) -> tuple[Choice, ...]:
    if node is None:
        return ()
    if type(node) is not Sequence:
        reader.wrong_kind(node, "list")
        return ()
    if len(node.items) > MOST_CHOICES:
        reader.problems.at("too-many", node.items[MOST_CHOICES].start, key="choices", most=MOST_CHOICES)
    choices = (_choice(reader, item) for item in node.items)
    return tuple(choice for choice in choices if choice is not None)


def _choice(reader: Reader, node: Node) -> Choice | None:
    values = reader.values(node, CHOICE)
    if values is None or type(node) is not Mapping:
        return None
    _name_choice(reader, node, values)
    _check_company(reader, node, values)
    if "id" not in values or "text" not in values:
        return None
    promises = PromiseActs(**{key: values.pop(key) for key in _PROMISE_KEYS if key in values})
    effect = values.pop("effect", None)
    values["effect"] = build_effect(reader, effect) if effect is not None else Effect()
    return Choice(**{_CHOICE_NAMES.get(key, key): value for key, value in values.items()}, promises=promises)


def _name_choice(reader: Reader, node: Mapping, values: Values) -> None:
    if "id" in values:
        key_node = next(part for key, part in node.pairs if key.value == "id")
        if type(key_node) is Scalar and reader.name("choice", key_node) is None:
            del values["id"]


def _check_company(reader: Reader, node: Mapping, values: Values) -> None:
    """Record keys that mean nothing, or harm, without another one."""
    if "locked" in values and not _has(node, "needs"):
        reader.problems.on("locked-without-needs", _key(node, "locked"))
    if "needs" in values and not _has(node, "locked"):
        reader.problems.on("needs-without-locked", _key(node, "needs"))
    if values.get("cold") and "HANDOFF" not in values.get("uses", ()):
        reader.problems.on("cold-without-handoff", _key(node, "cold"))
    if values.get("slip") == "OVERPROMISE" and not _has(node, "opens"):
        reader.problems.on("promise-not-opened", _key(node, "slip"))


def _has(node: Mapping, name: str) -> bool:
    return any(key.value == name for key, _ in node.pairs)


def _key(node: Mapping, name: str) -> Scalar:
    return next(key for key, _ in node.pairs if key.value == name)


def build_effect(reader: Reader, node: Node) -> Effect:
    """Return what a reply adds to the table; counters are told from meters by their names."""
    values = reader.values(node, _effect_shape(reader, node)) or {}
    if values.get("shop", 0) % 10:
        reader.problems.at("shop-in-tens", node.start, node.end, number=values["shop"])
    meters = {key: value for key, value in values.items() if key in EFFECT.fields}
    changes = tuple((key, value) for key, value in values.items() if key not in EFFECT.fields)
    return Effect(**meters, counters=changes)


def _effect_shape(reader: Reader, node: Node) -> Shape:
    """The meters, and the counters too where another key stands; most replies change meters only."""
    if type(node) is Mapping and all(key.value in EFFECT.fields for key, _ in node.pairs):
        return EFFECT
    counters = {id: Field(id, "number", lowest=-100) for kind, id in reader.places if kind == "counter"}
    return Shape(EFFECT.name, EFFECT.fields | counters)


def build_next(reader: Reader, node: Node) -> tuple[Route, ...]:
    """Return the ways on: one scene, or conditions in order with a last plain way."""
    if type(node) is Scalar:
        return _plain_route(reader, node)
    if type(node) is not Sequence or not node.items:
        reader.wrong_kind(node, "list")
        return ()
    routes: list[Route] = []
    for number, item in enumerate(node.items):
        last = number == len(node.items) - 1
        plain = type(item) is Scalar or (type(item) is Mapping and not _has(item, "if"))
        if plain != last:
            reader.problems.at("next-last-plain", item.start, item.end)
        routes.extend(_plain_route(reader, item) if type(item) is Scalar else _route(reader, item))
    return tuple(routes)


def _plain_route(reader: Reader, node: Scalar) -> tuple[Route, ...]:
    if reader.id(node) is None:
        return ()
    reader.refer("scene", node)
    return (Route(node.value),)


def _route(reader: Reader, node: Node) -> tuple[Route, ...]:
    values = reader.values(node, ROUTE)
    if values is None or "go" not in values:
        return ()
    return (Route(values["go"], values["if"]) if "if" in values else Route(values["go"]),)
