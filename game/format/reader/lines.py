"""Spoken lines: `顾女士：我要退。`, the same as a one-key mapping, under a condition, or an insult."""

from collections.abc import Iterator
from collections.abc import Mapping as Names
from typing import Any

from game.format.grammar.fields import LINE
from game.format.grammar.room import MOST_CELLS
from game.format.reader.reading import Reader, Told
from game.format.yaml.nodes import Mapping, Node, Scalar, Sequence
from game.format.yaml.prose import prose
from game.story import ALWAYS, All, Condition, Line, Not

AGENT_NAMES = ("小林", "Lin")
"""The player, in either language."""
_LONGEST_NAME = 24
_SPOKEN_KEYS = ("say", "insult", "else")
"""What a special line says, in the order in which its lines are counted."""


def read_lines(reader: Reader, node: Node, when: Condition = ALWAYS) -> tuple[Line, ...]:
    """Return the lines of a node in reading order, each with the condition under which it is said."""
    if type(node) is Sequence:
        return tuple(line for item in node.items for line in read_lines(reader, item, when))
    if type(node) is Scalar:
        line = _spoken(reader, node, when)
        return (line,) if line else ()
    assert type(node) is Mapping
    if _is_keyed(node):
        return _by_key(reader, node, when)
    return _special(reader, node, when)


def line_nodes(node: Node, condition: Node | None = None) -> Iterator[tuple[Node, Node | None]]:
    """Yield the node of every line, in the order of `read_lines`, with that of the innermost condition on it.

    A line under `else` is said where the condition does not hold, so it is given none.
    """
    if type(node) is Sequence:
        for item in node.items:
            yield from line_nodes(item, condition)
    elif type(node) is Mapping and not _is_keyed(node):
        given = {key.value: part for key, part in node.pairs}
        condition = given.get("if", condition)
        for name in _SPOKEN_KEYS:
            if name in given:
                yield from line_nodes(given[name], condition if name != "else" else None)
    else:
        yield node, condition


def split_speaker(text: str, speakers: Names[str, str]) -> tuple[str | None, str, str]:
    """Return speaker, words, and what looked like a speaker but is none of those who speak in this story."""
    place = _first_colon(text)
    if place < 0:
        return None, text, ""
    name = text[:place].strip()
    if name in speakers:
        return name, text[place + 1 :].strip(), ""
    return None, text, name if _looks_like_name(name, text[place:]) else ""


def _is_keyed(node: Mapping) -> bool:
    """Is this `Speaker: words` without quotes?"""
    return len(node.pairs) == 1 and node.pairs[0][0].value not in LINE.fields


def _spoken(reader: Reader, node: Scalar, when: Condition) -> Line | None:
    text = prose(node, reader.problems)
    if not text:
        reader.wrong_kind(node, "text")
        return None
    speaker, words, suspect = split_speaker(text, reader.speakers)
    if suspect:
        _suspect(reader, node, suspect)
    elif speaker and not words:
        reader.problems.on("empty-line", node, speaker=speaker)
    reader.told.append(Told("line", words, node, MOST_CELLS))
    return _line(reader, speaker, words, when)


def _line(reader: Reader, speaker: str | None, words: str, when: Condition) -> Line:
    if speaker is None:
        return Line(words, when=when)
    return Line(words, speaker, reader.speakers[speaker], when)


def _suspect(reader: Reader, node: Scalar, name: str) -> None:
    if not reader.knows_speakers:
        return
    meant = reader.problems.guess(name, reader.speakers)
    shift = 1 if node.style in ("'", '"') else 0
    code = "unknown-speaker" if meant else "maybe-speaker"
    reader.problems.within(code, node, shift, len(name), name=name, guess=meant, speakers=_names(reader))


def _by_key(reader: Reader, node: Mapping, when: Condition) -> tuple[Line, ...]:
    key, part = node.pairs[0]
    if key.value not in reader.speakers and not reader.knows_speakers:
        return ()
    if key.value not in reader.speakers:
        meant = reader.problems.guess(key.value, [*reader.speakers, *LINE.fields])
        reader.problems.on("unknown-speaker", key, name=key.value, guess=meant, speakers=_names(reader))
        return ()
    words = prose(part, reader.problems) if type(part) is Scalar else ""
    if not words or type(part) is not Scalar:
        reader.wrong_kind(part, "text")
        return ()
    reader.told.append(Told("line", words, part, MOST_CELLS))
    return (_line(reader, key.value, words, when),)


def _special(reader: Reader, node: Mapping, when: Condition) -> tuple[Line, ...]:
    """Read `if/say/else` and `insult/softer`; both kinds of condition may meet."""
    given = {key.value: part for key, part in node.pairs}
    _check_company(reader, node, given)
    condition = reader.condition(given["if"]) if "if" in given else ALWAYS
    inner = both(when, condition or ALWAYS)
    lines = read_lines(reader, given["say"], inner) if "say" in given else ()
    if "insult" in given:
        lines += _insults(reader, given, inner)
    if "else" in given:
        lines += read_lines(reader, given["else"], both(when, Not(condition or ALWAYS)))
    return lines


def _check_company(reader: Reader, node: Mapping, given: dict[str, Node]) -> None:
    """Record keys that are unknown, or that mean nothing without another one."""
    for key, _ in node.pairs:
        if key.value not in LINE.fields and key.style not in ("alias", "refused"):
            meant = reader.problems.guess(key.value, LINE.fields)
            allowed = ", ".join(LINE.fields)
            reader.problems.on("unknown-key", key, key=key.value, guess=meant, allowed=allowed)
        elif (needed := _missing_company(key.value, given)) and needed not in reader.lost:
            reader.problems.on("missing-key", key, key=needed, shape=LINE.name)


def _missing_company(key: str, given: dict[str, Node]) -> str:
    if key == "if" and not given.keys() & {"say", "insult"}:
        return "say"
    if key == "else" and "if" not in given:
        return "if"
    if key == "softer" and "insult" not in given:
        return "insult"
    return ""


def _insults(reader: Reader, given: dict[str, Node], when: Condition) -> tuple[Line, ...]:
    insults = read_lines(reader, given["insult"], when)
    softer = read_lines(reader, given["softer"]) if "softer" in given else ()
    words: Any = softer[0].text if softer else None
    return tuple(
        Line(line.text, line.speaker, line.role, line.when, insult=True, softer=words if number == 0 else None)
        for number, line in enumerate(insults)
    )


def both(first: Condition, second: Condition) -> Condition:
    """Return the condition that holds when both do, as flat as the words would be."""
    if first == ALWAYS:
        return second
    if second == ALWAYS:
        return first
    parts: list[Condition] = []
    for condition in (first, second):
        parts.extend(condition.parts if isinstance(condition, All) else (condition,))
    return All(tuple(parts))


def _first_colon(text: str) -> int:
    wide, narrow = text.find("：", 0, _LONGEST_NAME + 1), text.find(":", 0, _LONGEST_NAME + 1)
    return min(wide, narrow) if wide >= 0 and narrow >= 0 else max(wide, narrow)


def _looks_like_name(name: str, rest: str) -> bool:
    if not name or not name.replace(" ", "").replace(".", "").isalpha():
        return False
    if rest[0] == ":" and rest[1:2] not in (" ", "") and rest[1:2].isascii():
        return False
    return len(name.split()) <= 3 and (len(name) <= 6 or name.isascii()) and not name[0].islower()


def _names(reader: Reader) -> str:
    return ", ".join(reader.speakers)
