"""The chat: what a key does and what it shows."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from game.saves import open_saves
from game.ui.app import SteadyApp
from game.ui.screens.base import GameScreen
from game.ui.screens.debrief.screen import DebriefScreen
from game.ui.screens.home import HomeScreen
from game.ui.screens.pause import PauseScreen
from game.ui.screens.transcript import TranscriptScreen
from game.ui.widgets.choices import REST, Choices
from game.ui.widgets.picklist import Menu
from game.ui.widgets.transcript import Transcript
from tests.support.ui import PARCEL, app, chat, chat_of, drive, notices, press, services, shown


async def reply(pilot: Pilot[None], id: str) -> None:
    """Send the reply of this id by its digit."""
    ids = [option.id for option in pilot.app.screen.query_one(Choices).replies]
    await press(pilot, str(ids.index(id) + 1))


def test_the_language_changes_in_mid_chat_and_nothing_else_does(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await reply(pilot, "name-it")
        before = chat_of(pilot).session.state
        await press(pilot, "f2")
        screen = shown(pilot)
        assert "Yes, for Saturday." in screen
        assert "I can send a second one" in screen
        assert chat_of(pilot).session.state == before
        await reply(pilot, "options")
        assert chat_of(pilot).session.actions == ("name-it", "options")

    drive(chat(tmp_path), scenario)


def test_a_locked_reply_says_what_is_missing_and_is_not_sent(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        assert "先把她的急说出来" in shown(pilot)
        await reply(pilot, "hold")
        assert chat_of(pilot).session.actions == ()
        assert "先把她的急说出来" in notices(pilot)[-1]

    drive(chat(tmp_path), scenario)


def test_a_reply_sent_twice_at_once_counts_once(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        choices = pilot.app.screen.query_one(Choices)
        index = [option.id for option in choices.replies].index("name-it")
        choices.take(index)
        choices.take(index)
        await pilot.pause()
        assert chat_of(pilot).session.actions == ("name-it",)

    drive(chat(tmp_path), scenario)


def test_a_key_that_repeats_sends_one_reply(tmp_path: Path) -> None:
    """However fast the replies change under it; who looks at the new ones first may take one."""

    async def scenario(pilot: Pilot[None]) -> None:
        await reply(pilot, "name-it")
        assert chat_of(pilot).session.actions == ()
        now.append(now[-1] + REST)
        await reply(pilot, "name-it")
        await press(pilot, "1", "2", "3", "enter")
        assert chat_of(pilot).session.actions == ("name-it",)
        now.append(now[-1] + REST)
        await reply(pilot, "options")
        assert chat_of(pilot).session.actions == ("name-it", "options")

    now = [0.0]
    made = replace(services(tmp_path), stopwatch=lambda: now[-1])
    made.saves.set_setting("text_speed", "instant")
    drive(SteadyApp(made, PARCEL, animation_level="none"), scenario)


def test_a_screen_asked_for_twice_at_once_opens_and_ends_once(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "q")
        pause = pilot.app.screen
        for _ in "go on", "go on":
            pause.query_one(Menu).take(0)
        await pilot.pause()
        assert pilot.app.screen is chat_of(pilot)
        await reply(pilot, "name-it")
        await reply(pilot, "options")
        for _ in "look back", "look back":
            pilot.app.screen.query_one(Choices).take(0)
        await pilot.pause()
        await press(pilot, "enter", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)

    drive(chat(tmp_path), scenario)


def test_a_locked_reply_tried_again_is_told_once(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        choices = pilot.app.screen.query_one(Choices)
        locked = next(index for index, option in enumerate(choices.replies) if option.locked)
        await press(pilot, str(locked + 1), str(locked + 1))
        assert len(notices(pilot)) == 1

    drive(chat(tmp_path), scenario)


def test_care_that_is_not_open_says_so(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "b", "enter", "b")
        assert notices(pilot) == [chat_of(pilot).context.t("ui.chat.no_care_now")]

    drive(chat(tmp_path), scenario)


def test_care_that_is_open_is_not_said_to_be_closed(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        for keys in ("b", "enter"), ("t", "1", "enter"), ("a", "enter"):
            await press(pilot, *keys)
            assert notices(pilot) == [], keys

    drive(chat(tmp_path), scenario)


def test_nothing_is_sent_from_a_terminal_too_small_to_read(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "1")
        assert chat_of(pilot).session.actions == ()

    drive(chat(tmp_path), scenario, (59, 19))


def test_any_key_skips_the_typing_and_does_nothing_else(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        assert chat_of(pilot).is_typing
        assert "到底在哪儿" not in shown(pilot)
        await press(pilot, "1")
        assert not chat_of(pilot).is_typing
        assert "到底在哪儿" in shown(pilot)
        assert chat_of(pilot).session.actions == ()

    drive(app(tmp_path, story=PARCEL, text_speed="slow"), scenario)


def test_nothing_is_typed_in_calm_mode(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        assert "到底在哪儿" in shown(pilot)

    drive(app(tmp_path, story=PARCEL, text_speed="slow", calm=True), scenario)


def test_a_change_of_language_while_typing_loses_no_message(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "f2")
        await press(pilot, "x")
        chat = chat_of(pilot)
        assert list(chat.query_one(Transcript).messages) == chat.words.everything()
        assert "Where is it?" in shown(pilot)

    drive(app(tmp_path, None, PARCEL, environ={"LANG": "zh_CN.UTF-8"}, text_speed="slow"), scenario)


def test_digits_reply_wherever_the_focus_is(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        chat_of(pilot).query_one(Transcript).focus()
        await reply(pilot, "wait")
        assert chat_of(pilot).session.actions == ("wait",)

    drive(chat(tmp_path), scenario)


def test_what_was_said_before_is_a_key_away_whatever_has_the_keys(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await reply(pilot, "name-it")
        transcript = chat_of(pilot).query_one(Transcript)
        end = transcript.scroll_offset.y
        assert pilot.app.focused is chat_of(pilot).query_one(Choices)
        await press(pilot, "pageup")
        assert transcript.scroll_offset.y < end
        await press(pilot, "pagedown")
        assert transcript.scroll_offset.y == end
        await press(pilot, "pageup")
        await reply(pilot, "options")
        assert transcript.scroll_offset.y == transcript.max_scroll_y, "own words lead back to the end"

    drive(chat(tmp_path), scenario, (60, 20))


def test_a_click_sends_a_reply(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await pilot.click("#replies", offset=(8, 3))
        await pilot.pause()
        assert len(chat_of(pilot).session.actions) == 1

    drive(chat(tmp_path), scenario)


def test_undo_takes_the_last_step_back_on_screen_and_on_disk(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await reply(pilot, "wait")
        await press(pilot, "u")
        assert "耐心？我等了四天了" not in shown(pilot)
        assert open_saves(tmp_path).load(chat_of(pilot).recording.run_id).run.actions == ()

    drive(chat(tmp_path), scenario)


def test_undo_says_so_and_takes_the_cards_looked_up_since_along(tmp_path: Path) -> None:
    """Looking something up changes nothing that one would want back."""

    async def scenario(pilot: Pilot[None]) -> None:
        await reply(pilot, "wait")
        await press(pilot, "h", "enter", "escape")
        assert chat_of(pilot).session.actions == ("wait", "card:delivery")
        await press(pilot, "u")
        assert chat_of(pilot).session.actions == ()
        assert notices(pilot) == [chat_of(pilot).context.t("ui.chat.undone")]

    drive(chat(tmp_path), scenario)


def test_an_undo_key_held_down_takes_back_one_step(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        for action in ("care:breathe", "wait", "care:ask"):
            assert chat_of(pilot).take(action)
        await pilot.pause()
        moments[:] = [10.0]
        await press(pilot, "u")
        assert len(chat_of(pilot).session.actions) == 2
        for number in range(1, 20):
            moments[:] = [10.0 + number * REST * 0.9]
            await press(pilot, "u")
        assert len(chat_of(pilot).session.actions) == 2
        moments[:] = [99.0]
        await press(pilot, "u")
        assert len(chat_of(pilot).session.actions) == 1

    moments = [0.0]
    whole = replace(services(tmp_path), stopwatch=lambda: moments[0])
    whole.saves.set_setting("text_speed", "instant")
    drive(SteadyApp(whole, PARCEL, animation_level="none"), scenario)


@pytest.mark.parametrize(("key", "kind"), [("q", PauseScreen), ("escape", PauseScreen), ("l", TranscriptScreen)])
def test_a_key_that_stands_in_the_key_bar_acts_while_somebody_types(
    key: str, kind: type[GameScreen[object]], tmp_path: Path
) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        assert chat_of(pilot).is_typing
        await press(pilot, key)
        assert isinstance(pilot.app.screen, kind)
        assert chat_of(pilot).is_typing

    drive(app(tmp_path, story=PARCEL, text_speed="slow"), scenario)


def test_insults_are_softened_for_those_who_asked(tmp_path: Path) -> None:
    async def plain(pilot: Pilot[None]) -> None:
        assert "骗子" in shown(pilot)

    async def softened(pilot: Pilot[None]) -> None:
        assert "骗子" not in shown(pilot)
        assert "不上心" in shown(pilot)

    drive(chat(tmp_path), plain)
    drive(chat(tmp_path, softer_insults=True), softened)


def test_techniques_are_named_in_coach_mode_only(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await reply(pilot, "name-it")
        assert "共情命名" not in shown(pilot)
        await press(pilot, "c")
        assert "用到了：共情命名、倾听确认" in shown(pilot)
        assert "教练：" in shown(pilot)

    drive(chat(tmp_path), scenario, size=(120, 40))


def test_breathing_and_cards_are_steps_of_the_chat(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "b", "enter", "h", "enter", "escape")
        assert chat_of(pilot).session.actions[0] == "care:breathe"
        assert "card:delivery" in chat_of(pilot).session.actions

    drive(chat(tmp_path), scenario)


def test_the_end_leads_to_the_debrief_and_home(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await reply(pilot, "name-it")
        await reply(pilot, "options")
        assert chat_of(pilot).session.state.ended
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, DebriefScreen)

    drive(chat(tmp_path), scenario)


def test_leaving_by_the_pause_keeps_the_chat_for_later(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await reply(pilot, "wait")
        await press(pilot, "escape", "up", "up", "enter")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "接着聊：迟到的包裹" in shown(pilot)

    drive(chat(tmp_path), scenario)


def test_a_chat_with_replies_is_not_begun_anew_by_one_stray_key(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await reply(pilot, "name-it")
        await press(pilot, "escape", "3", "2")
        assert chat_of(pilot).session.actions == ("name-it",)
        await press(pilot, "escape", "3", "1")
        assert chat_of(pilot).session.actions == ()

    drive(chat(tmp_path), scenario)


def test_low_stamina_dims_the_screen(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        assert chat_of(pilot).session.state.stamina < 30
        assert chat_of(pilot).has_class("-spent")

    drive(chat(tmp_path), scenario)


def test_the_panel_folds_into_one_line_where_it_is_narrow(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        assert chat_of(pilot).query_one("#panel").display
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not chat_of(pilot).query_one("#panel").display
        line = shown(pilot).splitlines()[1]
        assert all(text in line for text in ("林女士 烦躁", "满意度  40", "心力  28"))

    drive(chat(tmp_path), scenario)
