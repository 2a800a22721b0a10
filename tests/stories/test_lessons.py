"""The lessons of the shipped stories: what a good play needs, what habits lead to, and that a mistake can be mended."""

import random
from functools import cache

import pytest

from game.engine import Deal, Option, Session, step, view
from game.story import Story
from tests.support.golden import TRANSCRIPTS, story_in

STORIES = ("picky-returner", "angry-buyer", "hesitant-shopper")
DEALS = [(story, variant.id) for story in STORIES for variant in story_in(story, "zh").variants]
TWO_BEST_PLAYS = {
    "picky-returner": (
        "faulty",
        "name-it two-photos own-button your-eyes quality-brisk ask-friday ask-wu swap-charcoal plan-b"
        " rebooked-and-wish",
        "straight-yes two-photos read-back what-day quality-brisk ask-wu swap-charcoal plan-b rebooked-and-wish",
    ),
    "angry-buyer": (
        "no-call",
        "own-brief child-first name-guilt let-me-check batch-brisk line-here zhou-warm not-you refund-now ring-now"
        " tell-man go-and-sleep",
        "own-brief unplug ask-that-night batch-brisk breathe-first zhou-warm not-you two-ways text-then-ring dry-tips"
        " no-fourth-person",
    ),
    "hesitant-shopper": (
        "right-chair",
        "name-again no-cure what-matters wait ask-last ask-late pick-1299 one-fact tell-unknown not-impulse",
        "ask-numbers half-a-year compare one-con name-hall two-chairs leave-her tell-unknown seven-days",
    ),
}
FOLLOWED = 40
"""States followed after each reply when looking for a way back from a mistake."""


def opened(story: Story, variant: str) -> Session:
    """A session with every card read, as a careful agent begins."""
    session = Session(story, Deal(variant))
    for card in story.cards:
        session.act(f"card:{card}")
    return session


def grade(session: Session) -> str:
    """The grade of the ending; empty while the chat runs."""
    ending = session.state.ending
    return session.story.ending(ending).grade if ending else ""


def open_options(session: Session) -> list[Option]:
    """The replies that can be sent now."""
    return [option for option in session.view.options if not option.locked]


@pytest.mark.parametrize("name", STORIES)
def test_the_best_ending_has_two_roads(name: str) -> None:
    """Two different sequences of techniques reach it, without a strike, without easy money, with strength left."""
    variant, *plays = TWO_BEST_PLAYS[name]
    roads = []
    for play in plays:
        session = opened(story_in(name, "zh"), variant)
        outcomes = [session.act(action) for action in play.split()]
        assert grade(session) == "best"
        assert session.state.strikes == 0 and session.state.stamina >= 40
        assert "OVERPAY" not in [outcome.slip for outcome in outcomes]
        roads.append([outcome.techniques for outcome in outcomes])
    assert roads[0] != roads[1]


@pytest.mark.parametrize(("name", "variant"), DEALS)
@pytest.mark.parametrize("habit", ["TEMPLATE", "MASK", "OVERPAY"])
def test_a_habit_reaches_no_good_ending(name: str, variant: str, habit: str) -> None:
    """Who takes the stock phrase, the sweet word or the purse wherever it is offered, and another slip elsewhere."""
    for seed in range(20):
        dice, session = random.Random(seed), opened(story_in(name, "zh"), variant)
        while not session.state.ended:
            options = open_options(session)
            wanted = [option for option in options if option.choice.slip == habit]
            session.act(dice.choice(wanted or [o for o in options if o.choice.slip] or options).id)
        assert grade(session) not in ("best", "good")


@pytest.mark.parametrize("name", STORIES)
def test_one_wrong_reply_before_the_last_act_can_be_mended(name: str) -> None:
    """After any single slip on the way of a best play, acts 1 and 2, a good ending is still found."""
    variant, play, _ = TWO_BEST_PLAYS[name]
    story = story_in(name, "zh")
    session = opened(story, variant)
    for action in play.split():
        if story.scenes[session.state.scene].act == 3:
            break
        for option in open_options(session):
            if option.choice.slip:
                assert _can_end_well(session, option.id), f"{option.id} in {session.state.scene}"
        session.act(action)


def _can_end_well(session: Session, slip: str) -> bool:
    """Whether some play goes from the slip to a good ending: a proof when it says yes.

    Of the states after each reply only the most promising are followed: content, calm, and different from each other.
    """
    story = session.story
    states = {step(story, session.state, slip)[0]}
    while states:
        after = {
            step(story, state, option.id)[0]
            for state in states
            for option in view(story, state).options
            if not option.locked
        }
        if any(state.ending and story.ending(state.ending).grade in ("best", "good") for state in after):
            return True
        going = [state for state in after if not state.ended]
        states = set(sorted(going, key=lambda state: (state.satisfaction - 4 * state.heat, state))[-FOLLOWED:])
    return False


@pytest.mark.parametrize("name", STORIES)
def test_every_ending_has_a_transcript(name: str) -> None:
    """Each ending was reached by a play that is kept, word for word."""
    kept = {file.stem for file in (TRANSCRIPTS / name).glob("*.txt")}
    assert kept == {ending.id for ending in story_in(name, "zh").endings}


@cache
def _both(name: str) -> tuple[Story, Story]:
    return story_in(name, "zh"), story_in(name, "en")


@pytest.mark.parametrize("name", STORIES)
def test_both_languages_are_whole(name: str) -> None:
    """No text of the English story falls back to Chinese, and every reply says why."""
    chinese, english = _both(name)
    assert english.untranslated == frozenset()
    assert all(choice.why for choice in (*chinese.choices.values(), *english.choices.values()))


@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_worth_an_hour(name: str) -> None:
    """Cards, deals, endings and a choice at every turn, as a trainer expects of a shipped story."""
    story = story_in(name, "zh")
    scenes = [scene for scene in story.scenes.values() if scene.choices]
    assert 4 <= len(story.cards) <= 6 and len(story.variants) >= 2
    assert 5 <= len(story.endings) - 2 <= 6
    assert all(scene.hint for scene in scenes)
    assert story.rule and story.goal and story.customer.hidden
