"""Rules of handbook, record, pause and help."""

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from game.story import Card
from game.text import Translator
from game.ui.commands import EVERYWHERE
from game.ui.screens.base import GameScreen
from game.ui.screens.cards import CardsScreen
from game.ui.screens.care.ask import AskScreen
from game.ui.screens.care.breathe import BreatheScreen
from game.ui.screens.debrief.screen import DebriefScreen
from game.ui.screens.help import HelpScreen
from game.ui.screens.pause import PauseScreen
from game.ui.screens.settings import SettingsScreen
from game.ui.screens.transcript import TranscriptScreen, lines
from game.ui.widgets.bubbles import Change, Message
from tests.support.screens import HOSTILE, ScreenApp, context, drive, shown

CARDS = tuple(Card(id, f"title {id}", f"text {id}") for id in ("a", "b", "c"))
CHAT = (
    Message("narration", "Nine in the evening.", time="0:00"),
    Message("customer", "Hello?", "Ms Gu", "0:00"),
    Message("player", "I'm here.", time="0:01", changes=(Change("Satisfaction", 8), Change("Stamina", -3))),
)


def test_opened_cards_are_reported_in_the_order_of_opening() -> None:
    app = ScreenApp(lambda told: CardsScreen(told, CARDS, frozenset({"c"})))

    async def read(pilot: Pilot[None]) -> None:
        await pilot.press("2", "1", "2")
        await pilot.pause()
        assert "text b" in shown(app)
        await pilot.press("escape")
        await pilot.pause()

    drive(app, read)
    assert app.results == [("a", "b")]


def test_cards_that_were_read_are_marked() -> None:
    app = ScreenApp(lambda told: CardsScreen(told, CARDS, frozenset({"c"})), context("en"))

    async def read(pilot: Pilot[None]) -> None:
        assert shown(app).count("not read yet") == 2
        await pilot.press("1")
        await pilot.pause()
        assert shown(app).count("not read yet") == 1

    drive(app, read)


def test_a_chat_without_cards_says_so() -> None:
    app = ScreenApp(lambda told: CardsScreen(told, ()))

    async def look(pilot: Pilot[None]) -> None:
        assert context().t("ui_pages.cards.none") in shown(app)
        await pilot.press("enter", "escape")
        await pilot.pause()

    drive(app, look)
    assert app.results == [()]


def test_the_record_is_one_line_a_message_with_speaker_time_and_change(t: Translator) -> None:
    written = list(lines(CHAT, t))
    assert len(written) == len(CHAT)
    assert "(Nine in the evening.)" in written[0]
    assert "Ms Gu" in written[1] and "0:00" in written[1]
    assert t("telling.agent") in written[2] and "[Satisfaction +8]  [Stamina -3]" in written[2]


def test_keeping_the_record_hands_over_clean_text() -> None:
    """The text file must not hold what could command a terminal that prints it."""
    kept: list[TranscriptScreen.KeepWanted] = []

    class Keeper(ScreenApp):
        def on_transcript_screen_keep_wanted(self, message: TranscriptScreen.KeepWanted) -> None:
            kept.append(message)

    hostile = (Message("customer", HOSTILE, HOSTILE, HOSTILE), Message("system", HOSTILE))
    app = Keeper(lambda told: TranscriptScreen(told, HOSTILE, hostile))

    async def keep(pilot: Pilot[None]) -> None:
        await pilot.press("s", "c")
        await pilot.pause()

    drive(app, keep)
    assert len(kept) == 1
    assert (kept[0].title + kept[0].text).replace("\n", "").isprintable()


@pytest.mark.parametrize("can_undo", [True, False])
def test_a_pause_offers_a_step_back_where_there_is_one(can_undo: bool) -> None:
    app = ScreenApp(lambda told: PauseScreen(told, can_undo))

    async def look(_: Pilot[None]) -> None:
        assert (context().t("ui_pages.pause.undo") in shown(app)) is can_undo

    drive(app, look)


@pytest.mark.parametrize(("kept", "said"), [(True, "saved"), (False, "not_saved")])
def test_a_pause_says_whether_the_chat_is_saved(kept: bool, said: str) -> None:
    app = ScreenApp(lambda told: PauseScreen(told, kept=kept))

    async def look(_: Pilot[None]) -> None:
        assert context().t(f"ui_pages.pause.{said}")[:12] in shown(app)

    drive(app, look)


@pytest.mark.parametrize(
    ("keys", "result"), [(["escape"], None), (["enter"], "go_on"), (["2"], "undo"), (["3"], "again"), (["6"], "quit")]
)
def test_a_pause_ends_with_what_the_player_wants(keys: list[str], result: str | None) -> None:
    app = ScreenApp(PauseScreen)

    async def pick(pilot: Pilot[None]) -> None:
        await pilot.press(*keys)
        await pilot.pause()

    drive(app, pick)
    assert app.results == [result]


def test_help_explains_every_command_it_is_given(t: Translator) -> None:
    commands = (*DebriefScreen.COMMANDS, *EVERYWHERE)
    app = ScreenApp(lambda told: HelpScreen(told, commands), replace(context(), t=t))

    async def look(_: Pilot[None]) -> None:
        for command in commands:
            assert command.label(t) in shown(app)

    drive(app, look, size=(160, 60))


def test_hostile_cards_and_messages_are_harmless() -> None:
    card = Card("x", HOSTILE, HOSTILE)
    for app in (
        ScreenApp(lambda told: CardsScreen(told, (card,))),
        ScreenApp(lambda told: TranscriptScreen(told, HOSTILE, (Message("other", HOSTILE, HOSTILE, HOSTILE),))),
        ScreenApp(lambda told: HelpScreen(told, EVERYWHERE, lambda: HOSTILE)),
    ):

        async def look(pilot: Pilot[None], app: ScreenApp = app) -> None:
            await pilot.press("1")
            await pilot.pause()
            assert "[/oops]" in shown(app)
            assert not {"\x1b", "\u202e", "\x07"} & set(shown(app))

        drive(app, look, size=(120, 40))


@pytest.mark.parametrize(
    "screen",
    [AskScreen, BreatheScreen, CardsScreen, DebriefScreen, HelpScreen, PauseScreen, SettingsScreen, TranscriptScreen],
)
def test_every_command_has_its_words(screen: type[GameScreen[object]], t: Translator) -> None:
    """Key bar, palette and help ask for a name, a sentence and a heading; a strict translator refuses gaps."""
    for command in screen.COMMANDS:
        assert command.label(t) and command.help(t) and t(f"{command.area}.group.{command.group}")
        assert callable(getattr(screen, f"action_{command.id}"))
