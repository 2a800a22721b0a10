"""A translator's PO file, read as something that anyone may have sent."""

import re
from dataclasses import dataclass
from typing import Any

import polib

from game.format.problems.collector import Collector, Spot
from game.format.yaml.source import decode

LARGEST_PO = 1024 * 1024
"""Bytes; a long story takes a tenth of this."""

_SYNTAX_LINE = re.compile(r"line (\d+)")
_TORN = re.compile(
    r'^[ \t]*+(?:#[~|]+[ \t]*+)?+(?:msg[a-z_]++(?:\[\d+\])?+[ \t]*+|(?="))(?!"(?:[^"\\\n]|\\.)*+"[ \t]*$)', re.MULTILINE
)
"""A line whose quotation marks are not a pair. The parser would drop a letter of such a text and say nothing."""

_BREAKS = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
"""Line breaks that only Python takes for some; in a text they would end the line for the parser."""


class _File(polib.POFile):
    """A file whose header is the entry without text *and* address: an entry with an address is never taken for it."""

    def find(self, st: str, *args: Any, **keywords: Any) -> polib.POEntry | None:
        found = super().find(st, *args, **keywords)
        if found is None or st or found.msgctxt is None:
            return found
        return next((entry for entry in self if not (entry.msgid or entry.msgctxt or entry.obsolete)), None)


@dataclass(frozen=True, slots=True)
class Translation:
    """One entry: the address, the source text it was made from, what it says, and its first line, counted from 0."""

    address: str
    source: str
    text: str
    line: int
    fuzzy: bool = False
    """Made for another text and not looked at since."""


def read_po(data: bytes, file: str) -> tuple[dict[str, Translation], Collector]:
    """Return the translations by address; entries without an address or a translation are left out."""
    entries, problems = parse_po(data, file)
    return ({} if entries is None else _translations(entries, problems)), problems


def parse_po(data: bytes, file: str) -> tuple[polib.POFile | None, Collector]:
    """Return the file entry by entry, None where it is too large, not UTF-8 or damaged, as the problems tell."""
    text, problems = decode(data, file, LARGEST_PO)
    if text is None:
        return None, problems
    torn = _TORN.search(text)
    if torn:
        problems.at("po-malformed", Spot(text.count("\n", 0, torn.start()), 0))
        return None, problems
    try:
        # With a line end the text can never pass for the name of a file.
        return polib.pofile(_BREAKS.sub(r"\\n", f"{text}\n"), wrapwidth=0, klass=_File), problems
    except (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        match = _SYNTAX_LINE.search(str(error))
        line = min(int(match[1]), len(problems.lines)) - 1 if match and len(match[1]) < 8 else 0
        problems.at("po-malformed", Spot(max(line, 0), 0))
        return None, problems


def _translations(entries: polib.POFile, problems: Collector) -> dict[str, Translation]:
    found: dict[str, Translation] = {}
    for entry in entries:
        if entry.obsolete or not entry.msgctxt:
            continue
        line = max(int(entry.linenum or 1) - 1, 0)
        if entry.msgctxt in found:
            problems.at("po-duplicate", Spot(line, 0), address=entry.msgctxt, line=found[entry.msgctxt].line + 1)
        elif entry.msgstr.strip():
            found[entry.msgctxt] = Translation(
                entry.msgctxt, entry.msgid.strip(), entry.msgstr.strip(), line, "fuzzy" in entry.flags
            )
    return found


def place_of(entry: Translation, keyword: str, lines: list[str]) -> Spot:
    """Return where an entry has its `msgctxt` or `msgstr`, below its comments, in the lines of its file."""
    below = range(entry.line, len(lines))
    return Spot(next((number for number in below if lines[number].lstrip().startswith(keyword)), entry.line), 0)
