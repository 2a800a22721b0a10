"""Home: what is on the board, and what comes of taking it."""

from pathlib import Path

from textual.pilot import Pilot

from game.ui.screens.briefing import BriefingScreen
from game.ui.screens.home import HomeScreen
from game.ui.screens.question import Question
from game.ui.widgets.board import BoardList
from tests.support.ui import app, chat_of, drive, notices, played, press, shown


def test_every_story_is_on_the_board_and_one_with_mistakes_says_so(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        screen = shown(pilot)
        assert "迟到的包裹" in screen
        assert "写坏了的故事" in screen
        assert "打不开，第 4 行" in screen

    drive(app(tmp_path), scenario)


def test_a_story_with_mistakes_tells_what_to_do_instead_of_opening(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        board = pilot.app.screen.query_one(BoardList)
        board.take(board.ids.index("story:broken"))
        await pilot.pause()
        assert isinstance(pilot.app.screen, Question)
        assert "sunny" in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)

    drive(app(tmp_path), scenario)


def test_a_first_visit_is_welcomed_and_a_later_one_is_not(tmp_path: Path) -> None:
    async def first(pilot: Pilot[None]) -> None:
        assert "欢迎上岗" in shown(pilot)

    async def later(pilot: Pilot[None]) -> None:
        assert "欢迎上岗" not in shown(pilot)

    drive(app(tmp_path), first)
    played(tmp_path, "name-it")
    drive(app(tmp_path), later)


def test_found_endings_are_stars_and_the_best_result_is_named(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        [line] = [line for line in shown(pilot).splitlines() if "迟到的包裹" in line and "接着" not in line]
        assert "1/2 ★☆" in line
        assert "昨天" in line
        assert "最好" in line

    played(tmp_path, "name-it", "options")
    drive(app(tmp_path), scenario, size=(120, 40))


def test_a_story_taken_twice_at_once_is_opened_once(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        board = pilot.app.screen.query_one(BoardList)
        for _ in "a double", "click":
            board.take(board.ids.index("story:late-parcel"))
        await pilot.pause()
        assert isinstance(pilot.app.screen, BriefingScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)

    drive(app(tmp_path), scenario)


def test_a_story_is_taken_by_way_of_its_briefing(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        board = pilot.app.screen.query_one(BoardList)
        board.take(board.ids.index("story:late-parcel"))
        await pilot.pause()
        assert isinstance(pilot.app.screen, BriefingScreen)
        assert all(text in shown(pilot) for text in ("林女士", "烦躁", "老顾客", "包裹四天没动"))
        await press(pilot, "down", "enter")
        assert chat_of(pilot).session.mode == "ranked"

    drive(app(tmp_path, text_speed="instant"), scenario)


def test_an_unfinished_chat_goes_on_exactly_where_it_stopped(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        assert "接着聊：迟到的包裹" in shown(pilot)
        await press(pilot, "c")
        chat = chat_of(pilot)
        assert chat.session.actions == ("name-it",)
        assert "那你说现在怎么办" in shown(pilot)
        await press(pilot, "1")
        assert len(chat.session.actions) == 2

    played(tmp_path, "name-it")
    drive(app(tmp_path), scenario)


def test_a_chat_whose_story_changed_says_so_before_going_on(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "c")
        assert isinstance(pilot.app.screen, Question)
        assert "这个故事改过了" in shown(pilot)
        await press(pilot, "enter")
        assert chat_of(pilot).session.actions == ("name-it",)

    saves = played(tmp_path, "name-it")
    with saves.database.writing():
        saves.database.write("UPDATE runs SET digest = ?", "0" * 16)
    drive(app(tmp_path), scenario)


def test_the_language_changes_at_any_moment_and_is_kept(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "f2")
        assert "The Late Parcel" in shown(pilot)
        assert "Customers waiting" in shown(pilot)

    game = app(tmp_path)
    drive(game, scenario)
    assert game.services.saves.settings().language == "en"


def test_the_palette_finds_a_command_by_its_name_and_does_it(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "ctrl+p", "E", "n", "g", "enter")
        await pilot.pause()
        assert "Customers waiting" in shown(pilot)

    drive(app(tmp_path), scenario)


def test_a_window_too_small_asks_for_room(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        assert "60 列 × 20 行" in shown(pilot)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "60 列" not in shown(pilot)

    drive(app(tmp_path), scenario, size=(50, 15))


def test_a_screenshot_says_where_it_was_saved(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        game.action_screenshot("home.svg", str(tmp_path))
        await pilot.pause()
        assert str(tmp_path / "home.svg") in notices(pilot)[-1]
        game.action_screenshot("home.svg", str(tmp_path / "home.svg"))
        await pilot.pause()
        assert "图片没存成" in notices(pilot)[-1]

    game = app(tmp_path)
    drive(game, scenario)
    assert (tmp_path / "home.svg").read_text("utf-8").startswith("<svg")


def test_keys_and_items_are_clickable(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await pilot.hover(BoardList, offset=(10, 8))
        await pilot.click(BoardList, offset=(10, 5))
        await pilot.pause()
        assert isinstance(pilot.app.screen, BriefingScreen | Question)
        await pilot.click("KeyBar", offset=(3, 0))
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)

    drive(app(tmp_path), scenario)
