"""Endings and the writer's claims out of their nodes; what the game brings along where the writer says nothing."""

from game.format.grammar.fields import CHECK, ENDING
from game.format.problems.problem import Translator
from game.format.reader.reading import Reader, Values
from game.format.yaml.nodes import Mapping, Node, Scalar, Sequence
from game.story import BUILT_IN_ENDINGS, Check, Ending, Grade, Thought, ThoughtKind

_BUILT_IN_GRADES: dict[str, Grade] = {"walk-out": "bad", "hand-over": "mixed"}
BUILT_IN_THOUGHTS: dict[str, ThoughtKind] = {
    "it-is-the-problem": "reappraise",
    "her-shoes": "perspective",
    "look-away": "distract",
    "swallow-it": "suppress",
}
"""The thoughts of a story that declares none, by id."""
_CLAIMS = {"ends": "ends", "never ends": "never-ends", "can end": "can-end"}
EVERY_ENDING = "every ending is reachable"


def built_in_thoughts(t: Translator) -> dict[str, Thought]:
    """Return the four thoughts of a story that declares none, in the translator's language."""
    return {
        id: Thought(id, t(f"engine.thought.{id}.text"), kind, t(f"engine.thought.{id}.why"))
        for id, kind in BUILT_IN_THOUGHTS.items()
    }


def built_in_ending(id: str, t: Translator) -> Ending:
    """Return one of the two endings that stand before a story's own."""
    return Ending(id, _BUILT_IN_GRADES[id], t(f"engine.ending.{id}.title"), t(f"engine.ending.{id}.text"))


def build_endings(reader: Reader, node: Node, t: Translator) -> tuple[Ending, ...]:
    """Return the two built-in endings, reworded where the story does, and then the story's own in their order."""
    built_in = {id: built_in_ending(id, t) for id in BUILT_IN_ENDINGS}
    own: list[Ending] = []
    if type(node) is not Sequence:
        reader.wrong_kind(node, "list")
        return tuple(built_in.values())
    last = _last_own(node)
    for item in node.items:
        ending = _ending(reader, item, item is last)
        if ending is None:
            continue
        if ending.id in built_in:
            built_in[ending.id] = ending
        else:
            own.append(ending)
    if last is None:
        reader.problems.at("no-endings", node.start, node.end)
    return (*built_in.values(), *own)


def _last_own(node: Sequence) -> Node | None:
    own = [item for item in node.items if _id_of(item) not in BUILT_IN_ENDINGS]
    return own[-1] if own else None


def _id_of(node: Node) -> str:
    pairs = node.pairs if type(node) is Mapping else []
    return next((part.value for key, part in pairs if key.value == "id" and type(part) is Scalar), "")


def _ending(reader: Reader, node: Node, is_last: bool) -> Ending | None:
    values = reader.values(node, ENDING)
    if values is None or type(node) is not Mapping:
        return None
    keys = {key.value: (key, part) for key, part in node.pairs}
    if "id" in values:
        id_node = keys["id"][1]
        if type(id_node) is Scalar and reader.name("ending", id_node) is None:
            del values["id"]
    reworded = values.get("id") in BUILT_IN_ENDINGS
    for name in ("grade", "when"):
        if reworded and name in keys:
            reader.problems.on("built-in-ending", keys[name][0], id=values["id"], key=name)
    if not reworded:
        _check_place(reader, node, keys, is_last)
    if reworded:
        values["grade"] = _BUILT_IN_GRADES[values["id"]]
        values.pop("when", None)
    if not {"id", "grade", "title", "text"} <= values.keys():
        return None
    return Ending(**values)


def _check_place(reader: Reader, node: Mapping, keys: dict[str, tuple[Scalar, Node]], is_last: bool) -> None:
    first = node.pairs[0][0] if node.pairs else node
    if "grade" not in keys:
        reader.problems.on("missing-key", first, key="grade", shape=ENDING.name)
    if is_last and "when" in keys:
        reader.problems.on("last-ending-when", keys["when"][0])
    if not is_last and "when" not in keys:
        reader.problems.on("ending-without-when", first, id=_id_of(node))


def build_checks(reader: Reader, node: Node) -> tuple[Check, ...]:
    """Return what the writer claims to be true of the story."""
    if type(node) is not Sequence:
        reader.wrong_kind(node, "list")
        return ()
    checks = (_check(reader, item) for item in node.items)
    return tuple(check for check in checks if check is not None)


def _check(reader: Reader, node: Node) -> Check | None:
    if type(node) is Scalar:
        if node.value == EVERY_ENDING:
            return Check("every-ending")
        reader.problems.on("unknown-check", node, word=node.value)
        return None
    values = reader.values(node, CHECK)
    if values is None:
        return None
    claims = [key for key in _CLAIMS if key in values]
    if len(claims) != 1 and not _named_wrongly(node):
        reader.problems.at("check-one-claim", node.start, node.end)
    if len(claims) != 1 or "play" not in values:
        return None
    return Check(_CLAIMS[claims[0]], _actions(reader, values), values[claims[0]])


def _named_wrongly(node: Node) -> bool:
    """Is there a claim whose value has been reported already, or a key nobody knows?"""
    return type(node) is Mapping and any(key.value != "play" for key, _ in node.pairs) and len(node.pairs) == 2


def _actions(reader: Reader, values: Values) -> tuple[str, ...]:
    node = values["play"]
    if type(node) is not Sequence:
        reader.wrong_kind(node, "list")
        return ()
    actions = []
    for item in node.items:
        if type(item) is not Scalar or not item.value:
            reader.wrong_kind(item, "text")
            continue
        reader.refer("action", item)
        actions.append(item.value)
    return tuple(actions)
