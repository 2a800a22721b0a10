"""A translator's PO file, read as something that anyone may have sent."""

import re
from dataclasses import dataclass

import polib

from game.format.collector import Collector, Spot
from game.format.source import decode

LARGEST_PO = 1024 * 1024
"""Bytes; a long story takes a tenth of this."""

_SYNTAX_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True)
class Translation:
    """One entry: the address, the source text it was made from, what it says, and its line in the file."""

    address: str
    source: str
    text: str
    line: int


def read_po(data: bytes, file: str) -> tuple[dict[str, Translation], Collector]:
    """Return the translations by address; entries without an address or a translation are left out."""
    text, problems = decode(data, file, LARGEST_PO)
    if text is None:
        return {}, problems
    try:
        # With a line end the text can never pass for the name of a file.
        entries = polib.pofile(f"{text}\n", wrapwidth=0)
        found = _translations(entries, problems)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        match = _SYNTAX_LINE.search(str(error))
        line = min(int(match[1]), len(problems.lines)) - 1 if match and len(match[1]) < 8 else 0
        problems.at("po-malformed", Spot(max(line, 0), 0))
        return {}, problems
    return found, problems


def _translations(entries: polib.POFile, problems: Collector) -> dict[str, Translation]:
    found: dict[str, Translation] = {}
    for entry in entries:
        if entry.obsolete or not entry.msgctxt:
            continue
        line = max(int(entry.linenum or 1) - 1, 0)
        if entry.msgctxt in found:
            problems.at("po-duplicate", Spot(line, 0), address=entry.msgctxt, line=found[entry.msgctxt].line + 1)
        elif entry.msgstr.strip():
            found[entry.msgctxt] = Translation(entry.msgctxt, entry.msgid.strip(), entry.msgstr.strip(), line)
    return found
