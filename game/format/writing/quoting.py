"""When a text needs quotes in YAML, and how it gets them."""

import json
import re

from game.format.grammar.fields import KEYS
from game.format.yaml import syntax
from game.format.yaml.nodes import first_error

MOST_REPAIRS = 200
"""Lines quoted in one go; each needs the file to be parsed again."""

_FIRST = frozenset("@`%&*!|>'\"#,[]{}")
_TYPED = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|[-+]?\.?\d[\d_,.:eExXo+-]*|[-+]?\.(?:inf|nan)|=|<<", re.IGNORECASE
)
_LINE = re.compile(r"^( *(?:- +)*)(?:([a-z][a-z_ ]*): +)?(.*\S)\s*$")
_REPAIRABLE = ("second-colon", "special-start", "after-quote", "after-bracket")


def needs_quotes(text: str, *, flow: bool = False) -> bool:
    """Would YAML take this text for something else if it stood there plain?"""
    if not text or text != text.strip() or text[0] in _FIRST or not _is_printable(text):
        return True
    if text[0] in "-?:" and (len(text) == 1 or text[1] == " "):
        return True
    if ": " in text or " #" in text or text.endswith(":"):
        return True
    return flow and any(sign in text for sign in ",[]{}")


def looks_typed(text: str) -> bool:
    """Would other tools read this text as a number, a date, a truth value or nothing?"""
    return _TYPED.fullmatch(text) is not None


def quoted(text: str) -> str:
    """Return the text in the quotes that need the fewest escapes."""
    if not _is_printable(text):
        return json.dumps(text, ensure_ascii=False)
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def with_quotes(text: str) -> str:
    """Return the YAML text with quotes where a line cannot be read for want of them."""
    lines = text.split("\n")
    mended: set[int] = set()
    for _ in range(MOST_REPAIRS):
        error = first_error("\n".join(lines))
        if error is None:
            break
        code, line = syntax.diagnose(error, lines)
        # A line that quotes did not heal once would only grow with more of them.
        if code not in _REPAIRABLE or line in mended or not _quote(lines, line):
            break
        mended.add(line)
    return "\n".join(lines)


def _is_printable(text: str) -> bool:
    """Can the text stand on a line as it is? Wide and unbreakable spaces can, though Python calls them unprintable."""
    return text.isprintable() or text.replace("\u3000", "").replace("\xa0", "").isprintable()


def _quote(lines: list[str], number: int) -> bool:
    match = _LINE.match(lines[number])
    if match is None:
        return False
    lead, key, value = match.groups()
    if key is not None and key not in KEYS:
        value, key = f"{key}: {value}", None
    if key is None and "-" not in lead:
        return False
    head = f"{lead}{key}: " if key else lead
    changed = head + quoted(value)
    if changed == lines[number] or value[0] == value[-1] == '"':
        return False
    lines[number] = changed
    return True
