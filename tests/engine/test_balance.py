"""The lessons that the numbers must teach, whatever the table is tuned to."""

import pytest

from game.engine import Session, start
from game.story import MOODS, SLIPS, TECHNIQUES, Flag, Mood, PromiseActs, Technique
from tests.support.making import after, last, loop, reply, scene, story

YES = Flag(True)
HOT: tuple[Mood, ...] = ("irritated", "furious")


def test_feelings_first() -> None:
    """At furious, NAME, OWN, OPTIONS beats OPTIONS, OWN, NAME by ten points of satisfaction at least."""
    told = loop(reply("name", "NAME"), reply("own", "OWN"), reply("options", "OPTIONS"), mood="furious", at_fault=YES)

    better, worse = after(told, "name", "own", "options"), after(told, "options", "own", "name")
    assert better.satisfaction - worse.satisfaction >= 10


@pytest.mark.parametrize("mood", HOT)
def test_stock_phrases_do_not_calm_anybody(mood: Mood) -> None:
    """From irritated on, a chat of nothing but TEMPLATE ends below 35."""
    told = loop(reply("stock", slip="TEMPLATE"), mood=mood)
    session = Session(told)
    while not session.state.ended and len(session.actions) < 9:
        session.act("stock")
        assert session.state.satisfaction < 35


@pytest.mark.parametrize("mood", HOT)
def test_a_mask_burns_out(mood: Mood) -> None:
    """Five MASK replies in a row from irritated on leave less than 30 stamina."""
    told = loop(reply("mask", slip="MASK"), mood=mood)

    assert after(told, *["mask"] * 5).stamina < 30


@pytest.mark.parametrize("slip", ["TEMPLATE", "MASK"])
def test_a_calm_customer_is_not_won_by_habit(slip: str) -> None:
    """From calm, neither stock phrases nor sweet words reach what a good ending asks for (75) in nine replies."""
    told = loop(reply("habit", slip=slip), mood="calm")  # type: ignore[arg-type]
    session = Session(told)
    while not session.state.ended and len(session.actions) < 9:
        session.act("habit")

    assert session.state.satisfaction < 75


def test_an_overpromise_pays_first_and_costs_later() -> None:
    """Ahead when it is given, behind when it falls due: the honest play overtakes."""
    told = story(
        scene("one", reply("honest", "CONCRETE", warm=True), reply("over", slip="OVERPROMISE", warm=True,
              promises=PromiseActs(opens=("call",))), to="two"),
        scene("two", reply("on", "LISTEN"), to="three", act=2),
        scene("three", reply("bye", warm=True), breaks=("call",), act=3),
        promises={"call": "Call by four"},
    )  # fmt: skip
    honest, over = Session(told), Session(told)
    honest.act("honest"), over.act("over")
    assert over.state.satisfaction > honest.state.satisfaction
    honest.act("on"), over.act("on")
    assert over.state.satisfaction < honest.state.satisfaction


def test_nothing_is_right_in_every_mood() -> None:
    """No technique and no slip is the best single reply, or tied for it, in all four moods."""
    always: set[str] = set(TECHNIQUES) | set(SLIPS)
    for mood in MOODS:
        told = loop(
            *(reply(word, word) for word in TECHNIQUES), *(reply(s, slip=s) for s in SLIPS), mood=mood, at_fault=YES
        )
        gains = {word: last(told, word).change.satisfaction for word in (*TECHNIQUES, *SLIPS)}
        always &= {word for word, gain in gains.items() if gain == max(gains.values())}

    assert not always


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_every_technique_has_its_moment(technique: Technique) -> None:
    """Each technique helps a customer or the agent in some mood; none is there only to be wrong."""
    helped = []
    for mood in MOODS:
        change = last(loop(reply("a", technique), mood=mood, at_fault=YES, abuse=YES), "a").change
        helped.append(change.satisfaction > 0 or change.stamina > 0)

    assert any(helped)


@pytest.mark.parametrize("mood", HOT)
def test_arguing_is_the_dearest_word(mood: Mood) -> None:
    """At irritated and furious nothing costs more satisfaction in the moment than ARGUE."""
    told = loop(*(reply(slip, slip=slip) for slip in SLIPS), mood=mood)
    changes = {slip: last(told, slip).change.satisfaction for slip in SLIPS}

    assert min(changes, key=changes.__getitem__) == "ARGUE"


def test_a_pause_pays_for_what_feeling_costs() -> None:
    """RESET and then NAME leaves more stamina than NAME alone, from every mood."""
    for mood in MOODS:
        told = loop(reply("pause", "RESET"), reply("name", "NAME"), mood=mood)
        assert after(told, "pause", "name", stamina=40).stamina > after(told, "name", stamina=40).stamina


def test_every_start_can_be_played() -> None:
    """Every mood opens with a customer who has not left and an agent who is not spent."""
    for mood in MOODS:
        state, _ = start(loop(reply("a"), mood=mood))
        assert state.satisfaction > 0 and state.stamina > 0 and not state.ended
