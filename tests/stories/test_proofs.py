"""What the solver proves of the shipped stories, of one deal of each; `steady check` proves the others.

A deal has millions of states, so these tests take some seconds each.
"""

from dataclasses import replace
from functools import cache

import pytest

from game.analysis.facts import Analysis
from game.analysis.solve import solve
from tests.support.golden import story_in

STORIES = ("picky-returner", "angry-buyer", "hesitant-shopper")
MOST_WALK_OUTS = 0.3
"""Share of random players whom the customer may leave: a beginner is to see how the story ends."""
EASILY_BEST = 0.6
"""Share of careful players who may come to the best ending: what the customer hides has to be looked for."""


@cache
def solved(name: str) -> Analysis:
    """The first deal of a story, as if the story had no other."""
    story = story_in(name, "zh")
    return solve(replace(story, variants=story.variants[:1]))


def shares(name: str, player: str) -> dict[str, float]:
    """How a player's chats end, by grade; `walk-out` by itself."""
    grades = {ending.id: ending.grade for ending in story_in(name, "zh").endings}
    facts = next(facts for facts in solved(name).players if facts.player == player)
    ends = dict(facts.shares)
    found = dict.fromkeys(("best", "good", "mixed", "bad"), 0.0) | {"walk-out": ends["walk-out"]}
    for id, share in facts.shares:
        found[grades[id]] += share
    return found


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("question", ["no-dead-end", "a-way-out", "no-stock-phrases", "no-masks", "no-slip-needed"])
def test_a_story_is_sound_and_fair(name: str, question: str) -> None:
    """Nobody gets stuck; neither stock phrases nor forced smiles beat chance; the best score needs no slip."""
    proof = solved(name).proof(question, "")
    assert proof is not None and proof.verdict == "proved"


@pytest.mark.parametrize("name", STORIES)
def test_what_a_story_claims_is_proved(name: str) -> None:
    """Each check that this deal can play holds, and it plays some of them."""
    claims = [proof for proof in solved(name).proofs if proof.question == "check" and proof.address != "checks.1"]
    played = [proof for proof in claims if proof.other != "unplayable"]
    assert played and all(proof.verdict == "proved" for proof in played)


@pytest.mark.parametrize("name", STORIES)
def test_habits_do_not_win(name: str) -> None:
    """Stock phrases, forced smiles, pleasing at once: none comes to the best ending, the first hardly to a good one."""
    assert shares(name, "template")["good"] < 0.02
    assert shares(name, "mask")["good"] < 0.2
    for player in ("template", "mask", "greedy"):
        assert shares(name, player)["best"] < 0.005, player


@pytest.mark.parametrize("name", STORIES)
def test_a_beginner_sees_how_a_story_ends(name: str) -> None:
    """Random replies lose the customer now and then, and do not win the best ending."""
    uniform = shares(name, "uniform")
    assert 0.05 < uniform["walk-out"] < MOST_WALK_OUTS
    assert uniform["best"] < 0.05


@pytest.mark.parametrize("name", STORIES)
def test_a_careful_player_does_well_but_not_by_default(name: str) -> None:
    """Without a slip the customer stays and the chat often ends well; the best ending takes listening, too."""
    careful = shares(name, "careful")
    assert careful["walk-out"] < 0.01
    assert careful["best"] + careful["good"] > 0.4
    assert 0.01 < careful["best"] < EASILY_BEST
