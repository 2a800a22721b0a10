"""Rules of the settings: every value has a word, can be kept, and is asked for, never kept, by the screen."""

from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from game.saves.settings import NAMES, setting_text
from game.text import Translator
from game.ui.screens.settings import CHOICES, SettingsScreen
from tests.support.screens import HOSTILE, ScreenApp, context, drive, shown


def test_every_setting_can_be_set_here() -> None:
    assert {*CHOICES, "player"} == set(NAMES)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in CHOICES.items() for value in values])
def test_every_value_can_be_kept_and_has_a_word(name: str, value: str | bool, t: Translator) -> None:
    setting_text(name, value)
    screen = SettingsScreen(replace(context(**{name: value}), t=t))  # type: ignore[arg-type]
    word = ("on" if value else "off") if isinstance(value, bool) else value or "system"
    assert screen.setting(name).value == t(f"ui_settings.value.{word}")


def test_right_and_left_ask_for_the_next_value_and_the_one_before() -> None:
    app = ScreenApp(SettingsScreen)

    async def turn(pilot: Pilot[None]) -> None:
        await pilot.press("right", "left", "down", "enter", "4")
        await pilot.pause()

    drive(app, turn)
    assert app.wanted == [("language", "zh"), ("language", "en"), ("theme", "light"), ("calm", True)]


def test_a_name_is_cleaned_and_short() -> None:
    app = ScreenApp(SettingsScreen)

    async def name(pilot: Pilot[None]) -> None:
        await pilot.press("end", "enter")
        app.screen.query_one(Input).value = HOSTILE[:38] + "\x1b\u202e"
        await pilot.press("enter")
        await pilot.pause()

    drive(app, name)
    [(asked, value)] = app.wanted
    assert asked == "player"
    setting_text("player", str(value))


def test_escape_leaves_the_name_as_it_was() -> None:
    app = ScreenApp(SettingsScreen, context(player="小林"))

    async def name(pilot: Pilot[None]) -> None:
        await pilot.press("end", "enter")
        assert app.screen.query_one(Input).value == "小林"
        await pilot.press("x", "escape", "escape")
        await pilot.pause()

    drive(app, name)
    assert app.wanted == [] and app.results == [None]


def test_where_the_terminal_shows_no_colour_there_is_no_theme_to_choose() -> None:
    app = ScreenApp(SettingsScreen, context(colourless=True))

    async def turn(pilot: Pilot[None]) -> None:
        await pilot.press("down", "right", "enter")
        await pilot.pause()
        assert context().t("ui_settings.value.no_colour") in shown(app)
        assert not app.screen.query_one(Input).display

    drive(app, turn)
    assert app.wanted == []


def test_a_hostile_name_or_folder_is_harmless() -> None:
    app = ScreenApp(lambda told: SettingsScreen(told, HOSTILE), context(player=HOSTILE[:40], theme=""))

    async def look(_: Pilot[None]) -> None:
        assert "[/oops]" in shown(app)
        assert not {"\x1b", "\u202e", "\x07"} & set(shown(app))

    drive(app, look, size=(120, 40))
