"""Outside text made safe to show.

Terminals obey control characters wherever they come from, and no layer above them takes these out. So everything that
was not written by us (stories, names, pasted text, what a server sends) passes through `clean` once, where it comes in.
"""

import re
from unicodedata import category

DEFAULT_LIMIT = 4000
"""Characters; longer than any text a story should hold, short enough to stay harmless."""

_NEWLINES = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(r"\s+")
_FORBIDDEN = frozenset({"Cc", "Cf", "Cs"})
_LAST_READABLE = "\U000dffff"
"""Above are tags, variation supplements and private planes: nothing to read, much to hide."""


def clean(text: str, *, multiline: bool = False, limit: int = DEFAULT_LIMIT) -> str:
    """Return `text` without anything that could command a terminal, hide or reorder what is read.

    Taken out: control characters (C0, DEL, C1), lone surrogates, and all format characters: bidi controls, zero-width
    spaces, soft hyphens, tags. The zero-width joiner goes too: Chinese and English do not need it, terminals disagree
    on the width of what it joins, and two names that look alike could differ by it.

    Every kind of line break becomes a newline; without `multiline`, each run of white space becomes one space.
    At most `limit` characters are returned, the last one `…` where something was cut. Never raises; cleaning twice
    changes nothing.
    """
    if not text.isprintable() or max(text, default="") > _LAST_READABLE:
        text = "".join(map(_readable, _NEWLINES.sub("\n", text)))
    if not multiline:
        text = _BLANKS.sub(" ", text)
    return _shorten(text.strip(" \n") if multiline else text.strip(), limit)


def _readable(character: str) -> str:
    if character == "\n":
        return character
    if character == "\t":
        return " "
    return "" if category(character) in _FORBIDDEN or character > _LAST_READABLE else character


def _shorten(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return text[: limit - 1].rstrip() + "…" if limit > 0 else ""
