"""A lock that a card opens is met by those who have not opened it, whichever way they come."""

from dataclasses import replace

import pytest

from game.analysis.deal import solve_deal
from game.analysis.explore import Budget, Space
from game.analysis.locks import locked_without_cards
from game.analysis.solve import _Answers, solve
from game.story import Any_, Card, Choice, Condition, Fact, Read, Story
from game.story.condition import All
from tests.support.making import reply, scene, story
from tests.support.solver_answers import false_plays

CARDS = {id: Card(id, id, "facts") for id in ("rule", "file")}
RULE = Read("rule")


def told(first: Condition, then: Condition, *ways: Choice) -> Story:
    """`cite` asks for something, and so does the shortest way to it; there may be other ways."""
    return story(
        scene("here", reply("quote", needs=first, locked="Not yet.", go="there"), *ways, care=False),
        scene("aside", reply("on", go="there"), care=False),
        scene("there", reply("cite", needs=then, locked="Not yet."), reply("leave"), care=False),
        cards=CARDS, facts=("late",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("shown", "play"),
    [
        (told(RULE, RULE, reply("ask", go="aside")), ("ask", "on")),
        (told(Any_((RULE, Read("file"))), RULE), ("card:file", "quote")),
        (told(RULE, All((RULE, Fact("late")))), ("card:rule", "quote")),
        (told(RULE, All((RULE, Read("file")))), ("card:rule", "quote")),
    ],
    ids=["a longer way", "another card", "another reason", "one card of two"],
)
def test_a_lock_is_met_on_the_shortest_way_that_leaves_it_shut(shown: Story, play: tuple[str, ...]) -> None:
    """Though the shortest way of all opens the card: that it can be met hangs on no one play."""
    analysis = solve(shown)
    lock, needs = (
        analysis.proof("reachable", "choices.cite.locked"),
        analysis.proof("can-be-false", "choices.cite.needs"),
    )

    assert lock and (lock.verdict, lock.play and lock.play.actions, lock.deals) == ("proved", play, ("default",))
    assert needs and (needs.verdict, needs.play) == ("proved", lock.play)
    assert list(false_plays(shown, analysis)) == []


@pytest.mark.parametrize("then", [RULE, Any_((RULE, Read("file")))], ids=["the card", "either card"])
def test_a_lock_that_every_way_opens_is_met_by_nobody(then: Condition) -> None:
    """What the reply asks for always holds, and the writer is told so."""
    analysis = solve(told(RULE, then))
    lock, needs = (
        analysis.proof("reachable", "choices.cite.locked"),
        analysis.proof("can-be-false", "choices.cite.needs"),
    )

    assert lock and (lock.verdict, lock.play, lock.deals) == ("violated", None, ())
    assert needs and needs.verdict == "violated"


def test_a_search_for_other_ways_that_was_cut_off_leaves_it_open() -> None:
    """It is no proof that there is none."""
    shown = told(RULE, RULE, reply("ask", go="aside"))
    assert dict(locked_without_cards(Space(shown, "default"), Budget(states=0)))["cite"] is None

    deal = solve_deal(shown, "default", Budget())
    in_doubt = replace(deal, seen={**deal.seen, ("choices.cite.locked", True): None})
    lock = _Answers(shown, [in_doubt]).analysis(seconds=0).proof("reachable", "choices.cite.locked")
    assert lock and lock.verdict == "unknown"
