"""Names from other people's keyboards: shown as text, cut to their place, never obeyed."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.wall import Looking, Shop
from tests.support.wall_boards import all_boards, team_board

TEAM = "kind=team"
MARKUP = "<img src=/x onerror=alert(1)>"
HOSTILE = {
    "markup": MARKUP,
    "script": "</td><script src=/x></script>",
    "bidi": "\u202egnp.exe\u202c \u2066evil\u200f",
    "controls": "\x1b]52;c;eA==\x07\x9b2J\u0000",
    "long-chinese": "龙" * 10_000,
    "long-wide": "W" * 10_000,
    "marks": "Z" + "\u0301" * 10_000,
    "family": "👩\u200d👩\u200d👧\u200d👦" * 400,
    "lines": "a\nb\r\u2028c" * 50,
    "hebrew": "שלום עליכם " * 40,
}


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_stands_in_its_cell_and_nowhere_else(look: Looking, shop: Shop, name: str) -> None:
    shop.boards = {TEAM: _everywhere(name)}
    page = look()
    cells = page.locator("tbody th.name")
    expect(cells).to_have_count(3)
    tall = page.locator("tbody tr").evaluate_all("rows => rows.map(row => row.offsetHeight)")
    assert max(tall) - min(tall) <= 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("img, td script, th script, iframe, a").count() == 0
    text = page.locator("body").inner_text()
    assert not [letter for letter in text if letter in "\u202e\u202c\u2066\u200f\u200d\x1b\x9b\x07\x00"]


def test_markup_is_shown_as_it_was_typed(look: Looking, shop: Shop) -> None:
    shop.boards = {TEAM: team_board(teams=1)}
    shop.boards[TEAM]["rows"][0]["name"] = "<b>x</b>&lt;"
    expect(look().locator("tbody th.name")).to_have_text("<b>x</b>&lt;")


@pytest.mark.parametrize(
    ("name", "shown"), [("蓝" * 12, "蓝" * 12), ("蓝" * 13, "蓝" * 11 + "…"), ("a" * 25, "a" * 23 + "…")]
)
def test_names_are_cut_by_cells(look: Looking, shop: Shop, name: str, shown: str) -> None:
    """24 cells: a Chinese character takes two, a Latin letter one, and so does the ellipsis."""
    shop.boards = {TEAM: team_board(teams=1)}
    shop.boards[TEAM]["rows"][0]["name"] = name
    expect(look().locator("tbody th.name")).to_have_text(shown)


@pytest.mark.parametrize("odd", [None, 7, [], {}, {"zh": "<b>"}, True, "", "\u202e"])
def test_fields_of_any_kind_do_no_harm(look: Looking, shop: Shop, odd: Any) -> None:
    board = _everywhere(odd)
    board["rows"][0] |= {"score": odd, "change": odd, "spark": odd, "members": odd, "played": odd, "place": odd}
    board["titles"] = odd
    shop.boards = {TEAM: board, "kind=member": all_boards()["kind=member"]}
    page = look()
    expect(page.locator("tbody tr")).to_have_count(3)
    look.wait(page, 26)


def test_a_contest_called_by_a_hostile_address_is_only_named(look: Looking, shop: Shop) -> None:
    shop.address = shop.address.replace("spring", "%3Cimg%20src=x%20onerror=alert(1)%3E")
    page = look()
    expect(page.locator("#banner")).to_contain_text("<img src=x onerror=alert(1)>")
    shop.foreign.clear()  # it asked for that contest, and there is none


def _everywhere(name: Any) -> dict[str, Any]:
    """A board with this name in every place that holds one."""
    board = team_board(teams=3, join={"address": name, "code": name})
    for item in [*board["rows"], *board["filling"], *board["awards"]]:
        item |= {"name": name, "team": name}
    for tick in board["ticker"]:
        tick |= {"team": name, "story": name}
    board["contest"]["name"] = name
    board["rule"] = {"zh": name, "en": name}
    return board
