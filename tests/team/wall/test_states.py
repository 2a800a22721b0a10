"""The wall through freeze, close and reveal."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.wall import ENGLISH, Looking, Shop
from tests.support.wall_boards import NOW, TEAMS, all_boards, contest

FROZEN = contest("frozen", frozen=True, freezes=NOW - 1200)
CLOSED = contest("closed", frozen=True, freezes=NOW - 1200, closes=NOW - 60)
REVEALED = contest("revealed", freezes=NOW - 1200, closes=NOW - 60)
JOIN = {"address": "192.168.1.23:8000", "code": "7KQ4-M2XD"}


@pytest.fixture
def stage(look: Looking, shop: Shop) -> Page:
    """A wall that hung there through the close, at the moment of the reveal."""
    shop.boards = all_boards(CLOSED)
    page = look()
    shop.boards = all_boards(REVEALED)
    look.wait(page, 6)
    return page


def test_a_freeze_is_said_with_its_time(look: Looking, shop: Shop) -> None:
    shop.boards = all_boards(FROZEN)
    page = look()
    expect(page.locator("#banner")).to_have_text("封榜了：榜停在 07:40。之后照打照算，结束后一起揭晓。")
    expect(page.locator("#state")).to_have_text("正在比，榜已封 · 离结束")


def test_a_freeze_by_hand_names_no_time(look: Looking, shop: Shop) -> None:
    shop.boards = all_boards(contest("frozen", frozen=True, freezes=None))
    expect(look(query=ENGLISH).locator("#banner")).to_have_text(
        "Frozen for now. Runs still count; places are revealed after the close."
    )


def test_before_it_opens_the_wall_counts_down_to_that(look: Looking, shop: Shop) -> None:
    shop.boards = all_boards(contest("planned", opens=NOW + 90_000), teams=0)
    page = look(query=ENGLISH)
    expect(page.locator("#state")).to_have_text("Not open yet · Opens in")
    assert page.locator("#countdown").inner_text().startswith("1 d 0")


def test_between_close_and_reveal_nobody_is_asked_to_join(look: Looking, shop: Shop) -> None:
    shop.boards = all_boards(CLOSED, join=JOIN)
    page = look()
    expect(page.locator("#banner")).to_contain_text("等主持人揭晓")
    expect(page.locator("#countdown")).to_be_empty()
    expect(page.locator(".join")).to_have_count(0)


def test_at_the_reveal_nothing_tells_who_it_is(stage: Page) -> None:
    """No name, score, result or award of the final board stands anywhere on the page."""
    expect(stage.locator("#state")).to_have_text("正在揭晓")
    expect(stage.locator("tr.covered")).to_have_count(5)
    text = stage.locator("body").inner_text()
    assert [team for team in TEAMS if team in text] == []
    expect(stage.locator(".ticker, .awards, .filling, svg")).to_have_count(0)


def test_places_are_uncovered_one_by_one_from_the_bottom(stage: Page) -> None:
    for key in ("Space", "ArrowRight", "PageDown", "Enter"):
        stage.keyboard.press(key)
    expect(stage.locator("tbody th")).to_have_text(["谁呢……", *TEAMS[6:]])
    expect(stage.locator(".spotlight .name")).to_have_text(TEAMS[6])
    stage.keyboard.press("ArrowLeft")
    expect(stage.locator("tbody th")).to_have_text(["谁呢……", "谁呢……", *TEAMS[7:]])


def test_the_button_says_which_place_comes_next_and_the_winner_is_last(stage: Page) -> None:
    for place in (10, 9, 8, 7, 6, 5, 4, 2, 2):
        stage.get_by_role("button", name=f"揭晓第 {place} 名").click()
    stage.get_by_role("button", name="揭晓冠军").click()
    expect(stage.locator(".spotlight .champion")).to_have_text("冠军")
    expect(stage.locator(".spotlight .name")).to_have_text(TEAMS[0])


def test_after_the_last_place_the_whole_board_comes_back(look: Looking, stage: Page) -> None:
    stage.get_by_role("button", name="全部揭晓").click()
    expect(stage.locator("tbody th").first).to_have_text(TEAMS[0])
    look.wait(stage, 75)
    expect(stage.locator("#state")).to_have_text("最终名次")
    expect(stage.locator(".spotlight")).to_have_count(0)


def test_the_pages_do_not_turn_by_themselves_during_a_reveal(look: Looking, stage: Page) -> None:
    look.wait(stage, 40)
    expect(stage.locator("tr.covered")).to_have_count(5)


def test_a_wall_opened_after_the_reveal_shows_it_all_and_can_play_it_again(look: Looking, shop: Shop) -> None:
    shop.boards = all_boards(REVEALED)
    page = look()
    expect(page.locator("tbody th").first).to_have_text(TEAMS[0])
    page.keyboard.press("r")
    expect(page.locator("tr.covered")).to_have_count(5)
    page.keyboard.press("Escape")
    expect(page.locator("tr.covered")).to_have_count(0)


def test_before_the_reveal_no_key_starts_it(look: Looking, shop: Shop) -> None:
    shop.boards = all_boards(CLOSED)
    page = look()
    page.keyboard.press("r")
    expect(page.locator("tr.covered")).to_have_count(0)


def test_other_boards_from_before_the_reveal_are_not_shown_after_it(look: Looking, shop: Shop) -> None:
    shop.boards = all_boards(CLOSED)
    page = look()
    look.wait(page, 20)
    shop.boards = {"kind=team": all_boards(REVEALED)["kind=team"]} | {
        query: board for query, board in all_boards(CLOSED).items() if query != "kind=team"
    }
    look.wait(page, 6)
    page.keyboard.press("Escape")
    page.keyboard.press("Space")
    for _ in range(6):
        expect(page.locator("h2").first).to_have_text("团队榜")
        page.keyboard.press("ArrowRight")


def test_the_wall_follows_an_organiser_who_uncovers_one_by_one(look: Looking, shop: Shop) -> None:
    """What the server keeps back is a covered row; no key of this screen uncovers it; the last comes with them all."""
    rows = all_boards(REVEALED)["kind=team"]["rows"]
    shop.boards = all_boards(CLOSED)
    page = look()
    for covered in (7, 6):
        piece = {"rows": rows[covered:], "reveal": {"covered": covered, "of": 10}}
        boards = all_boards(CLOSED, filling=[], ticker=[], awards=[])
        shop.boards = boards | {"kind=team": boards["kind=team"] | piece}
        look.wait(page, 6)
        expect(page.locator("#state")).to_have_text("正在揭晓")
        expect(page.locator("tr.uncovered th")).to_have_text(TEAMS[covered])
        expect(page.locator(".spotlight .name")).to_have_text(TEAMS[covered])
        secret = page.locator("tr.covered").count()
        page.keyboard.press("Space")
        page.keyboard.press("Escape")
        expect(page.locator("tr.covered")).to_have_count(secret)
        assert [team for team in TEAMS[:covered] if team in page.locator("body").inner_text()] == []
    shop.boards = all_boards(REVEALED)
    look.wait(page, 6)
    expect(page.locator(".spotlight .champion")).to_have_text("冠军")
    expect(page.locator("tr.covered")).to_have_count(0)
    look.wait(page, 75)
    expect(page.locator("#state")).to_have_text("最终名次")
