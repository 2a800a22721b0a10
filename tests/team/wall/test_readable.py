"""Readable at six metres, in both languages, without colour and without motion."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.wall import FILES, LOOKS, Looking, Shop
from tests.support.wall_boards import NOW, all_boards, contest

SIZES = [(1280, 720), (1920, 1080)]
STATES = {
    "open": contest(),
    "frozen": contest("frozen", frozen=True, freezes=NOW - 60),
    "revealed": contest("revealed", closes=NOW - 60),
}
PAIRED = list(zip(sorted(SIZES * 3), ("zh", "en") * 3, [*STATES] * 2, strict=True))
"""Every size with every language and state, and every language with every state, each pair once."""
SMALLEST = 1 / 41
"""Of the screen's height: 1.7 cm on a 70 cm high screen, 9.5 minutes of arc at six metres; small print."""
TABLE = 1 / 25
"""Of the screen's height: names and scores."""
NEVER_CUT = "td:not(.team), thead th, #state, #countdown, #rule, #banner, .code, .lacking"
LARGE = "tbody th.name, td.score, h1, #countdown:not(:empty)"
FAULTS = """([smallest, table, neverCut, large]) => {
    const shown = all => [...document.querySelectorAll(all)].filter(e => e.offsetParent);
    const pixels = e => parseFloat(getComputedStyle(e).fontSize);
    const faults = {
        missing: shown("h1, tbody th.name").length < 2 ? [document.body] : [],
        cropped: shown("h1, h2, h3, p, td, thead th, li, button, .medal").filter(e => {
            const box = e.getBoundingClientRect(), around = e.closest(".card, .box, body").getBoundingClientRect();
            return box.right > around.right + 1 || box.bottom > around.bottom + 1; }),
        cut: shown(neverCut).filter(e => e.scrollWidth > e.clientWidth + 1
            || e.scrollHeight > e.clientHeight + pixels(e) * 0.3),
        small: shown("body *").filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
            && pixels(e) < smallest * innerHeight),
        small_in_table: shown(large).filter(e => pixels(e) < table * innerHeight),
    };
    return Object.entries(faults).flatMap(([fault, found]) => found.map(e => `${fault}: ${e.outerHTML}`)); }"""


@pytest.mark.parametrize(("size", "language", "state"), PAIRED)
def test_every_board_is_whole_and_big_enough(
    look: Looking, shop: Shop, size: tuple[int, int], language: str, state: str
) -> None:
    """Nothing leaves the screen or its box, nothing but names and titles is cut, nothing is small."""
    shop.boards = all_boards(STATES[state], join={"address": "192.168.100.23:8000", "code": "7KQ4-M2XD"})
    page = look(size, f"?lang={language}")
    look.wait(page, 21)
    for _ in range(6):
        assert page.evaluate(FAULTS, [SMALLEST, TABLE, NEVER_CUT, LARGE]) == []
        page.keyboard.press("ArrowRight")


def test_without_colour_marks_and_words_still_say_it_all(look: Looking, shop: Shop) -> None:
    shop.boards = all_boards(STATES["frozen"])
    page = look()
    for media in ({"forced_colors": "active"}, {"contrast": "more"}, {}):
        page.emulate_media(**LOOKS | media)
        told = f"with {media}"
        expect(page.locator("td.change").first, told).to_have_text("▲ 升 2", use_inner_text=True)
        expect(page.locator("td.change").nth(1), told).to_have_text("▼ 降 1", use_inner_text=True)
        expect(page.locator("#state"), told).to_contain_text("榜已封", use_inner_text=True)


@pytest.mark.parametrize("ground", ["ground", "surface", "panel"])
@pytest.mark.parametrize("ink", ["text", "soft", "brand", "gain", "loss", "calm"])
def test_every_ink_stands_out_by_its_brightness_alone(ink: str, ground: str) -> None:
    """At least 5.5 to 1 (WCAG 2, contrast ratio), in the usual look and in the one with more contrast."""
    for file in ("wall.css", "care.css"):
        colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", (FILES / file).read_text("utf-8")))
        assert _contrast(colours[ink], colours[ground]) >= 5.5
        assert _contrast(colours["brand-text"], colours["brand"]) >= 5.5
        assert _contrast(colours["agent-text"], colours["agent"]) >= 5.5


def test_nothing_moves_for_who_wants_it_calm(look: Looking, shop: Shop) -> None:
    shop.boards = all_boards()
    turned = "dispatchEvent(new KeyboardEvent('keydown', {code: 'ArrowRight'})), document.getAnimations().length"
    assert look(reduced_motion="reduce").evaluate(turned) == 0
    assert look(reduced_motion="no-preference").evaluate(turned) > 0


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2: 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
