"""How a chat ends, and what it is worth."""

from fractions import Fraction

import pytest

from game.engine import Parts, Score, Session, score, score_of, view
from game.story import Choice, Compare, Effect, Ending, Fact, Grade, PromiseActs, Route
from tests.support.making import after, last, loop, played, reply, said, scene, story


def test_the_first_ending_that_holds_wins() -> None:
    """Endings are asked in their order, after the last reply's effect."""
    endings = (
        Ending("great", "best", "", "", Compare("satisfaction", ">=", 80)),
        Ending("fine", "good", "", "", Compare("satisfaction", ">=", 60)),
        Ending("meh", "mixed", "", ""),
    )

    def ends(gain: int) -> str | None:
        return after(story(scene("one", _plus(gain), act=2), endings=endings, mood="calm"), "plus").ending

    assert [ends(gain) for gain in (22, 20, 2, 0, -5)] == ["great", "fine", "fine", "meh", "meh"]


def _plus(gain: int) -> Choice:
    return reply("plus", effect=Effect(satisfaction=gain + 1))  # a cold goodbye costs one


def test_a_meter_at_zero_ends_the_chat_at_once() -> None:
    """Satisfaction at 0 is `walk-out`, stamina at 0 is `hand-over`; satisfaction is asked first."""
    angry, spent = Effect(satisfaction=-100), Effect(stamina=-100)
    both = Effect(satisfaction=-100, stamina=-100)

    assert after(loop(reply("a", effect=angry)), "a").ending == "walk-out"
    assert after(loop(reply("a", effect=spent)), "a").ending == "hand-over"
    assert after(loop(reply("a", effect=both)), "a").ending == "walk-out"
    assert last(loop(reply("a", effect=angry)), "a").ending is not None


def test_no_line_is_spoken_after_the_chat_broke_off() -> None:
    """The next scene is not entered when a meter reached 0; what answers the reply itself is still said."""
    told = story(
        scene("one", reply("a", effect=Effect(satisfaction=-100), reply=(said("Enough."),)), to="two"),
        scene("two", reply("b"), say=(said("Hello again."),)),
    )

    assert [line.text for line in last(told, "a").lines] == ["Enough."]


def test_exhaustion_by_an_insult_hands_over() -> None:
    """An insult that takes the last stamina ends the chat kindly."""
    told = loop(reply("a", reply=(said("fool", insult=True),)))

    assert after(told, "a", stamina=6).ending == "hand-over"


def test_routes_are_asked_in_order_after_the_effect() -> None:
    """The first route whose condition holds is taken, with the facts and meters the reply left."""
    routes = (Route("told", Fact("known")), Route("END"))
    told = story(
        scene("one", reply("tell", sets=("known",)), reply("hide"), to=routes),
        scene("told", reply("x")),
        facts=("known",),
    )

    assert after(told, "tell").scene == "told"
    assert after(told, "hide").ended


def test_scenes_without_choices_are_passed_through() -> None:
    """A wordy scene without replies speaks and goes on; its lines come with the outcome."""
    told = story(
        scene("one", reply("a"), to="talk"),
        scene("talk", say=(said("Wait."),), to="two"),
        scene("two", reply("b"), say=(said("So?"),)),
    )

    assert [line.text for line in last(told, "a").lines] == ["Wait.", "So?"]
    assert after(told, "a").scene == "two"


@pytest.mark.parametrize(
    ("satisfaction", "stamina", "strikes", "shop", "grade", "total"),
    [
        (100, 100, 0, 10, "best", 1000),
        (80, 60, 0, 10, "best", 860),  # 36 + 15 + 20 + 15
        (0, 0, 0, 0, "bad", 200),  # only compliance is left
        (100, 5, 0, 10, "best", 450),  # burnt out: lowest part 5 + 40
        (100, 100, 1, 10, "best", 600),  # a strike caps at 600
        (100, 100, 2, 10, "best", 400),  # two strikes: compliance 0 + 40
        (61, 71, 0, 9, "good", 785),  # 27.2 + 17.75 + 20 + 13.5 = 78.45: 784.5, rounded half up
    ],
)
def test_the_score_is_the_balance_of_four_parts(
    satisfaction: int, stamina: int, strikes: int, shop: int, grade: Grade, total: int
) -> None:
    """40/25/20/15 percent, at most the lowest part plus 40, at most 600 with a strike, rounded half up."""
    state = played(loop(reply("a"))).state
    state = state._replace(satisfaction=satisfaction, stamina=stamina, strikes=strikes, shop=shop, ending="content")

    assert score_of(state, grade).total == total


def test_the_parts_explain_the_total() -> None:
    """What a score shows is enough to work it out again by hand."""
    session = played(story(scene("one", reply("a", "OPTIONS", slip="OVERPAY")), mood="calm"), "a")
    found = session.score

    assert isinstance(found, Score)
    weights = {"customer": 40, "stamina": 25, "compliance": 20, "shop": 15}
    assert found.weighted == sum(found.parts.values[name] * weight for name, weight in weights.items()) / Fraction(100)
    assert found.ceiling == min(found.parts.values.values()) + 40
    assert isinstance(found.parts, Parts)


def test_a_running_chat_has_no_score() -> None:
    """A score exists only after the end."""
    session = played(loop(reply("a")))

    assert session.score is None
    with pytest.raises(ValueError, match="ended"):
        score(session.story, session.state)


def test_hand_over_is_a_valid_ending_with_a_score() -> None:
    """Exhaustion ends the shift with a score, not with an error."""
    session = played(loop(reply("a", effect=Effect(stamina=-100))), "a")

    assert session.score is not None
    assert session.score.total <= 400
    assert view(session.story, session.state).actions == ()


def test_a_promise_settled_can_be_opened_again() -> None:
    """A promise kept once may be made again, and kept again."""
    acts = {"open": PromiseActs(opens=("p",)), "keep": PromiseActs(keeps=("p",))}
    told = loop(*(reply(id, promises=act) for id, act in acts.items()), promises={"p": "P"}, mood="calm")

    assert last(told, "open", "keep", "open", "keep").change.satisfaction == 8


def test_a_session_opened_again_stands_where_it_stood() -> None:
    """`Session.resume` gives the same states, outcomes and view."""
    session = played(loop(reply("a", "NAME"), reply("b", slip="ARGUE")), "a", "care:ask", "b")
    again = Session.resume(session.story, session.run)

    assert (again.states, again.outcomes, again.view) == (session.states, session.outcomes, session.view)
