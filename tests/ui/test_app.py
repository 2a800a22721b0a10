"""The app as a whole: every command has its words, settings hold at once, no English in the Chinese interface."""

import re
import tempfile
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from textual.pilot import Pilot
from textual.widgets._toast import Toast

from game.text import Translator
from game.text.messages import read_area
from game.ui import screens
from game.ui.app import SteadyApp
from game.ui.commands import EVERYWHERE, Command
from game.ui.screens.base import GameScreen
from game.ui.screens.chat.screen import ChatScreen
from game.ui.screens.home import HomeScreen
from game.ui.themes import COLOURLESS
from tests.support.screens import ScreenApp
from tests.support.screens import drive as drive_screen
from tests.support.ui import PARCEL, app, chat, chat_of, drive, played, press, services, settled, shown

for module in walk_packages(screens.__path__, "game.ui.screens."):
    import_module(module.name)

ALLOWED_IN_CHINESE = {
    "English", "steady", "Esc", "Enter", "Tab", "Shift", "Ctrl", "PgUp", "PgDn", "Home", "End", "Space", "Bksp", "Del",
}  # fmt: skip
"""The other language's name, the command, and what is printed on keys."""


def _screens(kind: type[GameScreen[object]] = GameScreen) -> list[type[GameScreen[object]]]:
    return [kind, *(below for child in kind.__subclasses__() for below in _screens(child))]


def _commands() -> list[Command]:
    commands = {command for kind in _screens() for command in (*kind.COMMANDS, *EVERYWHERE)}
    return sorted(commands, key=lambda command: (command.id, command.area, command.keys))


@pytest.mark.parametrize("command", _commands(), ids=lambda command: f"{command.area}.{command.id}")
def test_every_command_has_a_label_a_sentence_and_a_heading(command: Command, t: Translator) -> None:
    assert command.label(t)
    assert command.help(t)
    assert any(f"group.{command.group}" in read_area(t.language, area) for area in ("ui", command.area))


@pytest.mark.parametrize("kind", _screens(), ids=lambda kind: kind.__name__)
def test_every_command_of_a_screen_can_be_done(kind: type[GameScreen[object]]) -> None:
    for command in kind.COMMANDS:
        assert hasattr(kind, f"action_{command.id}"), command
    for command in EVERYWHERE:
        assert hasattr(SteadyApp, f"action_{command.id}"), command


@pytest.mark.parametrize("kind", _screens(), ids=lambda kind: kind.__name__)
def test_no_key_of_a_screen_does_two_things(kind: type[GameScreen[object]]) -> None:
    keys = [key.strip() for command in (*kind.COMMANDS, *EVERYWHERE) for key in command.keys.split(",")]
    assert sorted(keys) == sorted(set(keys))


def test_a_screen_fits_the_terminal_before_it_is_first_painted() -> None:
    """A chat that goes on has much to lay out; doing it twice would show the wrong layout for a moment."""

    class Probe(GameScreen[None]):
        def retell(self) -> None:
            seen.append({name for name in self.classes if name.startswith("-")})

    async def scenario(pilot: Pilot[None]) -> None:
        assert seen[0] == {"-narrow", "-high"}

    seen: list[set[str]] = []
    drive_screen(ScreenApp(Probe), scenario, (90, 36))


@pytest.mark.parametrize("kind", [HomeScreen, ChatScreen])
def test_every_letter_has_a_way_without_letters(kind: type[GameScreen[object]]) -> None:
    """Input methods swallow letters."""
    for command in kind.COMMANDS:
        assert any(len(key.strip()) > 1 for key in command.keys.split(",")), command


def test_the_chinese_interface_speaks_no_english() -> None:
    """Beside the name of the other language, key caps and file names; the saved data lies where its path is short."""

    async def scenario(pilot: Pilot[None]) -> None:
        words = set()
        for keys in ["f1", "escape", "ctrl+p", "escape", "f3", "escape", "h", "escape", "l", "escape", "q"]:
            await press(pilot, keys)
            words |= set(re.findall("[A-Za-z]{3,}", shown(pilot).replace(folder, "")))
        assert words - ALLOWED_IN_CHINESE == set()

    with tempfile.TemporaryDirectory() as folder:
        drive(chat(Path(folder)), scenario, size=(120, 40))


def test_a_run_that_the_call_names_is_open_at_once_with_all_that_was_said(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        assert chat_of(pilot).recording.run_id == run.id
        assert [message.kind for message in chat_of(pilot).words.everything() if message.kind == "player"]
        assert not chat_of(pilot).is_typing

    saves = played(tmp_path, "name-it")
    [run] = saves.unfinished()
    saves.close()
    drive(SteadyApp(services(tmp_path), PARCEL, run.id, animation_level="none"), scenario)


def test_a_theme_and_a_look_change_at_once_on_every_screen(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        game.change_settings({"theme": "light", "plain_signs": True})
        await pilot.pause()
        assert game.theme == "light"
        assert chat_of(pilot).query_one("#replies").look.plain_signs  # type: ignore[attr-defined]

    game = chat(tmp_path)
    drive(game, scenario)


def test_no_color_is_obeyed(tmp_path: Path) -> None:
    assert SteadyApp(services(tmp_path, NO_COLOR="1")).theme == COLOURLESS.name
    assert SteadyApp(services(tmp_path, NO_COLOR="")).theme != COLOURLESS.name


def test_an_option_wins_over_the_setting_until_the_player_changes_the_language(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        spoken.append(game.context.language)
        assert game.context.settings.language == "en"  # what the settings show is what holds
        await press(pilot, "f2")
        spoken.append(game.context.language)

    made = services(tmp_path, "en")
    made.saves.set_setting("language", "zh")
    game = SteadyApp(made, animation_level="none")
    spoken: list[str] = []
    drive(game, scenario)
    assert spoken == ["en", "zh"]


def test_settings_that_cannot_be_kept_hold_until_the_end(tmp_path: Path) -> None:
    """A folder that nothing can be written to is no reason not to change the language."""

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "f2")
        assert "Customers waiting" in shown(pilot)

    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    drive(app(blocked), scenario)


def test_a_name_that_cannot_be_kept_is_the_players_until_the_end(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        game.services.saves.database.write("PRAGMA query_only = ON")
        game.change_settings({"player": "阿宁"})
        game.services.saves.database.write("PRAGMA query_only = OFF")
        game.flow.brief(PARCEL)
        await pilot.pause()
        await press(pilot, "enter")
        assert chat_of(pilot).session.player == "阿宁"

    game = app(tmp_path)
    drive(game, scenario)


def test_the_help_names_the_screen_below_in_the_language_of_the_moment(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "f1", "f2")
        assert "The Late Parcel" in shown(pilot).splitlines()[0]

    drive(chat(tmp_path), scenario)


def test_saved_data_that_cannot_be_kept_is_told_on_the_board(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        assert "--saves" in shown(pilot)

    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    drive(app(blocked), scenario)


def test_a_notice_in_place_of_another_stands_where_that_stood(tmp_path: Path) -> None:
    """One that walks down the screen would cover what it speaks of."""

    async def scenario(pilot: Pilot[None]) -> None:
        places = []
        for number in range(3):
            pilot.app.clear_notifications()
            pilot.app.notify(f"notice {number}")
            await settled(pilot)
            assert f"notice {number}" in shown(pilot)
            places.append(pilot.app.screen.query(Toast).last().region)
        assert places[0].height and len(set(places)) == 1

    drive(app(tmp_path), scenario)
