"""A chat that goes on in a changed story: by the ids of what was done, as far as they go."""

from dataclasses import replace

from game.engine import Deal, Session
from game.story import Choice, Route, Story
from game.ui.preview.place import replayed, way_there
from tests.support.builders import coat


def in_offer(story: Story) -> Session:
    session = Session(story, Deal("faulty"))
    session.act("listen")
    return session


def changed(story: Story, scene: str, **more: object) -> Story:
    return replace(story, scenes={**story.scenes, scene: replace(story.scenes[scene], **more)})  # type: ignore[arg-type]


def test_the_same_actions_lead_to_the_same_place() -> None:
    place = replayed(in_offer(coat()), coat(title="A Coat"))
    assert (place.how, place.session.actions, place.session.state.scene) == ("kept", ("listen",), "offer")
    assert place.session.deal.variant == "faulty"


def test_an_action_that_is_gone_stops_the_replay_and_the_scene_is_remembered() -> None:
    new = changed(coat(), "opening", choices=(Choice("other", "Hello."),))
    place = replayed(in_offer(coat()), new)
    assert (place.how, place.session.actions, place.scene) == ("stopped", (), "offer")


def test_actions_that_end_elsewhere_say_so() -> None:
    story = coat()
    scenes = {**story.scenes, "later": replace(story.scenes["offer"], id="later")}
    new = changed(replace(story, scenes=scenes), "opening", next=(Route("later"),))
    place = replayed(in_offer(story), new)
    assert (place.how, place.session.state.scene) == ("led", "later")


def test_a_variant_that_is_gone_is_dealt_as_the_first() -> None:
    story = coat()
    place = replayed(in_offer(story), replace(story, variants=story.variants[:1]))
    assert (place.how, place.session.deal.variant) == ("kept", "whole")


def test_a_way_is_searched_where_nothing_is_proved_and_none_to_what_is_gone() -> None:
    story = coat()
    play = way_there(story, Deal("faulty"), "offer", None)
    assert play and (play.deal, len(play.actions)) == ("faulty", 1)
    assert way_there(story, Deal("faulty"), "nowhere", None) is None
