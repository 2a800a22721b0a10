"""Text for people, out of YAML: joined as Chinese joins lines, cleaned, and never silently cut."""

import re

from game.format.problems.collector import Collector, Spot
from game.format.yaml.nodes import Scalar
from game.text.clean import clean

LONGEST_TEXT = 2000
"""Characters of one text; a whole screen of 80 x 24 holds fewer."""

_EAST = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60"
_MARK = "\u3001-\u303f\uff01-\uff0f\uff1a-\uff1f\u2014\u2018-\u201d\u2026"
_FOLDED = re.compile(rf"(?<=[{_EAST}{_MARK}]) (?=[{_EAST}{_MARK}])|(?<=[{_MARK}]) | (?=[{_MARK}])")


def prose(scalar: Scalar, problems: Collector) -> str:
    """Return the text of a scalar, recording what was cut off or cannot be shown."""
    text = scalar.value
    style = scalar.style
    if not style and _is_cut(scalar, problems):
        return text
    if scalar.end.line > scalar.start.line and style != "|":
        # YAML joins lines with a space, which Chinese has no use for.
        text = _FOLDED.sub("", text)
    if not text.isprintable():
        text = _cleaned(text, scalar, problems)
    if len(text) > LONGEST_TEXT:
        problems.on("text-too-long", scalar, length=len(text), most=LONGEST_TEXT)
    return text.strip()


def _is_cut(scalar: Scalar, problems: Collector) -> bool:
    """Did a space and `#` end the text, so that YAML took the rest for a comment?"""
    end = scalar.end
    line = problems.lines[end.line] if end.line < len(problems.lines) else ""
    rest = line[end.column :]
    if "#" not in rest or not rest.lstrip().startswith("#"):
        return False
    column = line.index("#", end.column)
    problems.at("text-cut-off", Spot(end.line, column), Spot(end.line, len(line)), lost=line[column:])
    return True


def _cleaned(text: str, scalar: Scalar, problems: Collector) -> str:
    for character in text:
        if character != "\n" and (character < " " or "\x7f" <= character < "\xa0"):
            problems.on("control-character", scalar, codepoint=f"U+{ord(character):04X}")
            break
    return clean(text, multiline=True, limit=max(len(text), 1))
