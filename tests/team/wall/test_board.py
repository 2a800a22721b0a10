"""What the wall shows of an open contest."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.wall import ENGLISH, Looking, Shop
from tests.support.wall_boards import NOW, RULES, TEAMS, all_boards, rule, team_board


@pytest.fixture
def shop(shop: Shop) -> Shop:
    shop.boards = all_boards(join={"address": "192.168.1.23:8000", "code": "7KQ4-M2XD"})
    return shop


def test_the_head_names_the_contest_and_counts_down(look: Looking, shop: Shop) -> None:
    page = look()
    expect(page.locator("h1")).to_have_text("春季稳心杯 Spring Cup")
    expect(page.locator("#state")).to_have_text("正在比 · 离结束")
    assert page.locator("#countdown").inner_text().startswith("01:10:")
    shop.now = NOW + 120
    look.wait(page, 120)
    assert page.locator("#countdown").inner_text().startswith("01:08:")


def test_a_row_says_place_change_in_words_score_and_who_has_played(look: Looking) -> None:
    cells = look(query=ENGLISH).locator("tbody tr").first.locator("th, td")
    expect(cells).to_have_text(["1", "▲ up 2", "蓝鲸队", "", "11 of 12", "2513"])
    assert cells.nth(3).locator("svg polyline").count() == 1


def test_every_way_a_place_can_change_has_a_mark_and_words(look: Looking) -> None:
    changes = look().locator("td.change")
    expect(changes).to_have_text(["▲ 升 2", "▼ 降 1", "— 没动", "＋ 新上榜", "▼ 降 2"])


def test_a_shared_place_is_shown_as_shared(look: Looking) -> None:
    expect(look().locator("td.place")).to_have_text(["1", "2", "2", "4", "5"])


def test_teams_that_still_fill_stand_below_the_line(look: Looking) -> None:
    page = look()
    expect(page.locator(".filling h3")).to_have_text("人还没打够、先不排名的有 5 队")
    seen = _over_turns(page, ".filling li", 4)
    assert seen == {
        "新人一队还差 6 人",
        "Monday Crew还差 5 人",
        "夜班还差 4 人",
        "周末组还差 3 人",
        "Left Desk还差 2 人",
    }
    expect(page.locator("tbody")).not_to_contain_text("新人一队")


def test_the_last_ten_results_and_all_awards_take_turns(look: Looking) -> None:
    page = look()
    assert len(_over_turns(page, ".ticker li", 6)) == 10
    awards = _over_turns(page, ".awards li", 6)
    assert len(awards) == 4
    assert "最稳心态：心力还剩 82一位队友Night Shift" in awards


def test_the_column_holds_as_many_results_as_there_is_room_for(look: Looking, shop: Shop) -> None:
    shop.boards = {"kind=team": team_board(join=None)}
    expect(look().locator(".ticker li")).to_have_count(5)  # two cards of five


def test_points_that_would_tell_of_a_person_are_not_shown(look: Looking) -> None:
    expect(look().locator(".ticker li").first).to_have_text("蓝鲸队包裹去哪了")


def test_the_boards_take_turns_by_themselves(look: Looking) -> None:
    page = look()
    titles = set()
    for _ in range(14):
        titles.add(page.locator("h2").first.inner_text())
        look.wait(page, 6)
    assert titles == {"团队榜", "个人榜", "故事：包裹去哪了", "故事：七天无理由"}


def test_the_rule_of_the_board_is_printed_below_it(look: Looking) -> None:
    page = look(query=ENGLISH)
    expect(page.locator("#rule")).to_have_text(rule("team")["en"])
    assert str(RULES.average_players) in rule("team")["en"]


def test_address_and_code_are_big_while_one_can_join(look: Looking) -> None:
    page = look()
    expect(page.locator(".address")).to_have_text("192.168.1.23:8000")
    expect(page.locator(".code")).to_have_text("7KQ4-M2XD")
    assert page.locator(".code").bounding_box()["height"] >= 720 / 20  # type: ignore[index]


def test_holding_a_page_stops_the_turns_until_told_to_go_on(look: Looking) -> None:
    page = look()
    page.keyboard.press("p")
    look.wait(page, 60)
    expect(page.locator("#banner")).to_contain_text("停在这一页")
    expect(page.locator(".page")).to_have_text("第 1 页 / 共 2 页")
    page.keyboard.press("p")
    look.wait(page, 13)
    expect(page.locator("#banner")).to_be_hidden()
    expect(page.locator(".page")).to_have_text("第 2 页 / 共 2 页")


def test_the_language_is_switched_by_key_button_and_address(look: Looking) -> None:
    page = look(query=ENGLISH)
    heading = page.locator("h2").first
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(heading).to_have_text("Teams")
    page.get_by_role("button", name="中文").click()
    expect(heading).to_have_text("团队榜")
    page.keyboard.press("l")
    expect(heading).to_have_text("Teams")
    page.keyboard.press("l")
    page.reload()
    expect(heading).to_have_text("团队榜")


def test_the_first_language_is_that_of_the_browser(look: Looking) -> None:
    expect(look().locator("h2").first).to_have_text("团队榜")
    with look.screen.set_to("en-GB"):
        expect(look().locator("h2").first).to_have_text("Teams")
    expect(look().locator("h2").first).to_have_text("团队榜")


def test_a_wall_of_many_teams_shows_the_upper_ones_only(look: Looking, shop: Shop) -> None:
    shop.boards = {"kind=team": team_board(teams=300)}
    expect(look(query=ENGLISH).locator(".page")).to_have_text("The first 30 of 300 · Page 1 of 5")


def test_a_contest_nobody_has_played_yet_invites(look: Looking, shop: Shop) -> None:
    shop.boards = {"kind=team": team_board(teams=0, filling=[], ticker=[], awards=[])}
    expect(look().locator(".empty")).to_have_text("还没有队伍上榜。谁先来？")


def test_boards_that_are_not_public_are_left_out(look: Looking, shop: Shop) -> None:
    shop.boards = {"kind=team": team_board(teams=3)}
    page = look()
    for _ in range(4):
        look.wait(page, 12)
        expect(page.locator("tbody th").first).to_have_text(TEAMS[0])


def _over_turns(page: Page, what: str, turns: int) -> set[str]:
    seen: set[str] = set()
    for _ in range(turns):
        page.locator("tbody").wait_for()
        seen.update(text for text in page.locator(what).all_text_contents())
        page.keyboard.press("ArrowRight")
    return seen
