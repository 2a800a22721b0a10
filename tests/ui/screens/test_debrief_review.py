"""The review in the debrief: it fills in when it comes, is never in the way, and says what solver and story say."""

from concurrent.futures import Future
from typing import Any

import pytest
from textual.pilot import Pilot

from game.analysis.background import NoReviewError
from game.analysis.review_facts import Review
from game.engine import Mode, Session
from game.ui.debrief.words import DebriefWords
from game.ui.screens.debrief.roads import RoadsPart
from game.ui.screens.debrief.screen import PAGES, DebriefScreen
from tests.support.builders import coat
from tests.support.reviews import Tried, answered, tempted, unanswered
from tests.support.screens import BADLY, ScreenApp, context, drive, ended, shown

RECORD, REVIEW, ROADS = (PAGES.index(page) for page in ("record", "review", "roads"))


def debrief(session: Session, page: int, review: Future[Review] | None, **settings: Any) -> ScreenApp:
    """A debrief at a page, with a review that has come or may yet come."""
    return ScreenApp(
        lambda told: DebriefScreen(told, session, page=page, clock=lambda: 0.0, review=review), context(**settings)
    )


def words(session: Session) -> DebriefWords:
    return DebriefWords(session, context(), Tried(session.story, session.deal.variant).review(session.run))


@pytest.mark.parametrize("page", [RECORD, REVIEW, ROADS])
def test_a_review_that_comes_late_fills_in_by_itself(page: int) -> None:
    session, future = ended(actions=BADLY), Future[Review]()
    thinking = context().t("telling_review.thinking")
    app = debrief(session, page, future)

    async def wait(pilot: Pilot[None]) -> None:
        assert thinking in shown(app)
        future.set_running_or_notify_cancel()
        future.set_result(answered(session).result())
        await pilot.pause(0.05)
        assert thinking not in shown(app)
        assert context().t("telling_review.judged.mistake") in shown(app) or page == ROADS
        assert page != ROADS or context().t("ui_review.road", number=1) in shown(app)

    drive(app, wait)


@pytest.mark.parametrize("page", [REVIEW, ROADS])
def test_a_review_that_cannot_be_is_told_in_one_sentence(page: int) -> None:
    future: Future[Review] = Future()
    app = debrief(ended(), page, future)

    async def fail(pilot: Pilot[None]) -> None:
        future.set_exception(NoReviewError())
        await pilot.pause(0.05)
        assert context().t("telling_review.missing") in shown(app).replace("\n", "").replace("  ", "")

    drive(app, fail)


@pytest.mark.parametrize("review", [None, unanswered()])
def test_without_a_review_every_page_can_be_shown(review: Future[Review] | None) -> None:
    app = debrief(ended(actions=BADLY), 0, review)

    async def walk(pilot: Pilot[None]) -> None:
        for _ in range(len(PAGES) + len(BADLY)):
            await pilot.press("right")
        assert isinstance(app.screen, DebriefScreen) and app.screen.page == len(PAGES) - 1

    drive(app, walk)


def test_leaving_while_it_thinks_hurts_nobody() -> None:
    future: Future[Review] = Future()
    app = debrief(ended(), REVIEW, future)

    async def leave(pilot: Pilot[None]) -> None:
        await pilot.press("escape")
        await pilot.pause(0.05)

    drive(app, leave)
    assert app.results == ["home"]


def test_each_reply_shows_its_worth_as_sign_and_word_and_what_was_better() -> None:
    session = ended(actions=BADLY)
    for look, sign in (({}, "○"), ({"plain_signs": True}, "-")):
        app = debrief(session, RECORD, answered(session), **look)

        async def look_at(_: Pilot[None], app: ScreenApp = app, sign: str = sign) -> None:
            facts = answered(session).result().replies[0]
            t = context().t
            told = t("telling_review.judged.lost", judgement=t("telling_review.judged.mistake"), points=facts.loss)
            assert f"{sign} {told}" in shown(app)
            assert session.story.choices[facts.best[0]].bubbles[0] in shown(app)

        drive(app, look_at, size=(120, 40))


@pytest.mark.parametrize(("size", "is_listed"), [((120, 40), True), ((80, 20), False)])
def test_every_reply_has_a_line_where_there_is_room(size: tuple[int, int], is_listed: bool) -> None:
    """With its number, what it was worth and how it begins; in a small terminal its sign has to do."""
    session = ended(actions=BADLY)
    app = debrief(session, REVIEW, answered(session))

    async def look(_: Pilot[None]) -> None:
        lines = shown(app).splitlines()
        judged = [context().t(f"telling_review.judged.{facts.judgement}") for facts in facts_of]
        found = [
            any(word in line and f"{-facts.loss}" in line and said in line for line in lines)
            for word, facts, said in zip(judged, facts_of, sayings, strict=True)
        ]
        assert all(found) if is_listed else not any(found)

    facts_of = answered(session).result().replies
    sayings = [session.story.choices[facts.action].bubbles[0] for facts in facts_of]
    drive(app, look, size=size)


def test_care_is_a_step_without_a_judgement() -> None:
    told = words(ended(actions=BADLY))
    judged = [told.facts(step) is not None for step in told.steps]
    assert judged == [step.outcome.choice is not None for step in told.steps]


def test_arrows_lead_along_the_roads_and_then_on() -> None:
    session = ended(actions=BADLY)
    app = debrief(session, REVIEW, tempted(session))
    places = []

    async def walk(pilot: Pilot[None]) -> None:
        screen = app.screen
        assert isinstance(screen, DebriefScreen)
        for key in ("right", "right", "right", "left", "left", "left"):
            await pilot.press(key)
            places.append((PAGES[screen.page], screen.query_one(RoadsPart).road))

    drive(app, walk)
    assert places == [("roads", 0), ("roads", 1), ("body", 1), ("roads", 1), ("roads", 0), ("review", 0)]


@pytest.mark.parametrize(("mode", "results"), [("practice", [0]), ("ranked", [])])
@pytest.mark.parametrize("page", [REVIEW, ROADS])
def test_playing_on_from_the_review_begins_at_the_costliest_reply(page: int, mode: Mode, results: list[int]) -> None:
    session = ended(actions=BADLY, mode=mode)
    app = debrief(session, page, answered(session))

    async def retry(pilot: Pilot[None]) -> None:
        await pilot.press("p")
        await pilot.pause()

    drive(app, retry)
    assert app.results == results


def test_where_nothing_was_lost_there_is_nothing_to_retry() -> None:
    """Listening and refunding is the best that the coat allows, and no reply on that way is a trap."""
    session = Session(coat())
    for action in ("listen", "refund"):
        session.act(action)
    app = debrief(session, 0, answered(session))
    offered = []

    async def walk(pilot: Pilot[None]) -> None:
        for number, page in enumerate(PAGES, 1):
            await pilot.press(str(number))
            if app.screen.check_action("from_here", ()):
                offered.append(page)

    drive(app, walk)
    assert words(session).costliest is None
    assert offered == ["record"]


@pytest.mark.parametrize("page", [RECORD, REVIEW, ROADS])
def test_another_language_tells_the_review_too(page: int) -> None:
    session = ended(actions=BADLY)
    app = debrief(session, page, answered(session))

    async def switch(pilot: Pilot[None]) -> None:
        app.speak(context("en"))
        assert isinstance(app.screen, DebriefScreen)
        app.screen.retold(ended("en", BADLY))
        await pilot.pause()
        assert "Four days of the same line" in shown(app)

    drive(app, switch, size=(120, 50))
