"""Colour for lines of text: styles by name, so that what is said does not know how it looks."""

import sys
from collections.abc import Callable, Mapping
from typing import TextIO

Paint = Callable[[str, str], str]
"""Gives a piece of text a style by name. A style nobody knows leaves the text as it is; widths do not change."""

_CODES = {
    "title": "1", "name": "1", "act": "1;36", "dim": "2", "lost": "2;31",
    "error": "1;31", "warning": "1;33", "hint": "36", "proved": "32", "violated": "31", "unknown": "33",
    "best": "1;32", "good": "32", "mixed": "33", "bad": "31",
}  # fmt: skip
"""SGR parameters. Only the sixteen colours of the terminal: they suit whatever theme a person has chosen."""


def plain(text: str, style: str) -> str:
    """Paint nothing: for pipes, files and NO_COLOR."""
    return text


def ansi(text: str, style: str) -> str:
    """Paint with the terminal's own colours."""
    code = _CODES.get(style)
    return f"\x1b[{code}m{text}\x1b[0m" if code and text else text


def paint_for(stream: TextIO, environ: Mapping[str, str], platform: str = sys.platform) -> Paint:
    """Return how to paint on a stream: in colour on a terminal that knows it, unless NO_COLOR is set (no-color.org)."""
    knows = environ.get("TERM") != "dumb" and (platform != "win32" or "WT_SESSION" in environ)
    return ansi if is_terminal(stream) and knows and not environ.get("NO_COLOR") else plain


def is_terminal(stream: TextIO) -> bool:
    """Does a person read this? A stream that is closed is read by nobody."""
    try:
        return stream.isatty()
    except ValueError:
        return False
