"""Style sheets that are read once for all apps of a test run.

Textual reads every sheet for every app, and all of them again whenever a screen brings one along: a tenth of a test's
time. What was read from a text with the same variables is the same, and nobody changes it.
"""

from collections.abc import Callable
from typing import Any

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet


def remembering() -> Callable[..., list[RuleSet]]:
    """A `Stylesheet._parse_rules` that remembers what it has read."""
    read = Stylesheet._parse_rules
    shelves: list[tuple[dict[str, str], dict[tuple[Any, ...], list[RuleSet]]]] = []

    def remembered(sheet: Stylesheet, css: str, **place: Any) -> list[RuleSet]:
        variables = sheet._variables
        known = next((known for held, known in shelves if held is variables or held == variables), None)
        if known is None:
            shelves.append((variables, known := {}))
        key = (css, *place.values())
        if key not in known:
            known[key] = read(sheet, css, **place)
        return known[key]

    return remembered
