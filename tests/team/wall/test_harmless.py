"""Names from other people's keyboards: shown as text, cut to their place, never obeyed."""

from typing import Any

from playwright.sync_api import expect

from tests.support.wall import Looking, Shop
from tests.support.wall_boards import Document, all_boards, team_board

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


ANYTHING: tuple[Any, ...] = (None, 7, [], {}, {"zh": "<b>"}, True, "", "\u202e")
ODD = {repr(odd): odd for odd in ANYTHING}
LOOKED_AT = """() => {
    const heights = [...document.querySelectorAll("tbody tr")].map(row => row.offsetHeight);
    return {
        score: document.querySelector("tbody tr:last-child td.score").textContent,
        names: document.querySelectorAll("tbody th.name").length,
        even: Math.max(...heights) - Math.min(...heights) <= 1,
        fits: document.documentElement.scrollWidth <= innerWidth,
        made: [...document.querySelectorAll("img, td script, th script, iframe, a")].map(it => it.outerHTML),
        acting: document.body.innerText.match(/[\\u202e\\u202c\\u2066\\u200f\\u200d\\x1b\\x9b\\x07\\x00]/g),
    }; }"""
HARMLESS = {"names": 3, "even": True, "fits": True, "made": [], "acting": None}


def test_a_hostile_name_stands_in_its_cell_and_nowhere_else(look: Looking, shop: Shop) -> None:
    """Its row is as high as ever, nothing leaves the screen, no element is made of it, and no letter in it acts."""
    assert _after_each(look, shop, {called: _everywhere(name) for called, name in HOSTILE.items()}) == {
        called: {"score": str(number)} | HARMLESS for number, called in enumerate(HOSTILE)
    }


def test_fields_of_any_kind_do_no_harm(look: Looking, shop: Shop) -> None:
    boards = {called: _everywhere(odd) for called, odd in ODD.items()}
    for called, odd in ODD.items():
        fields = ("score", "change", "spark", "members", "played", "place")
        boards[called]["rows"][0] |= dict.fromkeys(fields, odd)
        boards[called]["titles"] = odd
    found = _after_each(look, shop, boards)
    assert [(seen["score"], seen["names"]) for seen in found.values()] == [(str(n), 3) for n in range(len(ODD))], found


def test_a_name_is_shown_as_it_was_typed_and_cut_by_cells(look: Looking, shop: Shop) -> None:
    """24 cells: a Chinese character takes two, a Latin letter one, and so does the ellipsis."""
    cut = {"<b>x</b>&lt;": "<b>x</b>&lt;", "蓝" * 12: "蓝" * 12, "蓝" * 13: "蓝" * 11 + "…", "a" * 25: "a" * 23 + "…"}
    board = team_board(teams=len(cut))
    for row, name in zip(board["rows"], cut, strict=True):
        row["name"] = name
    shop.boards = {TEAM: board}
    expect(look().locator("tbody th.name")).to_have_text([*cut.values()])


def test_a_contest_called_by_a_hostile_address_is_only_named(look: Looking, shop: Shop) -> None:
    shop.address = shop.address.replace("spring", "%3Cimg%20src=x%20onerror=alert(1)%3E")
    page = look()
    expect(page.locator("#banner")).to_contain_text("<img src=x onerror=alert(1)>")
    shop.foreign.clear()  # it asked for that contest, and there is none


def _everywhere(name: Any) -> Document:
    """A board with this name in every place that holds one."""
    board = team_board(teams=3, join={"address": name, "code": name})
    for item in [*board["rows"], *board["filling"], *board["awards"]]:
        item |= {"name": name, "team": name}
    for tick in board["ticker"]:
        tick |= {"team": name, "story": name}
    board["contest"]["name"] = name
    board["rule"] = {"zh": name, "en": name}
    return board


def _after_each(look: Looking, shop: Shop, boards: dict[str, Document]) -> dict[str, Any]:
    """What a wall shows when each of these is the news; it turns to another board and back before the next one."""
    shop.boards = all_boards()
    page, found = look(), {}
    page.keyboard.press("p")
    for number, (called, board) in enumerate(boards.items()):
        board["rows"][-1]["score"] = number
        shop.boards[TEAM] = board
        look.wait(page, 6)
        found[called] = page.evaluate(LOOKED_AT)
        page.keyboard.press("ArrowRight")
        look.wait(page, 6)
        page.keyboard.press("ArrowLeft")
    return found
