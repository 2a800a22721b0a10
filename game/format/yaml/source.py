"""The file as text: its size, its encoding and the characters that nobody sees, dealt with before any YAML is read."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from game.format.problems.collector import Collector, Spot

LARGEST_FILE = 1024 * 1024
"""Bytes. The longest real story is a twentieth of this."""

_SUSPECT = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\u1680\u2000-\u200d\u2028-\u202f\u205f-\u2069\u3000\ufeff\ufffe\uffff]"
)
_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff")
_ODD_SPACES = frozenset("\xa0\u1680\u202f\u205f\u3000") | {chr(code) for code in range(0x2000, 0x200B)}
_FULL_WIDTH_COLON = re.compile(r"^ *(?:- +)*([a-z][a-z_-]*)：", re.MULTILINE)
_BLOCK_HEADER = re.compile(r"(?:^|[\s:-])[|>][+-]?\d?[+-]?\s*(?:#.*)?$")


@dataclass(slots=True)
class Source:
    """A writer's file: `lines` as written, `text` the same lines made safe to parse."""

    file: str
    lines: list[str]
    text: str
    unreadable: set[int] = field(default_factory=set)
    """Lines (from 0) whose indentation cannot be trusted; their block is not parsed."""


def read_bytes(file: Path, most: int) -> bytes:
    """Return the file's bytes, one more than `most` where there are too many. Raises OSError."""
    with file.open("rb") as stream:
        return stream.read(most + 1)


def decode(data: bytes, file: str, largest: int = LARGEST_FILE) -> tuple[str | None, Collector]:
    """Return the file's text with plain line ends, or None where it is too large or not UTF-8."""
    if len(data) > largest:
        problems = Collector(file, [])
        problems.at("too-large", Spot(0, 0), kilobytes=len(data) // 1024, most=largest // 1024)
        return None, problems
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, _not_utf8(data, file, error.start)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    marked = text.startswith("\ufeff")
    text = text.removeprefix("\ufeff")
    problems = Collector(file, text.split("\n"))
    if marked:
        problems.at("bom", Spot(0, 0))
    return text, problems


def read_source(data: bytes, file: str, keys: frozenset[str]) -> tuple[Source | None, Collector]:
    """Return the text ready for parsing and the problems of its characters; `keys` are the words of the format."""
    text, problems = decode(data, file)
    if text is None:
        return None, problems
    source = Source(file, problems.lines, text)
    repaired: dict[int, str] = {}
    if _SUSPECT.search(text):
        _mend_characters(source, repaired, problems)
    if "：" in text:
        _mend_colons(source, repaired, keys, problems)
    if repaired:
        source.text = "\n".join(repaired.get(number, line) for number, line in enumerate(source.lines))
    return source, problems


def has_hidden(text: str) -> bool:
    """Does a word hold a space that is no space, or a character without width?"""
    return any(character in _ZERO_WIDTH or character in _ODD_SPACES for character in text)


def _not_utf8(data: bytes, file: str, start: int) -> Collector:
    before = data[:start]
    line = before.count(b"\n")
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace"))
    problems = Collector(file, data.decode("utf-8", "replace").split("\n"))
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    problems.at("not-utf8", Spot(line, column), looks_like="UTF-16" if utf16 else "GBK")
    return problems


def _mend_characters(source: Source, repaired: dict[int, str], problems: Collector) -> None:
    for number, line in enumerate(source.lines):
        if problems.full:
            return
        if _SUSPECT.search(line):
            mended = _mend_line(source, number, line, problems)
            if mended != line:
                repaired[number] = mended


def _mend_line(source: Source, number: int, line: str, problems: Collector) -> str:
    characters = list(line)
    in_indent = True
    comment = line.lstrip().startswith("#")
    for column, character in enumerate(line):
        if problems.full:
            break
        hidden = character in _ZERO_WIDTH or character in _ODD_SPACES
        if in_indent and hidden and not comment:
            problems.at("hidden-space", Spot(number, column), codepoint=f"U+{ord(character):04X}")
            # As wide as it looks on the screen, so that the line stands where the writer sees it.
            characters[column] = "  " if character == "\u3000" else "" if character in _ZERO_WIDTH else " "
        elif character == "\t":
            if not comment:
                problems.at("tab", Spot(number, column))
            if in_indent:
                source.unreadable.add(number)
            characters[column] = " "
        elif not hidden and _SUSPECT.match(character):
            problems.at("control-character", Spot(number, column), codepoint=f"U+{ord(character):04X}")
            characters[column] = " "
        in_indent = in_indent and (character in " -\t" or hidden)
    return "".join(characters)


def _mend_colons(source: Source, repaired: dict[int, str], keys: frozenset[str], problems: Collector) -> None:
    if not any(match[1] in keys for match in _FULL_WIDTH_COLON.finditer(source.text)):
        return
    for number, written in enumerate(source.lines):
        if problems.full:
            return
        line = repaired.get(number, written)
        match = _FULL_WIDTH_COLON.match(line)
        if match and match[1] in keys and not _in_block_text(source.lines, number):
            column = match.end() - 1
            problems.at("full-width-colon", Spot(number, column), key=match[1])
            repaired[number] = f"{line[:column]}: {line[column + 1 :]}"


def _in_block_text(lines: list[str], number: int) -> bool:
    """Is the line inside a `|` or `>` text? Then it is prose, whatever it looks like."""
    indent = _indent(lines[number])
    for line in reversed(lines[max(0, number - 200) : number]):
        if line.strip() and _indent(line) < indent:
            if _BLOCK_HEADER.search(line):
                return True
            indent = _indent(line)
    return False


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
