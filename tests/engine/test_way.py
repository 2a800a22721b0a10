"""The way to a scene: the fewest real actions that stand in it."""

from dataclasses import replace

import pytest

from game.engine import Deal, Session
from game.engine.way import way_to
from game.story import END, Condition, Fact, Read, Route, Story
from tests.support.builders import coat

DEAL = Deal("whole", 7)


def test_the_way_is_the_shortest_and_stands_in_the_scene() -> None:
    run = way_to(coat(), DEAL, "offer")
    assert run is not None
    assert len(run.actions) == 1
    assert Session.resume(coat(), run).state.scene == "offer"
    assert (run.deal, run.mode) == (DEAL, "practice")


def test_the_way_to_the_opening_is_no_action_at_all() -> None:
    run = way_to(coat(), DEAL, "opening")
    assert run is not None
    assert run.actions == ()


def test_where_only_another_variant_leads_there_it_is_dealt_that_one_in_the_same_order() -> None:
    run = way_to(_behind(Fact("button")), DEAL, "offer")
    assert run is not None
    assert run.deal == Deal("faulty", DEAL.order)


def test_a_card_is_looked_up_where_no_reply_leads_there_without() -> None:
    run = way_to(_behind(Read("rule")), DEAL, "offer")
    assert run is not None
    assert run.actions[0] == "card:rule"
    assert len(run.actions) == 2


def test_a_scene_that_nothing_leads_to_has_no_way() -> None:
    story = coat()
    opening = replace(story.opening, next=(Route(END),))
    assert way_to(replace(story, scenes={**story.scenes, "opening": opening}), DEAL, "offer") is None


def test_a_search_gives_up_at_its_bound() -> None:
    assert way_to(coat(), DEAL, "offer", most=1) is None


def test_a_scene_that_is_not_there_is_no_scene_without_a_way() -> None:
    with pytest.raises(KeyError):
        way_to(coat(), DEAL, "attic")


def _behind(condition: Condition) -> Story:
    """The coat, where the offer is only reached if something holds."""
    story = coat()
    opening = replace(story.opening, next=(Route("offer", condition), Route(END)))
    return replace(story, scenes={**story.scenes, "opening": opening})
