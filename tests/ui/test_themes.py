"""Rules of the themes: complete, readable, and one that needs no colour at all."""

import pytest
from textual.color import Color
from textual.theme import Theme

from game.ui.themes import COLOURLESS, THEMES, VARIABLES
from game.ui.widgets.look import Look
from tests.support.widgets import ChatDemo, drive

COLOURED = [theme for theme in THEMES if not theme.ansi]
PAIRS = [
    ("customer-text", "customer"), ("agent-text", "agent"), ("colleague-text", "colleague"), ("note", "note-ground"),
]  # fmt: skip


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_theme_sets_all_variables(theme: Theme) -> None:
    assert set(VARIABLES) <= set(theme.variables)


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_text_in_bubbles_and_on_the_ground_has_contrast(theme: Theme) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for text; 7 to 1 in the high-contrast theme."""
    least = 7.0 if theme.name == "contrast" else 4.5
    colours = {name: Color.parse(value) for name, value in theme.variables.items()}
    ground = Color.parse(str(theme.background))
    assert {
        pair: contrast(colours[pair[0]], colours[pair[1]])
        for pair in PAIRS
        if contrast(colours[pair[0]], colours[pair[1]]) < least
    } == {}
    texts = ["note", "dim", "locked", "key"]
    assert {name: contrast(colours[name], ground) for name in texts if contrast(colours[name], ground) < least} == {}


def test_the_colourless_theme_sends_no_colour_to_the_terminal() -> None:
    app = ChatDemo(COLOURLESS.name, Look(colourless=True))

    async def look(_: object) -> None:
        strips = app.screen._compositor.render_strips()
        styles = [segment.style for strip in strips for segment in strip if segment.style]
        colours = {colour.name for style in styles for colour in (style.color, style.bgcolor) if colour}
        assert colours <= {"default"}

    drive(app, look, (100, 30))


def contrast(one: Color, other: Color) -> float:
    """Contrast ratio of WCAG 2.2 (relative luminance)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Color) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
