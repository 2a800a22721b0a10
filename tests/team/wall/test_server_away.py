"""The wall when the server is away, back, or talks nonsense."""

import pytest
from playwright.sync_api import expect

from tests.support.wall import ENGLISH, Looking, Shop
from tests.support.wall_boards import NOW, TEAMS, all_boards, contest, team_board

TEAM = "kind=team"
UNREADABLE = (b"", b"<h1>Bad gateway</h1>", b"null", b"[]", b'{"contest": {}, "rows": [1]}', b"{}")


@pytest.fixture
def shop(shop: Shop) -> Shop:
    shop.boards = all_boards()
    return shop


def test_an_unchanged_board_is_not_sent_again(look: Looking, shop: Shop) -> None:
    page = look()
    look.wait(page, 30)
    answers = [status for query, status in shop.asked if query == TEAM]
    assert answers[0] == 200
    assert len(answers) >= 4
    assert set(answers[1:]) == {304}
    expect(page.locator("#age")).to_have_text("榜单更新：刚刚")


def test_every_board_is_asked_for_in_turn(look: Looking, shop: Shop) -> None:
    look.wait(look(), 25)
    assert {query for query, _ in shop.asked} == set(all_boards())


def test_news_come_by_themselves(look: Looking, shop: Shop) -> None:
    page = look()
    shop.boards[TEAM]["rows"][0]["name"] = "黑马队"
    look.wait(page, 6)
    expect(page.locator("tbody th").first).to_have_text("黑马队")


def test_a_server_that_is_away_leaves_the_board_and_says_its_age(look: Looking, shop: Shop) -> None:
    page = look()
    shop.away = True
    look.wait(page, 150)
    expect(page.locator("#banner.trouble")).to_contain_text("服务器联系不上，榜停在 2 分钟前。")
    expect(page.locator("#age")).to_have_text("榜单更新：2 分钟前")
    expect(page.locator("tbody th").first).to_have_text(TEAMS[0])


def test_the_longer_it_is_away_the_less_it_is_asked(look: Looking, shop: Shop) -> None:
    page = look()
    shop.away = True
    look.wait(page, 60)
    early = len(shop.asked)
    look.wait(page, 300)
    assert 3 <= len(shop.asked) - early <= 3 * 6


def test_it_comes_back_by_itself(look: Looking, shop: Shop) -> None:
    shop.boards = {TEAM: team_board(teams=3)}
    page = look()
    shop.away = True
    look.wait(page, 90)
    shop.away = False
    shop.boards[TEAM]["rows"][0]["name"] = "黑马队"
    look.wait(page, 70)
    expect(page.locator("#banner")).to_be_hidden()
    expect(page.locator("tbody th").first).to_have_text("黑马队")


def test_a_server_away_from_the_first_moment_is_said_too(look: Looking, shop: Shop) -> None:
    shop.away, shop.boards = True, {TEAM: team_board(teams=3)}
    page = look(query=ENGLISH)
    expect(page.locator("#banner")).to_contain_text("The server does not answer.")
    shop.away = False
    look.wait(page, 20)
    expect(page.locator("tbody th").first).to_have_text(TEAMS[0])


def test_a_board_that_cannot_be_read_leaves_the_last_good_one(look: Looking, shop: Shop) -> None:
    shop.boards = {TEAM: team_board(teams=3)}
    page = look()
    banner, first = page.locator("#banner"), page.locator("tbody th").first
    for body in UNREADABLE:
        shop.body = body
        look.wait(page, 6)
        expect(banner, f"with {body!r}").to_contain_text("服务器给的榜读不懂")
        expect(first, f"with {body!r}").to_have_text(TEAMS[0])
        shop.body = None
        look.wait(page, 12)
        expect(banner, f"after {body!r}").to_be_hidden()


def test_a_contest_that_is_not_there_is_named(look: Looking, shop: Shop) -> None:
    shop.boards = {}
    expect(look().locator("#banner")).to_have_text("这里没有叫“spring”的比赛。看看网址末尾对不对。")


def test_the_countdown_goes_by_the_clock_of_the_server(look: Looking, shop: Shop) -> None:
    """A screen whose own clock is an hour slow."""
    shop.now = NOW + 3600
    page = look()
    look.wait(page, 1)
    assert page.locator("#countdown").inner_text().startswith("00:10:")


def test_the_phase_follows_the_clock_when_the_document_stays(look: Looking, shop: Shop) -> None:
    shop.boards = all_boards(contest(closes=NOW + 30))
    page = look()
    shop.now = NOW + 40
    look.wait(page, 40)
    expect(page.locator("#state")).to_have_text("比完了，等揭晓")
