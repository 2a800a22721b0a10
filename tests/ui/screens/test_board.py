"""The team board of one computer: who stands where, and how players take turns."""

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from game.ui.screens.board.screen import BoardScreen
from game.ui.screens.board.turn import TurnScreen
from game.ui.screens.chat.screen import ChatScreen
from game.ui.screens.home import HomeScreen
from tests.support.turns import taken_turns
from tests.support.ui import app, chat_of, drive, notices, press, shown


def test_the_board_opens_from_home_and_closes_again(tmp_path: Path) -> None:
    taken_turns(tmp_path)

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "t")
        assert isinstance(pilot.app.screen, BoardScreen)
        assert "Bernadette Okonkwo" in shown(pilot) and "no name given" in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)

    drive(app(tmp_path, "en"), scenario)


def test_the_boards_of_stories_come_one_after_the_other(tmp_path: Path) -> None:
    taken_turns(tmp_path)

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "t")
        assert "All stories" in shown(pilot) and "1/2" in shown(pilot)
        await press(pilot, "right")
        assert "2/2" in shown(pilot) and "All stories" not in shown(pilot)
        await press(pilot, "right")
        assert "All stories" in shown(pilot)
        await press(pilot, "left")
        assert "2/2" in shown(pilot)

    drive(app(tmp_path, "en"), scenario)


def test_a_first_player_types_a_name_takes_a_story_and_stands_on_the_board(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "t", "n")
        assert isinstance(pilot.app.screen, TurnScreen)
        pilot.app.screen.query_one(Input).value = "小林"
        await press(pilot, "enter")
        assert "小林" in shown(pilot)
        menu = pilot.app.screen.query_one("Menu")
        menu.take(menu.ids.index("story:late-parcel"))  # type: ignore[attr-defined]
        for _ in range(5):
            await pilot.pause()
        session = chat_of(pilot).session
        assert (session.mode, session.player, session.can_undo) == ("ranked", "小林", False)

    drive(app(tmp_path, "zh", text_speed="instant"), scenario)


def test_after_a_turn_the_board_knows_of_it(tmp_path: Path) -> None:
    taken_turns(tmp_path, (("Ann", ("wait", "policy")),))

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "t", "n", "2")
        pilot.app.screen.query_one(Input).value = "Ben"
        await press(pilot, "enter")
        menu = pilot.app.screen.query_one("Menu")
        menu.take(menu.ids.index("story:late-parcel"))  # type: ignore[attr-defined]
        for _ in range(5):
            await pilot.pause()
        chat = chat_of(pilot)
        for action in ("name-it", "options"):
            chat.recording.act(action)
        chat.dismiss(None)
        await pilot.pause()
        assert isinstance(pilot.app.screen, BoardScreen)
        assert shown(pilot).index("Ben") < shown(pilot).index("Ann")

    drive(app(tmp_path, "en", text_speed="instant"), scenario)


def test_a_name_that_cannot_be_used_is_refused_with_a_reason(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "t", "n")
        pilot.app.screen.query_one(Input).value = "admin"
        await press(pilot, "enter")
        assert "admin" in shown(pilot) and isinstance(pilot.app.screen, TurnScreen)
        assert not any(isinstance(screen, ChatScreen) for screen in pilot.app.screen_stack)

    drive(app(tmp_path, "en"), scenario)


def test_tries_are_counted_before_one_begins(tmp_path: Path) -> None:
    taken_turns(tmp_path)

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "t", "n")
        menu = pilot.app.screen.query_one("Menu")
        menu.take(menu.ids.index("player:Ann"))  # type: ignore[attr-defined]
        await pilot.pause()
        assert "won't count" in shown(pilot) and "try 1 of 3" in shown(pilot)

    drive(app(tmp_path, "en"), scenario)


def test_one_step_back_at_a_time(tmp_path: Path) -> None:
    taken_turns(tmp_path)

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "t", "n", "1", "escape")
        assert isinstance(pilot.app.screen, TurnScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, BoardScreen)

    drive(app(tmp_path, "en"), scenario)


def test_the_language_changes_on_the_board(tmp_path: Path) -> None:
    taken_turns(tmp_path)

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "t", "f2")
        assert "总榜" in shown(pilot)
        await press(pilot, "n", "f2")
        assert "Whose turn" in shown(pilot)
        assert notices(pilot) == []

    drive(app(tmp_path, "en"), scenario)


def test_an_empty_board_says_how_to_begin(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "t")
        assert "take a turn" in shown(pilot).lower()

    drive(app(tmp_path, "en"), scenario)


def test_hostile_names_and_markup_do_no_harm(tmp_path: Path) -> None:
    taken_turns(tmp_path, (("[/red] [@click=app.quit]x[/]", ("name-it", "options")),))

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "t")
        assert "[/red] [@click=app.quit" in shown(pilot)

    drive(app(tmp_path, "en"), scenario)
