"""What is said of a story is true: the fast solver's answers beside the slow one's, and every play played.

The made-up stories on which they are compared hold all that a story can: otherwise agreeing would mean little.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import cache

import pytest

from game.analysis.explore import Space
from game.analysis.facts import PLAYERS, Analysis
from game.analysis.solve import solve
from game.engine.conditions import conditions_of, leaves
from game.story import SLIPS, TECHNIQUES, Compare, Story, digest
from tests.support.reference_solver import Reference
from tests.support.solver_answers import false_plays, length, violated
from tests.support.solver_comparing import differences, explored
from tests.support.solver_findings import findings
from tests.support.solver_players import PLAYERS as REFERENCE_PLAYERS
from tests.support.solver_players import fare, flows, uniform
from tests.support.solver_stories import SEEDS, make_solved_story, solved_story
from tests.support.solver_watching import asked

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


# What the stories hold


def made_up() -> tuple[tuple[Story, tuple[Reference, ...]], ...]:
    return tuple(solved_story(seed) for seed in SEEDS)


@cache
def met() -> Counter[str]:
    """In how many deals something happens, by a word for it."""
    return Counter(word for _, deals in made_up() for deal in deals for word in set(_met_in(deal)))


def _met_in(deal: Reference) -> list[str]:
    states = [*deal.length]
    found = [f"mood {state.mood}" for state in states] + [f"ending {state.ending}" for state in states]
    found += [f"{name} {getattr(state, name)}" for state in states for name in ("strikes", "mask", "soft", "fresh")]
    found += [f"promise {standing}" for state in states for standing in state.promises]
    found += [f"shop {state.shop in (0, 10)}" for state in states] + [f"care {state.care}" for state in states]
    found += [
        f"full {meter}" for state in states for meter in ("satisfaction", "stamina") if getattr(state, meter) == 100
    ]
    found += [f"locked {address.endswith('.locked')}" for address in deal.seen]
    found += ["dead end"] * bool(deal.dead_ends) + ["no way out"] * (deal.first in deal.stuck)
    found += ["a way out that can be missed"] * bool(deal.stuck and deal.first not in deal.stuck)
    found += ["cold"] * any(state.minutes == 4 and not state.announced for state in states)
    found += ["round"] * any(move.after == state for state, moves in deal.moves.items() for move in moves)
    found += ["back"] * any(
        list(deal.story.scenes).index(move.after.scene) < list(deal.story.scenes).index(state.scene)
        for state, moves in deal.moves.items() for move in moves
    )  # fmt: skip
    return found


@pytest.mark.parametrize(
    "what",
    [
        *(f"mood {mood}" for mood in ("calm", "anxious", "irritated", "furious")),
        *(f"ending {ending}" for ending in ("walk-out", "hand-over", "best", "mended", "mixed", "bad")),
        *(f"strikes {number}" for number in range(3)), *(f"mask {number}" for number in range(3)),
        *(f"soft {number}" for number in range(4)), *(f"promise {number}" for number in range(4)),
        "fresh True", "shop False", "care 7", "full satisfaction", "full stamina", "locked True", "dead end",
        "no way out", "a way out that can be missed", "cold", "round", "back",
    ],
)  # fmt: skip
def test_it_happens_in_some_of_them(what: str) -> None:
    """Every part of the state, every way to end or not to end, rounds and dead ends."""
    assert met()[what] >= 2


def test_every_kind_of_condition_is_answered_both_ways() -> None:
    """Conditions of each kind, and conditions in each place, hold here and fail there."""
    both = {kind: 0 for kind in ("if", "needs", "say", "reply", "next", "abuse", "at_fault", "when")}
    for _, deals in made_up():
        for address, answers in (pair for deal in deals for pair in deal.read.items()):
            kind = next(part for part in reversed(address.split(".")) if not part.isdigit())
            both[kind] += len(answers) == 2
    assert min(both.values()) >= 2, both


def test_every_word_of_the_rules_is_used() -> None:
    """All techniques, slips and comparisons."""
    stories = [story for story, _ in made_up()]
    choices = [choice for story in stories for choice in story.choices.values()]
    parts = [leaf for story in stories for condition in conditions_of(story) for leaf in leaves(condition)]

    assert {technique for choice in choices for technique in choice.uses} == set(TECHNIQUES)
    assert {choice.slip for choice in choices} == {None, *SLIPS}
    compared = {(leaf.name, leaf.comparison) for leaf in parts if isinstance(leaf, Compare)}
    names = ("satisfaction", "stamina", "shop", "strikes", "trust", "doubt")
    assert compared == {(name, sign) for name in names for sign in (">=", "<=", ">", "<", "=")}


def test_most_of_what_is_asked_is_seen() -> None:
    """The stories are not so broken that little of them can be reached."""
    seen = [address in deal.seen for story, deals in made_up() for deal in deals for address in asked(story)]
    assert 0.4 < sum(seen) / len(seen) < 0.9


def test_uniform_players_have_a_choice() -> None:
    """More than one reply is open in a good part of all states."""
    counts = [len(uniform(deal, state)) for _, deals in made_up() for deal in deals for state in deal.moves]
    assert sum(count > 1 for count in counts) > len(counts) / 3


def test_a_seed_makes_one_story() -> None:
    """The same on every machine, so that a difference found can be looked at again."""
    story, _ = solved_story(3)
    assert digest(story) == digest(make_solved_story(3)[0]) != digest(solved_story(4)[0])
