"""Rules of screenshots: every sign stands in its own cells."""

import re

from textual.widgets import Static

from game.ui.screenshot import corrected
from tests.support.widgets import WidgetApp, drive

LINE = '<text class="x-r1" x="0" y="20" textLength="36.6" clip-path="url(#c)">{}</text>'


def test_wide_signs_take_two_cells_and_push_what_follows() -> None:
    places = re.findall(r' x="([0-9.]+)"[^>]*>([^<]*)', corrected(LINE.format("a稳b")))
    assert places == [("0", "a"), ("12.2", "稳"), ("36.6", "b")]


def test_blanks_move_but_are_not_drawn() -> None:
    assert re.findall(r' x="([0-9.]+)"', corrected(LINE.format("&#160;&#160;ab"))) == ["24.4"]


def test_block_signs_become_one_rectangle_a_run() -> None:
    drawn = corrected(LINE.format("▀▀▀"))
    assert drawn.count("<rect") == 1
    assert "<text" not in drawn


def test_text_that_looks_like_markup_stays_text() -> None:
    assert "&lt;b&gt;" in corrected(LINE.format("&lt;b&gt;"))


def test_an_app_exports_corrected_screenshots() -> None:
    app = WidgetApp(Static("稳住"))

    async def look(_: object) -> None:
        assert 'textLength="24.4"' in app.export_screenshot()

    drive(app, look)
