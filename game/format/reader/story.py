"""A whole story out of its tree: first the names, then everything that uses them."""

from typing import Any

from game.format.grammar.fields import STORY
from game.format.grammar.words import is_story_id
from game.format.problems.collector import Spot
from game.format.problems.problem import Translator
from game.format.reader import lines
from game.format.reader.endings import build_checks, build_endings, built_in_thoughts
from game.format.reader.people import (
    build_cards,
    build_counters,
    build_customer,
    build_promises,
    build_start,
    build_thoughts,
    build_variants,
    customer_name,
)
from game.format.reader.reading import Reader, Values
from game.format.reader.scenes import build_scenes
from game.format.yaml.nodes import Mapping, Node, Scalar, Sequence
from game.story import Start, Story

_PLAIN = (
    "title", "summary", "level", "place", "teaches", "checked_on", "cast", "at_fault", "rule", "goal", "language",
)  # fmt: skip
_REQUIRED = ("story", "language", "title", "customer", "scenes", "endings")


def build_story(reader: Reader, root: Node | None, t: Translator) -> Story | None:
    """Return the story of a tree; None where so much is missing that there is none."""
    if root is None:
        if not reader.problems.problems:
            reader.problems.at("empty-file", Spot(0, 0))
        return None
    _meet_speakers(reader, root)
    values = reader.values(root, STORY)
    if values is None or type(root) is not Mapping:
        return None
    _name_facts(reader, root)
    _check_id(reader, root, values)
    parts = _parts(reader, values, t)
    if any(key not in values for key in _REQUIRED) or parts["customer"] is None or not parts["scenes"]:
        return None
    plain = {key: values[key] for key in _PLAIN if key in values}
    names = {"id": values["story"], "source_language": values["language"], "facts": values.get("facts", ())}
    return Story(**names, **plain, **parts)


def _parts(reader: Reader, values: Values, t: Translator) -> dict[str, Any]:
    """Build the parts that are present, in the order in which they refer to each other."""
    parts: dict[str, Any] = {"customer": None, "scenes": {}, "endings": ()}
    if "customer" in values:
        parts["customer"] = build_customer(reader, values["customer"])
    if "start" in values:
        parts["start"] = Start(**build_start(reader, values["start"]))
    builders = {
        "counters": build_counters,
        "promises": build_promises,
        "variants": build_variants,
        "cards": build_cards,
        "thoughts": build_thoughts,
        "scenes": build_scenes,
        "checks": build_checks,
    }
    for key, build in builders.items():
        if key in values:
            parts[key] = build(reader, values[key])
    if not parts.get("thoughts"):
        parts["thoughts"] = built_in_thoughts(t)
    if "endings" in values:
        parts["endings"] = build_endings(reader, values["endings"], t)
    return parts


def _meet_speakers(reader: Reader, root: Node) -> None:
    """Learn who speaks before any line is read, wherever in the file they are introduced."""
    given = {key.value: part for key, part in root.pairs} if type(root) is Mapping else {}
    cast = given.get("cast")
    for item in cast.items if type(cast) is Sequence else [cast]:
        if type(item) is Scalar:
            reader.speakers[item.value.strip()] = "other"
    for name in lines.AGENT_NAMES:
        reader.speakers[name] = "agent"
    if name := customer_name(given["customer"]) if "customer" in given else "":
        reader.speakers[name] = "customer"
    reader.lines = lambda node: lines.read_lines(reader, node)


def _name_facts(reader: Reader, root: Mapping) -> None:
    """Record the declared facts as names."""
    for key, part in root.pairs:
        if key.value == "facts":
            for item in part.items if type(part) is Sequence else [part]:
                if type(item) is Scalar and item.value:
                    reader.name("fact", item)


def _check_id(reader: Reader, root: Mapping, values: Values) -> None:
    node = next((part for key, part in root.pairs if key.value == "story"), None)
    if "story" in values and type(node) is Scalar and not is_story_id(values["story"]):
        reader.problems.on("bad-story-id", node, id=values["story"])
