"""SVG elements as text. Whatever stands in them comes out as it went in: nothing of a story is markup."""

import re
from xml.sax.saxutils import escape, quoteattr

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What an XML file may not hold in any spelling."""


def element(name: str, *children: str, **attributes: object) -> str:
    """Return an element. Children are markup already; underscores in attribute names become hyphens."""
    given = "".join(
        f" {key.strip('_').replace('_', '-')}={quoteattr(_plain(_number(value)))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}>{''.join(children)}</{name}>" if children else f"<{name}{given}/>"


def words(text: str) -> str:
    """Return a text as markup that shows it."""
    return escape(_plain(text))


def _plain(text: str) -> str:
    return _NOT_XML.sub("", text)


def _number(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
