"""Rules of the debrief: it begins quietly, can be walked through by one key, and shows no figure of its own."""

from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from game.engine import Mode, Session
from game.story import Story
from game.ui.debrief.course import curves
from game.ui.debrief.step import step_page
from game.ui.debrief.sums import body_page, keep_page
from game.ui.debrief.words import DebriefWords
from game.ui.screens.debrief.record import RecordPart
from game.ui.screens.debrief.screen import PAGES, QUIET, DebriefScreen
from tests.support.builders import coat
from tests.support.screens import BADLY, HOSTILE, WELL, ScreenApp, context, drive, ended, shown

RECORD = PAGES.index("record")


def screen(app: ScreenApp) -> DebriefScreen:
    """The debrief on screen."""
    found = app.screen
    assert isinstance(found, DebriefScreen)
    return found


def record(app: ScreenApp) -> RecordPart:
    """Its page of replies."""
    return screen(app).query_one(RecordPart)


def debrief(session: Session | None = None, page: int = 0, **settings: Any) -> ScreenApp:
    """A debrief at a page."""
    played = session or ended()
    return ScreenApp(lambda told: DebriefScreen(told, played, page=page, clock=lambda: 0.0), context(**settings))


def after(seconds: float, calm: bool = False) -> ScreenApp:
    """A debrief so many seconds after it began."""
    moments = iter([0.0])
    return ScreenApp(
        lambda told: DebriefScreen(told, ended(), clock=lambda: next(moments, seconds)), context(calm=calm)
    )


@pytest.mark.parametrize(("seconds", "calm", "page"), [(5, False, QUIET), (12, False, 0), (99, True, QUIET)])
def test_it_begins_with_one_breath_and_waits_for_calm_players(seconds: float, calm: bool, page: int) -> None:
    app = after(seconds, calm)

    async def look(pilot: Pilot[None]) -> None:
        await pilot.pause(0.15)
        assert screen(app).page == page

    drive(app, look)


@pytest.mark.parametrize("key", ["x", "escape", "3"])
def test_any_key_ends_the_quiet_moment_and_does_nothing_else(key: str) -> None:
    app = after(1)

    async def skip(pilot: Pilot[None]) -> None:
        await pilot.press(key)
        await pilot.pause()
        assert screen(app).page == 0

    drive(app, skip)


def test_one_key_leads_through_every_page_and_every_reply() -> None:
    app = debrief()
    steps = len(DebriefWords(ended(), context()).steps)
    seen = []

    async def walk(pilot: Pilot[None]) -> None:
        for _ in range(len(PAGES) + steps - 1):
            seen.append((screen(app).page, record(app).step))
            await pilot.press("right")
        await pilot.press("left")
        assert screen(app).page == len(PAGES) - 2

    drive(app, walk)
    assert [place for place in seen if place[0] == RECORD] == [(RECORD, step) for step in range(steps)]
    assert list(dict.fromkeys(page for page, _ in seen)) == list(range(len(PAGES)))


def test_digits_go_to_any_page_from_any_page() -> None:
    app = debrief()

    async def jump(pilot: Pilot[None]) -> None:
        for number in (8, 2, 3, 7, 5, 4, 2, 6, 1):
            await pilot.press(str(number))
            assert screen(app).page == number - 1

    drive(app, jump)


def test_looking_something_up_is_no_step() -> None:
    words = DebriefWords(ended(), context())
    assert [step.outcome.action for step in words.steps] == [id for id in WELL if not id.startswith("card")]


def test_the_curves_are_the_meters_after_each_step() -> None:
    session = ended()
    satisfaction, stamina = curves(DebriefWords(session, context()))
    states = [session.states[0], *(session.states[WELL.index(id) + 1] for id in WELL if not id.startswith("card"))]
    assert satisfaction.values == tuple(state.satisfaction for state in states)
    assert stamina.values == tuple(state.stamina for state in states)


def test_what_stamina_cost_and_gained_leads_from_the_first_value_to_the_last() -> None:
    """The opening's insult is a cost, so the course begins before it."""
    session = ended()
    told = " ".join(span.text for block in body_page(DebriefWords(session, context())) for span in block.spans)
    first, last = session.story.start.stamina, session.state.stamina
    assert context().t("ui_debrief.body.course", first=first, last=last) in told
    assert round(first + sum(cause.stamina for outcome in session.outcomes for cause in outcome.causes)) == last


def test_why_takes_every_number_apart() -> None:
    """Each cause of the reply stands there with its share only when asked."""
    app = debrief(page=RECORD)

    async def ask(pilot: Pilot[None]) -> None:
        t = context().t
        assert t("ui_debrief.step.shares") not in shown(app)
        await pilot.press("w")
        await pilot.pause()
        for cause in ended().outcomes[1].causes:
            assert t(f"engine.cause.{cause.code}") in shown(app)

    drive(app, ask, size=(120, 50))


@pytest.mark.parametrize(("mode", "results"), [("practice", [3]), ("ranked", [])])
def test_playing_on_from_a_reply_keeps_what_lies_before_it(mode: Mode, results: list[int]) -> None:
    """The third step is asking the colleague; the card looked up before it is kept."""
    app = debrief(ended(mode=mode), page=RECORD)

    async def retry(pilot: Pilot[None]) -> None:
        await pilot.press("right", "right", "p")
        await pilot.pause()

    drive(app, retry)
    assert app.results == results
    assert WELL[3] == "care:ask"


