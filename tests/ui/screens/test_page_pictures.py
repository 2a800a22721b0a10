"""How care, pages, settings and debrief look: pictures to be looked at before they are accepted."""

from collections.abc import Callable

import pytest

from game.engine import Session
from game.ui.commands import EVERYWHERE
from game.ui.context import ScreenContext
from game.ui.screens.cards import CardsScreen
from game.ui.screens.care.ask import AskScreen
from game.ui.screens.care.breathe import BreatheScreen
from game.ui.screens.care.reframe import ReframeScreen
from game.ui.screens.debrief.screen import DebriefScreen
from game.ui.screens.help import HelpScreen
from game.ui.screens.pause import PauseScreen
from game.ui.screens.settings import SettingsScreen
from game.ui.screens.transcript import TranscriptScreen
from tests.support.screens import BADLY, Make, ScreenApp, context, ended, parcel
from tests.support.widgets import CHAT_EN, CHAT_ZH

SnapCompare = Callable[..., bool]
ZH, EN = context(), context("en")
BARE_ZH, BARE_EN = context(colourless=True), context("en", colourless=True)
LIGHT, PLAIN = context("en", theme="light"), context(theme="contrast", plain_signs=True)
SMALL, USUAL, LARGE = (60, 20), (80, 24), (120, 40)
COMMANDS = (*DebriefScreen.COMMANDS, *BreatheScreen.COMMANDS, *EVERYWHERE)


def breathing(seconds: float) -> Make:
    """The guide so many seconds after it began."""
    moments = iter([0.0])
    return lambda told: BreatheScreen(told, lambda: next(moments, seconds))


def thinking(told: ScreenContext) -> ReframeScreen:
    return ReframeScreen(told, Session(parcel(told.language)))


def asking(told: ScreenContext) -> AskScreen:
    name = {"zh": "阿哲", "en": "Zhe"}[told.language]
    return AskScreen(told, name, parcel(told.language).scenes["opening"].hint)


def looking_up(told: ScreenContext) -> CardsScreen:
    return CardsScreen(told, tuple(parcel(told.language).cards.values()), frozenset({"refund"}))


def reading(told: ScreenContext) -> TranscriptScreen:
    chat = CHAT_ZH if told.language == "zh" else CHAT_EN
    return TranscriptScreen(told, parcel(told.language).title, chat)


def helping(told: ScreenContext) -> HelpScreen:
    return HelpScreen(told, COMMANDS, lambda: told.t("ui_debrief.title"), version="1.0")


def setting(told: ScreenContext) -> SettingsScreen:
    return SettingsScreen(told, "~/steady")


def debrief(page: int, badly: bool = False) -> Make:
    """A page of the debrief of a chat that went well, or badly."""

    def make(told: ScreenContext) -> DebriefScreen:
        session = ended(told.language, BADLY) if badly else ended(told.language)
        return DebriefScreen(told, session, frozenset({"gone"}), page, clock=lambda: 0.0)

    return make


@pytest.mark.parametrize(
    ("make", "told", "size", "keys"),
    [
        pytest.param(breathing(6.6), ZH, USUAL, "", id="breathe-sip"),
        pytest.param(breathing(22), EN, LARGE, "", id="breathe-out-en-large"),
        pytest.param(breathing(16), BARE_EN, SMALL, "", id="breathe-in-en-small-colourless"),
        pytest.param(breathing(16), context(calm=True), USUAL, "", id="breathe-calm"),
        pytest.param(thinking, ZH, USUAL, "", id="reframe"),
        pytest.param(thinking, EN, USUAL, "1", id="reframe-chosen-en"),
        pytest.param(asking, ZH, USUAL, "", id="ask"),
        pytest.param(looking_up, ZH, USUAL, "1", id="cards"),
        pytest.param(looking_up, BARE_EN, SMALL, "2", id="cards-en-small-colourless"),
        pytest.param(PauseScreen, ZH, USUAL, "", id="pause"),
        pytest.param(reading, EN, USUAL, "", id="record-en"),
        pytest.param(helping, ZH, USUAL, "", id="help"),
        pytest.param(helping, LIGHT, LARGE, "", id="help-en-large-light"),
        pytest.param(setting, ZH, USUAL, "down down", id="settings"),
        pytest.param(setting, BARE_EN, SMALL, "end enter", id="settings-name-en-small-colourless"),
        pytest.param(debrief(-1), ZH, USUAL, "", id="debrief-quiet"),
        pytest.param(debrief(0), ZH, USUAL, "", id="debrief-ending"),
        pytest.param(debrief(0), EN, LARGE, "", id="debrief-ending-en-large"),
        pytest.param(debrief(0, badly=True), BARE_ZH, SMALL, "", id="debrief-ending-bad-small-colourless"),
        pytest.param(debrief(1), ZH, USUAL, "enter", id="debrief-turn"),
        pytest.param(debrief(2), ZH, USUAL, "", id="debrief-replies"),
        pytest.param(debrief(2), EN, LARGE, "w", id="debrief-replies-why-en-large"),
        pytest.param(debrief(2, badly=True), PLAIN, SMALL, "right", id="debrief-replies-small-plain-contrast"),
        pytest.param(debrief(3), ZH, USUAL, "", id="debrief-you"),
        pytest.param(debrief(4), EN, USUAL, "", id="debrief-score-en"),
        pytest.param(debrief(4, badly=True), BARE_ZH, LARGE, "", id="debrief-score-bad-large-colourless"),
        pytest.param(debrief(5), LIGHT, USUAL, "", id="debrief-keep-en-light"),
    ],
)
def test_picture(make: Make, told: ScreenContext, size: tuple[int, int], keys: str, snap_compare: SnapCompare) -> None:
    """Nothing may change here by accident; a change that is meant is looked at and accepted."""
    assert snap_compare(ScreenApp(make, told), terminal_size=size, press=keys.split())
