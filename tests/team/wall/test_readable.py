"""Readable at six metres, in both languages, without colour and without motion."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.wall import FILES, Looking, Shop
from tests.support.wall_boards import NOW, all_boards, contest

SIZES = [(1280, 720), (1920, 1080)]
STATES = {
    "open": contest(),
    "frozen": contest("frozen", frozen=True, freezes=NOW - 60),
    "revealed": contest("revealed", closes=NOW - 60),
}
PAIRED = list(zip(sorted(SIZES * 3), ("zh-CN", "en") * 3, [*STATES] * 2, strict=True))
"""Every size with every language and state, and every language with every state, each pair once."""
SMALLEST = 1 / 41
"""Of the screen's height: 1.7 cm on a 70 cm high screen, 9.5 minutes of arc at six metres; small print."""
TABLE = 1 / 25
"""Of the screen's height: names and scores."""
CROPPED = """() => [...document.querySelectorAll("h1, h2, h3, p, td, thead th, li, button, .medal")]
    .filter(e => e.offsetParent && !e.closest("[hidden]"))
    .filter(e => {
        const box = e.getBoundingClientRect(), around = e.closest(".card, .box, body").getBoundingClientRect();
        return box.right > around.right + 1 || box.bottom > around.bottom + 1; })
    .map(e => e.outerHTML)"""
NEVER_CUT = "td:not(.team), thead th, #state, #countdown, #rule, #banner, .code, .lacking"
CUT = """all => [...document.querySelectorAll(all)]
    .filter(e => e.offsetParent && (e.scrollWidth > e.clientWidth + 1
        || e.scrollHeight > e.clientHeight + parseFloat(getComputedStyle(e).fontSize) * 0.3))
    .map(e => e.outerHTML)"""
SIZES_OF_TEXT = """() => [...document.querySelectorAll("body *")]
    .filter(e => e.offsetParent && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(e => [parseFloat(getComputedStyle(e).fontSize), e.outerHTML])"""


@pytest.mark.parametrize(("size", "language", "state"), PAIRED)
def test_every_board_is_whole_and_big_enough(
    look: Looking, shop: Shop, size: tuple[int, int], language: str, state: str
) -> None:
    """Nothing leaves the screen or its box, nothing but names and titles is cut, nothing is small."""
    shop.boards = all_boards(STATES[state], join={"address": "192.168.100.23:8000", "code": "7KQ4-M2XD"})
    page = look(size, language)
    look.wait(page, 21)
    for _ in range(6):
        assert page.evaluate(CROPPED) == []
        assert page.evaluate(CUT, NEVER_CUT) == []
        assert [html for pixels, html in page.evaluate(SIZES_OF_TEXT) if pixels < size[1] * SMALLEST] == []
        _assert_large(page, "tbody th.name, td.score, h1, #countdown:not(:empty)", size[1] * TABLE)
        page.keyboard.press("ArrowRight")


@pytest.mark.parametrize("looks", [{"forced_colors": "active"}, {"contrast": "more"}, {}])
def test_without_colour_marks_and_words_still_say_it_all(look: Looking, shop: Shop, looks: dict[str, Any]) -> None:
    shop.boards = all_boards(STATES["frozen"])
    page = look(**looks)
    expect(page.locator("td.change").first).to_have_text("▲ 升 2")
    expect(page.locator("td.change").nth(1)).to_have_text("▼ 降 1")
    expect(page.locator("#state")).to_contain_text("榜已封")


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
    calm, lively = look(reduced_motion="reduce"), look(reduced_motion="no-preference")
    count = "document.getAnimations().length"
    assert calm.evaluate(f"dispatchEvent(new KeyboardEvent('keydown', {{code: 'ArrowRight'}})), {count}") == 0
    assert lively.evaluate(f"dispatchEvent(new KeyboardEvent('keydown', {{code: 'ArrowRight'}})), {count}") > 0


def _assert_large(page: Page, what: str, pixels: float) -> None:
    sizes = page.locator(what).evaluate_all("all => all.map(e => parseFloat(getComputedStyle(e).fontSize))")
    assert min(sizes) >= pixels


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2: 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
