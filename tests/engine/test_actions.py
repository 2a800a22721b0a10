"""What can be done, when, and what is refused."""

import pytest

from game.engine import ActionUnavailableError, ChatEndedError, Deal, Session, view
from game.story import Card, Compare, Effect, Fact, Flag, Read, Used
from tests.support.making import after, last, loop, played, reply, scene, story

CARDS = {"rule": Card("rule", "Rule", "Opened is fine."), "file": Card("file", "File", "Three orders.")}


def ids(session: Session) -> list[str]:
    return [option.id for option in session.view.options]


def test_if_hides_and_needs_locks() -> None:
    """`if` hides a reply while false; `needs` shows it locked and refuses it."""
    told = loop(
        reply("plain"),
        reply("hidden", when=Fact("known")),
        reply("locked", needs=Fact("known"), locked="First ask."),
        reply("ask", sets=("known",)),
        facts=("known",),
    )
    session = played(told)

    assert ids(session) == ["plain", "locked", "ask"]
    assert [option.lock for option in session.view.options] == [None, "needs", None]
    with pytest.raises(ActionUnavailableError) as refused:
        session.act("locked")
    assert refused.value.lock == "needs"
    assert {"plain", "ask"} <= set(refused.value.available)
    session.act("ask")
    assert [option.lock for option in session.view.options] == [None, None, None, None]


def test_a_card_opens_what_needs_it_and_costs_nothing() -> None:
    """Looking up changes nothing but that it was read; it can be done again."""
    told = loop(reply("quote", needs=Read("rule")), cards=CARDS)
    session = played(told)
    before = session.state
    assert session.view.options[0].lock == "needs"
    outcome = session.act("card:rule")

    assert outcome.card == CARDS["rule"]
    assert session.state == before._replace(read=1)
    session.act("card:rule")
    session.act("quote")


def test_once_means_once() -> None:
    """A reply marked `once` disappears after use; `used ID` remembers any reply it asks about."""
    told = loop(reply("a", once=True), reply("b"), reply("c", when=Used("b")))

    assert ids(played(told, "a")) == ["b"]
    assert ids(played(told, "b")) == ids(played(told, "b", "c")) == ["a", "b", "c"]


def test_exhaustion_locks_the_demanding_until_steadied() -> None:
    """Below 30 stamina a demanding reply is locked; a care action or RESET unlocks it for the next reply."""
    told = loop(reply("hard", demanding=True), reply("pause", "RESET"), reply("swallow"), mood="calm")
    session = played(told, stamina=29)

    assert session.view.options[0].lock == "exhausted"
    session.act("care:reframe:swallow")
    assert session.view.options[0].lock == "exhausted"
    session.act("care:breathe")
    assert session.view.options[0].lock is None
    assert played(told, stamina=30).view.options[0].lock is None
    assert played(told, "pause", stamina=20).view.options[0].lock is None


def test_care_is_given_once_each_and_only_where_allowed() -> None:
    """Each care action once a chat; none in a scene that forbids it."""
    told = loop(reply("a"))
    session = played(told, "care:breathe")

    assert session.view.care == ("reframe", "ask")
    with pytest.raises(ActionUnavailableError):
        session.act("care:breathe")
    forbidden = story(scene("one", reply("a"), care=False))
    assert played(forbidden).view.care == ()
    with pytest.raises(ActionUnavailableError):
        played(forbidden, "care:ask")


@pytest.mark.parametrize(
    ("action", "gained"),
    [
        ("care:breathe", 6), ("care:ask", 5), ("care:reframe:her-shoes", 5), ("care:reframe:just-work", 4),
        ("care:reframe:look-away", 2), ("care:reframe:swallow", -1),
    ],
)  # fmt: skip
def test_what_care_gives(action: str, gained: int) -> None:
    """Perspective helps more than reappraisal, that more than distraction; pushing a feeling away costs."""
    assert last(loop(reply("a")), action, stamina=40).change.stamina == gained


def test_the_colleague_gives_the_hint_of_the_scene() -> None:
    """`care:ask` tells the scene's hint."""
    told = story(scene("one", reply("a"), hint="Read the file first."))

    assert last(told, "care:ask").hint == "Read the file first."


def test_a_long_silence_is_cold_unless_announced() -> None:
    """More than three minutes without a word chills the customer once; an announced pause does not."""
    told = loop(reply("pause", "RESET"), reply("a"))
    silence = ("care:breathe", "care:reframe:her-shoes", "care:ask")

    assert last(told, *silence).change.satisfaction == -8
    assert last(told, *silence[:2]).change.satisfaction == 0
    assert last(told, "pause", *silence).change.satisfaction == 0
    assert last(told, "care:breathe", "a", *silence[1:]).change.satisfaction == 0


@pytest.mark.parametrize(
    "action",
    [
        "", "nothing", "care:", "care:sleep", "care:reframe", "care:reframe:", "care:reframe:x", "care:breathe:x",
        "care:ask:x", "care:breathe:", "card:", "card:rule:", "card:none", ":", "a:b", "\x00", "动作", "a" * 10_000,
    ],
)  # fmt: skip
def test_unknown_actions_are_refused_with_those_that_are_open(action: str) -> None:
    """Anything that is not an available action is refused, and the state stays as it was."""
    session = played(loop(reply("a"), cards=CARDS))
    before = session.state

    with pytest.raises(ActionUnavailableError) as refused:
        session.act(action)
    assert set(refused.value.available) == set(session.view.actions)
    assert session.state == before and session.actions == ()


def test_what_the_view_offers_can_be_done() -> None:
    """Every action that the view names is accepted."""
    told = loop(reply("a"), reply("b", needs=Flag(False)), cards=CARDS)

    for action in view(told, played(told).state).actions:
        assert played(told, action).actions == (action,)


def test_nothing_can_be_done_after_the_end() -> None:
    """An ended chat offers nothing and refuses everything."""
    session = played(story(scene("one", reply("a"))), "a")

    assert session.state.ended
    assert session.view.actions == ()
    with pytest.raises(ChatEndedError):
        session.act("a")


def test_the_dealt_order_lists_differently_and_changes_nothing_else() -> None:
    """An order seed shuffles the listing; the same actions lead to the same states."""
    replies = [reply(f"r{number}") for number in range(6)]
    told = loop(*replies, mood="calm")
    listings = {tuple(ids(Session(told, Deal("default", order)))) for order in range(30)}

    assert ids(Session(told)) == [one.id for one in replies]
    assert len(listings) > 10
    assert {frozenset(one) for one in listings} == {frozenset(one.id for one in replies)}
    assert after(told, "r3", "r1", deal=Deal("default", 7)) == after(told, "r3", "r1")


def test_counters_keep_their_bounds() -> None:
    """A counter never leaves its declared bounds, however often it is moved."""
    from game.story import Counter

    up, down = (Effect(counters=(("trust", change),)) for change in (2, -2))
    told = loop(reply("up", effect=up), reply("down", effect=down), counters=(Counter("trust", 1, 4, 2),))

    assert after(told, "up", "up").counters == (4,)
    assert after(told, "down", "down").counters == (1,)
    assert ids(played(loop(reply("x", when=Compare("trust", ">=", 4)), reply("up", effect=up),
                           counters=(Counter("trust", 1, 4, 2),)), "up")) == ["x", "up"]  # fmt: skip
