"""What holds in every story and every play."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.engine import Outcome, Session, replay, start, step, view
from game.story import Flag, Story, digest
from tests.support.generated import random_play, stories

SEEDS = st.integers(0, 10_000)
quick = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(stories(), SEEDS)
def test_meters_stay_in_bounds(told: Story, seed: int) -> None:
    """Every part of every state stays within the range its description states."""
    for state in random_play(told, seed).states:
        assert 0 <= state.satisfaction <= 100 and 0 <= state.stamina <= 100
        assert 0 <= state.heat <= 11 and 0 <= state.shop <= 10
        assert 0 <= state.minutes <= 4 and 0 <= state.strikes <= 2
        assert 0 <= state.soft <= 3 and 0 <= state.mask <= 2
        assert all(0 <= value <= 3 for value in (*state.counters, *state.promises))
        assert (state.ending is None) or state.scene in told.scenes


@quick
@given(stories(), SEEDS)
def test_replay_equals_play(told: Story, seed: int) -> None:
    """A run replayed gives the same states, outcomes and score."""
    session = random_play(told, seed)
    again = replay(told, session.run)

    assert again.complete
    assert (again.states, again.outcomes) == (session.states, session.outcomes)
    assert Session.resume(told, session.run).score == session.score


@quick
@given(stories(), SEEDS, st.integers(1, 10))
def test_undo_is_exact(told: Story, seed: int, steps: int) -> None:
    """Taking steps back gives exactly the session that never took them."""
    session = random_play(told, seed)
    actions = session.actions
    for _ in range(min(steps, len(actions))):
        session.undo()
    fresh = Session(told, session.deal)
    for action in actions[: len(session.actions)]:
        fresh.act(action)

    assert (session.states, session.outcomes, session.view) == (fresh.states, fresh.outcomes, fresh.view)


@quick
@given(stories(), SEEDS)
def test_undo_takes_one_step_and_the_cards_after_it(told: Story, seed: int) -> None:
    """What goes is a reply or an act of care; cards before it stay, and cards alone are nothing to take back."""
    session = random_play(told, seed)
    before = session.actions
    undone = session.undo()

    kept = len(session.actions)
    assert before[:kept] == session.actions
    if undone is None:
        assert kept == len(before)
        assert all(action.startswith("card:") for action in before)
    else:
        assert undone.action == before[kept] and undone.card is None
        assert all(action.startswith("card:") for action in before[kept + 1 :])


@quick
@given(stories(), SEEDS)
def test_step_is_pure(told: Story, seed: int) -> None:
    """The same action in the same state gives the same, and leaves the state as it was."""
    session = random_play(told, seed, longest=6)
    state = session.states[-1]
    before = tuple(state)
    for action in view(told, state).actions:
        assert step(told, state, action) == step(told, state, action)
        assert tuple(state) == before


def total(outcome: Outcome, meter: str) -> Fraction:
    """What the causes of an outcome come to on a meter."""
    return sum((getattr(cause, meter) for cause in outcome.causes), Fraction(0))


@quick
@given(stories(), SEEDS)
def test_causes_add_up_to_the_change(told: Story, seed: int) -> None:
    """Where no bound was met, the causes of an outcome explain its change up to rounding."""
    for outcome in random_play(told, seed).outcomes[1:]:
        change, after = outcome.change, outcome.after
        events = sum(cause.code in ("insult", "promise_broken") for cause in outcome.causes)
        if 0 < after.satisfaction < 100 and not events:
            assert abs(total(outcome, "satisfaction") - change.satisfaction) <= Fraction(1, 2)
        if 0 < after.stamina < 100 and not events:
            assert abs(total(outcome, "stamina") - change.stamina) <= Fraction(1, 2)
        if 0 < after.heat < 11 and not events:
            assert abs(total(outcome, "heat") - change.heat) <= Fraction(1, 2)


@quick
@given(stories(), SEEDS)
def test_order_changes_nothing_but_the_listing(told: Story, seed: int) -> None:
    """The same actions under another order seed lead to the same states."""
    session = random_play(told, seed)
    other = replay(told, replace(session.run, deal=replace(session.deal, order=session.deal.order + 1)))

    assert other.states == session.states


@quick
@given(stories(), SEEDS, SEEDS)
def test_a_story_that_changed_never_breaks_a_run(told: Story, seed: int, other: int) -> None:
    """A run replayed on a changed story stops where it no longer goes, and says that the story is another."""
    session = random_play(told, seed)
    scenes = list(told.scenes.values())
    scene = scenes[other % len(scenes)]
    closed = tuple(replace(choice, when=Flag(False)) for choice in scene.choices[1:])
    changed = replace(told, scenes={**told.scenes, scene.id: replace(scene, choices=(scene.choices[0], *closed))})
    again = replay(changed, session.run)

    assert again.same_story is (digest(changed) == digest(told))
    assert len(again.outcomes) == len(again.states) <= len(session.states)
    if again.stopped:
        assert again.stopped.action == session.actions[len(again.outcomes) - 1]


@quick
@given(stories())
def test_a_variant_starts_as_it_says(told: Story) -> None:
    """Each variant opens with its own mood, facts and satisfaction, before its opening lines hurt."""
    for variant in told.variants:
        state, outcome = start(told, variant.id)
        assert outcome.action is None and outcome.before is None
        if not outcome.causes:
            assert state.mood == (variant.mood or told.customer.mood)


def test_undo_is_for_practice_only() -> None:
    """A ranked run cannot take steps back."""
    from tests.support.making import loop, reply

    session = Session(loop(reply("a")), mode="ranked")
    session.act("a")
    assert not session.can_undo
    with pytest.raises(ValueError, match="practice"):
        session.undo()
