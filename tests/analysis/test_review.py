"""A review judges a run by what could really still be reached: the fast solver's values beside the slow one's."""

from random import Random

import pytest

from game.analysis.review import Solved
from game.analysis.review_facts import Line, Review, judge
from game.engine import Deal, Session, State
from game.story import Story
from tests.support.making import reply, scene, story
from tests.support.reference_solver import Move, Reference
from tests.support.solver_stories import solved_story

SEEDS = range(30)
PLAYS = 4
LOST = 0
"""The worth of a state from which replies alone reach no ending."""


def finished(told: Story, deal: Reference, variant: str, dice: Random, longest: int = 60) -> Session | None:
    """A finished play of random actions among those that can still come to an ending; None where none was found."""
    session = Session(told, Deal(variant))
    for card in told.cards:
        session.act(f"card:{card}")
    while not session.state.ended and len(session.actions) < longest:
        ways = [move for move in deal.moves[session.state] if move.after in deal.best]
        if not ways:
            return None
        session.act(dice.choice(ways).action)
    return session if session.state.ended else None


def replies(deal: Reference, state: State) -> dict[str, Move]:
    return {move.action: move for move in deal.moves[state] if move.is_reply}


def worth(deal: Reference, state: State) -> int:
    return deal.best_by_replies.get(state, LOST)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_review_is_what_the_slow_solver_says(seed: int) -> None:
    """Every reply's worth before and after, the best replies, the endings lost, and the sum of it all."""
    told, deals = solved_story(seed)
    for variant, deal in zip(told.variants, deals, strict=True):
        solved = Solved(told, variant.id)
        for play in range(PLAYS):
            session = finished(told, deal, variant.id, Random(seed * PLAYS + play))
            if session is not None and session.score is not None:
                review = solved.review(session.run)
                assert review.score == session.score.total
                assert (review.par, review.best) == (worth(deal, deal.first), deal.best[deal.first])
                assert review.par - sum(one.loss for one in review.replies) + review.care == review.score
                assert_replies(deal, session, review)
                assert_lines(session, review)


def assert_replies(deal: Reference, session: Session, review: Review) -> None:
    """Each reply of the run, judged by replies alone."""
    sent = [place for place, action in enumerate(session.actions) if ":" not in action]
    assert [one.place for one in review.replies] == sent
    for facts in review.replies:
        before, after = session.states[facts.place : facts.place + 2]
        values = {action: worth(deal, move.after) for action, move in replies(deal, before).items()}
        assert facts.action == session.actions[facts.place]
        assert (facts.before, facts.after) == (worth(deal, before), worth(deal, after))
        assert set(facts.best) == {action for action, value in values.items() if value == max(values.values())}
        left = deal.endings[after] if not after.ended else {after.ending}
        assert set(facts.lost_endings) == deal.endings[before] - left
        assert facts.judgement == judge(facts.before - facts.after)


def assert_lines(session: Session, review: Review) -> None:
    """The better line and the tempting one can be played, and come to what they say."""
    if review.turning_point is None:
        assert review.better is None and not any(one.loss for one in review.replies)
        return
    costliest = review.replies[review.turning_point]
    assert costliest.loss == max(one.loss for one in review.replies) > 0
    assert review.better is not None and review.better.place == costliest.place
    assert_plays(session, review.better)
    assert review.better.score == costliest.before
    if review.tempting is not None:
        tempting = review.tempting
        assert_plays(session, tempting.line)
        assert tempting.gain > tempting.best_gain
        assert next(action for action in tempting.line.actions if ":" not in action) == tempting.action


def assert_plays(session: Session, line: Line) -> None:
    other = Session(session.story, session.deal)
    for action in (*session.actions[: line.place], *line.actions):
        other.act(action)
    assert other.score is not None
    assert (other.state.ending, other.score.total) == (line.ending, line.score)


def test_the_better_line_gets_out_of_a_round() -> None:
    """Where waiting for ever costs nothing, the best replies still come to an end."""
    told = story(
        scene("before", to="here"),
        scene("here", reply("wait", go="here"), reply("kind", "LISTEN"), reply("argue", slip="ARGUE"), care=False),
    )
    session = Session(told)
    session.act("argue")
    review = Solved(told, session.deal.variant).review(session.run)

    assert review.better is not None and review.better.actions == ("kind",)
