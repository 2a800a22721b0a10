"""What is said of a story is true: the fast solver's answers beside the slow one's, and every play played."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from game.analysis.explore import Space
from game.analysis.facts import PLAYERS, Analysis
from game.analysis.solve import solve
from game.story import Story
from tests.support.reference_solver import Reference
from tests.support.solver_answers import false_plays, length, violated
from tests.support.solver_comparing import differences, explored
from tests.support.solver_findings import findings
from tests.support.solver_players import PLAYERS as REFERENCE_PLAYERS
from tests.support.solver_players import fare, flows
from tests.support.solver_stories import SEEDS, solved_story

Deals = Sequence[Reference]
CLOSE = 1e-9


@pytest.mark.parametrize("seed", SEEDS)
def test_made_up_stories_have_the_same_states(seed: int) -> None:
    """States, moves, first sightings and answers of conditions; and it is exact to forget what nothing reads."""
    story, deals = solved_story(seed)
    for variant, deal in zip(story.variants, deals, strict=True):
        assert differences(deal, explored(Space(story, variant.id))) == [], variant.id


@pytest.mark.parametrize("seed", SEEDS)
def test_answers_are_those_of_the_slow_solver(seed: int) -> None:
    """Findings, shortest plays, endings, stated players and flows of made-up stories."""
    story, deals = solved_story(seed)
    analysis = solve(story)
    key = explored(Space(story, story.variants[0].id)).key
    assert analysis.closed
    assert violated(analysis) == findings(story, deals, key)
    assert list(false_plays(story, analysis)) == []
    assert_shortest(story, deals, analysis)
    assert_endings(deals, analysis)
    assert_players(story, deals, analysis)
    assert_flows(deals, analysis)


def assert_shortest(story: Story, deals: Deals, analysis: Analysis) -> None:
    """What can be met is met with the fewest actions of its deal; a choice is met by taking it."""
    for proof in analysis.proofs:
        if proof.question == "reachable":
            seen = {v.id: deal.seen.get(proof.address) for v, deal in zip(story.variants, deals, strict=True)}
            met = {deal: actions for deal, actions in seen.items() if actions is not None}
            assert proof.deals == tuple(met)
            assert proof.play or not met
            if proof.play:
                taken = proof.address.startswith("choices.") and proof.address.count(".") == 1
                assert length(proof.play) == met[proof.play.deal] + taken, proof


def assert_endings(deals: Deals, analysis: Analysis) -> None:
    """Best, worst and share of each; what is said to lose an ending can lose it."""
    fared = [fare(deal, REFERENCE_PLAYERS["uniform"]) for deal in deals]
    for ending in analysis.endings:
        exact = sum((one.shares.get(ending.id, Fraction(0)) for one in fared), Fraction(0)) / len(deals)
        assert ending.share == pytest.approx(float(exact), abs=CLOSE), ending.id
    for ending in analysis.endings:
        scores = [score for deal in deals for state, score in deal.ended.items() if state.ending == ending.id]
        assert (ending.best_score, ending.worst_score) == (max(scores, default=None), min(scores, default=None))
        assert all(any(_loses(deal, choice, ending.id) for deal in deals) for choice in ending.lost_at)
    tops = [deal.best[deal.first] for deal in deals if deal.first in deal.best]
    lows = [deal.worst[deal.first] for deal in deals if deal.first in deal.worst]
    assert analysis.best_score == max(tops, default=-1)
    assert analysis.worst_score == min(lows, default=1001)


def _loses(deal: Reference, choice: str, ending: str) -> bool:
    return any(
        move.action == choice and ending in deal.endings[state] and ending not in _left(deal, move.after)
        for state, moves in deal.moves.items()
        for move in moves
    )


def _left(deal: Reference, state: object) -> frozenset[str]:
    return deal.endings[state]  # type: ignore[index]


def assert_players(story: Story, deals: Deals, analysis: Analysis) -> None:
    """Exact shares and mean scores of each stated player in each deal."""
    told = {(facts.player, facts.deal): facts for facts in analysis.players}
    assert len(told) == len(PLAYERS) * len(deals)
    for variant, deal in zip(story.variants, deals, strict=True):
        for player in PLAYERS:
            fared, facts = fare(deal, REFERENCE_PLAYERS[player]), told[player, variant.id]
            assert dict(facts.shares) == pytest.approx(
                {ending.id: float(fared.shares.get(ending.id, 0)) for ending in story.endings}, abs=CLOSE
            ), player
            assert facts.mean_score == pytest.approx(float(fared.mean_score), abs=1000 * CLOSE), player


def assert_flows(deals: Deals, analysis: Analysis) -> None:
    """Every way that can be taken, and how often uniform players take it, unless some of them go round for ever."""
    told = {(flow.scene, flow.choice, flow.target): flow.share for flow in analysis.flows}
    known = [flows(deal) for deal in deals]
    assert told.keys() == {way for deal in known for way in deal}
    fared = [fare(deal, REFERENCE_PLAYERS["uniform"]) for deal in deals]
    for way, share in () if any(one.forever for one in fared) else told.items():
        assert share == pytest.approx(float(sum(deal.get(way, 0) for deal in known)) / len(deals), abs=CLOSE), way