def test_the_players_own_answer_comes_before_the_numbers() -> None:
    app = debrief(page=PAGES.index("turn"))

    async def answer(pilot: Pilot[None]) -> None:
        t = context().t
        assert t("ui_debrief.turn.ask") in shown(app).replace("\n", "")
        await pilot.press("enter")
        await pilot.pause()
        assert t("ui_debrief.turn.other", mine=1, number=4) in shown(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert t("ui_debrief.turn.same", number=4) in shown(app)
        await pilot.press("enter")
        assert screen(app).page == RECORD

    drive(app, answer)


def test_the_sum_of_the_score_is_told_whole() -> None:
    session = ended()
    app = debrief(session, page=PAGES.index("score"))
    assert session.score
    told = session.score

    async def look(_: Pilot[None]) -> None:
        text = shown(app)
        assert str(told.total) in text
        for part in told.parts.values:
            assert context().t(f"engine.part.{part}") in text

    drive(app, look, size=(120, 40))


@pytest.mark.parametrize(("found", "stars"), [(frozenset({"gone", "of-another-story"}), "2/2"), (frozenset(), "1/2")])
def test_endings_found_are_counted_with_this_one_and_without_strangers(found: frozenset[str], stars: str) -> None:
    blocks = keep_page(DebriefWords(ended(), context()), found)
    assert stars in " ".join(span.text for block in blocks for span in block.spans)


def test_endings_are_not_counted_where_that_is_not_known() -> None:
    blocks = keep_page(DebriefWords(ended(), context()), None)
    assert "/4" not in " ".join(span.text for block in blocks for span in block.spans)


@pytest.mark.parametrize(("keys", "result"), [(["r"], "again"), (["escape"], "home"), (["8", "down", "enter"], "home")])
def test_it_ends_with_what_the_player_wants(keys: list[str], result: str) -> None:
    app = debrief()

    async def leave(pilot: Pilot[None]) -> None:
        await pilot.press(*keys)
        await pilot.pause()

    drive(app, leave)
    assert app.results == [result]


def test_another_language_keeps_the_place() -> None:
    app = debrief(page=RECORD)

    async def switch(pilot: Pilot[None]) -> None:
        await pilot.press("right", "w")
        app.speak(context("en"))
        screen(app).retold(ended("en"))
        await pilot.pause()
        assert (screen(app).page, record(app).step, record(app).explained) == (RECORD, 1, True)
        assert context("en").t("ui_debrief.care.breathe") in shown(app)
        assert context("en").t("ui_debrief.page.keep") in shown(app)

    drive(app, switch)


@pytest.mark.parametrize("softer", [False, True])
def test_insults_are_softened_here_too(softer: bool) -> None:
    """The coat's answer to arguing is an insult; its softer wording is shown to those who asked for it."""
    words = DebriefWords(ended_coat(coat(), "argue", "shrug"), context("en", softer_insults=softer))
    said = " ".join(span.text for block in step_page(words, words.steps[0], False) for span in block.spans)
    assert ("You lot!" in said) is not softer
    assert ("Honestly." in said) is softer


@pytest.mark.parametrize("actions", [WELL, BADLY, ("wait", "policy")])
def test_every_page_of_every_end_can_be_shown(actions: tuple[str, ...]) -> None:
    app = debrief(ended(actions=actions))

    async def walk(pilot: Pilot[None]) -> None:
        for _ in range(len(PAGES) + len(actions)):
            await pilot.press("right")
        assert screen(app).page == len(PAGES) - 1

    drive(app, walk, size=(60, 20))


def ended_coat(story: Story, *actions: str) -> Session:
    """The coat, played to its end."""
    session = Session(story)
    for action in actions:
        session.act(action)
    assert session.state.ended
    return session


def hostile() -> Story:
    """The coat with every text that a debrief shows out of the writer's hands."""
    story = coat(title=HOSTILE, rule=HOSTILE, goal=HOSTILE)
    scenes = {
        id: replace(
            scene,
            say=tuple(replace(line, text=HOSTILE, speaker=HOSTILE) for line in scene.say),
            choices=tuple(
                replace(
                    one,
                    text=HOSTILE,
                    why=HOSTILE,
                    reply=tuple(replace(line, text=HOSTILE, speaker=HOSTILE) for line in one.reply),
                )
                for one in scene.choices
            ),
        )
        for id, scene in story.scenes.items()
    }
    return replace(
        story,
        scenes=scenes,
        endings=tuple(replace(ending, title=HOSTILE, text=HOSTILE) for ending in story.endings),
        customer=replace(story.customer, name=HOSTILE, hidden=HOSTILE),
    )


def test_a_hostile_story_is_harmless_on_every_page() -> None:
    """Nothing a writer wrote is markup, a link, an escape sequence or a bidi control."""
    app = debrief(ended_coat(hostile(), "listen", "refund"))

    async def look(pilot: Pilot[None]) -> None:
        for number in range(1, len(PAGES) + 1):
            await pilot.press(str(number))
            await pilot.pause()
            assert "[/oops]" in shown(app)
            assert not {"\x1b", "\u202e", "\x07"} & set(shown(app))

    drive(app, look, size=(120, 40))
