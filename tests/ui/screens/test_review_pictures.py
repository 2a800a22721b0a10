"""How the review in the debrief looks: pictures to be looked at before they are accepted."""

from collections.abc import Callable
from concurrent.futures import Future

import pytest

from game.analysis.review_facts import Review
from game.engine import Session
from game.ui.context import ScreenContext
from game.ui.screens.debrief.screen import PAGES, DebriefScreen
from tests.support.reviews import answered, tempted, unanswered
from tests.support.screens import BADLY, Make, ScreenApp, context, ended

SnapCompare = Callable[..., bool]
ZH, EN = context(), context("en")
BARE_ZH, BARE_EN = context(colourless=True), context("en", colourless=True)
PLAIN, LIGHT = context(theme="contrast", plain_signs=True), context("en", theme="light")
SMALL, USUAL, LARGE = (60, 20), (80, 24), (120, 40)


def thinking(session: Session) -> Future[Review]:
    return Future()


def failed(session: Session) -> Future[Review]:
    return unanswered()


def debrief(page: str, review: Callable[[Session], Future[Review]] = tempted, well: bool = False) -> Make:
    """A page of the debrief of a chat that went badly, or well."""

    def make(told: ScreenContext) -> DebriefScreen:
        session = ended(told.language) if well else ended(told.language, BADLY)
        return DebriefScreen(told, session, frozenset(), PAGES.index(page), lambda: 0.0, review(session))

    return make


@pytest.mark.parametrize(
    ("make", "told", "size", "keys"),
    [
        pytest.param(debrief("record"), ZH, USUAL, "", id="replies"),
        pytest.param(debrief("record"), BARE_EN, SMALL, "down down", id="replies-en-small-colourless"),
        pytest.param(debrief("record", thinking), PLAIN, USUAL, "", id="replies-thinking-plain-contrast"),
        pytest.param(debrief("review"), ZH, USUAL, "", id="review"),
        pytest.param(debrief("review"), EN, LARGE, "", id="review-en-large"),
        pytest.param(debrief("review"), BARE_ZH, SMALL, "", id="review-small-colourless"),
        pytest.param(debrief("review", answered, well=True), LIGHT, USUAL, "", id="review-well-en-light"),
        pytest.param(debrief("review"), PLAIN, USUAL, "", id="review-plain-contrast"),
        pytest.param(debrief("review", thinking), EN, USUAL, "", id="review-thinking-en"),
        pytest.param(debrief("review", failed), ZH, USUAL, "", id="review-missing"),
        pytest.param(debrief("roads"), EN, USUAL, "", id="better-road-en"),
        pytest.param(debrief("roads"), ZH, LARGE, "right", id="tempting-road-large"),
        pytest.param(debrief("roads"), BARE_ZH, SMALL, "right", id="tempting-road-small-colourless"),
    ],
)
def test_picture(make: Make, told: ScreenContext, size: tuple[int, int], keys: str, snap_compare: SnapCompare) -> None:
    """Nothing may change here by accident; a change that is meant is looked at and accepted."""
    assert snap_compare(ScreenApp(make, told), terminal_size=size, press=keys.split())
