"""Rules of care: short, skippable, honest about what it does."""

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from game.engine import Session
from game.ui.screens.care.ask import AskScreen
from game.ui.screens.care.breathe import BREATHS, BreatheScreen
from game.ui.screens.care.reframe import ReframeScreen
from game.ui.widgets.pace import BREATH, SIGHING, breath_at
from tests.support.builders import coat
from tests.support.screens import HOSTILE, ScreenApp, context, drive, parcel, shown


def later(seconds: float) -> BreatheScreen:
    """The guide so many seconds after it began."""
    moments = iter([0.0])
    return BreatheScreen(context(), lambda: next(moments, seconds))


def test_a_sigh_is_two_breaths_in_and_a_long_one_out() -> None:
    """The lungs are full only after the second sip, and the way out takes twice as long as both."""
    first, sip = breath_at(2.99), breath_at(3.99)
    assert first.phase == "in" and sip.phase == "sip"
    assert first.fullness < 0.8 < 0.99 < sip.fullness
    assert dict(SIGHING)["out"] == 2 * (dict(SIGHING)["in"] + dict(SIGHING)["sip"])


def test_the_guide_takes_a_minute_at_most() -> None:
    app = ScreenApp(lambda _: later(59.9))

    async def look(_: Pilot[None]) -> None:
        assert context().t("ui_care.breathe.done") in shown(app)

    drive(app, look)
    assert BREATHS * BREATH < 60


@pytest.mark.parametrize(("key", "result"), [("enter", True), ("space", True), ("escape", None)])
def test_the_guide_can_be_left_at_any_moment(key: str, result: bool | None) -> None:
    app = ScreenApp(lambda _: later(5))

    async def leave(pilot: Pilot[None]) -> None:
        await pilot.press(key)
        await pilot.pause()

    drive(app, leave)
    assert app.results == [result]


def test_calm_players_see_words_and_a_count_and_no_circle() -> None:
    app = ScreenApp(lambda told: BreatheScreen(told, lambda: 0.0), context(calm=True))

    async def look(_: Pilot[None]) -> None:
        assert not set("█▀▄░圆") & set(shown(app))
        assert context().t("ui_care.breathe.ready") in shown(app)

    drive(app, look)


@pytest.mark.parametrize("number", range(4))
def test_what_a_thought_is_said_to_do_is_what_the_rules_do(number: int) -> None:
    story = parcel("en")
    thought = list(story.thoughts.values())[number]
    session = Session(story)
    gained = session.act(f"care:reframe:{thought.id}").change.stamina
    app = ScreenApp(lambda told: ReframeScreen(told, Session(story)), context("en"))

    async def choose(pilot: Pilot[None]) -> None:
        await pilot.press(str(number + 1))
        await pilot.pause()
        assert f"Stamina {context().look.amount(gained)}" in shown(app)
        assert thought.why.split()[0] in shown(app)
        await pilot.press("escape")
        await pilot.pause()

    drive(app, choose)
    assert app.results == [thought.id]


def test_a_thought_gives_no_more_than_there_is_room_for() -> None:
    session = Session(parcel("en"), stamina=100)
    for kind in ("ask", "breathe"):
        session.act(f"care:{kind}")
    app = ScreenApp(lambda told: ReframeScreen(told, session), context("en"))

    async def choose(pilot: Pilot[None]) -> None:
        await pilot.press("1")
        await pilot.pause()
        assert "Stamina 0" in shown(app)

    drive(app, choose)


def test_a_thought_need_not_be_chosen() -> None:
    app = ScreenApp(lambda told: ReframeScreen(told, Session(parcel())))

    async def leave(pilot: Pilot[None]) -> None:
        await pilot.press("enter" if app.screen.focused is None else "escape")
        await pilot.pause()

    drive(app, leave)
    assert app.results == [None]


def test_a_chosen_thought_stays_chosen_in_the_other_language() -> None:
    app = ScreenApp(lambda told: ReframeScreen(told, Session(parcel())))

    async def switch(pilot: Pilot[None]) -> None:
        await pilot.press("1")
        app.speak(context("en"))
        app.screen.retold(Session(parcel("en")))  # type: ignore[attr-defined]
        await pilot.pause()
        assert next(iter(parcel("en").thoughts.values())).text.split()[0] in shown(app)

    drive(app, switch)


def test_a_scene_without_a_hint_has_the_one_that_always_holds() -> None:
    app = ScreenApp(lambda told: AskScreen(told, "阿哲", ""))

    async def look(_: Pilot[None]) -> None:
        assert context().t("engine.hint.default") in shown(app)

    drive(app, look)


def test_hostile_words_are_harmless() -> None:
    """Thoughts and hints are data: no markup, no escape sequence, no bidi control."""
    thoughts = {id: replace(thought, text=HOSTILE, why=HOSTILE) for id, thought in coat().thoughts.items()}
    session = Session(replace(coat(), thoughts=thoughts))
    for app, keys in (
        (ScreenApp(lambda told: ReframeScreen(told, session)), ["1"]),
        (ScreenApp(lambda told: AskScreen(told, HOSTILE, HOSTILE)), []),
    ):

        async def look(pilot: Pilot[None], app: ScreenApp = app, keys: list[str] = keys) -> None:
            await pilot.press(*keys)
            await pilot.pause()
            assert "[/oops] [@click=app.quit]hi[/]" in shown(app).replace("\n", " ")
            assert not {"\x1b", "\u202e", "\x07"} & set(shown(app))

        drive(app, look, size=(120, 40))
