"""The rule book: what a reply does, rule by rule. Numbers are those of the table unless a test says why not."""

import pytest

from game.engine import State
from game.engine.step import start
from game.story import Fact, Flag, Mood, PromiseActs, Slip, Technique
from tests.support.making import after, last, loop, reply, said, scene, story

YES = Flag(True)


def moved(told: object, *actions: str, **start_values: object) -> tuple[int, int, int]:
    """How the last action moved satisfaction, heat and stamina."""
    change = last(told, *actions, **start_values).change  # type: ignore[arg-type]
    return change.satisfaction, change.heat, change.stamina


def test_the_worked_example() -> None:
    """The two replies of the rules' own example lead where it says; reversed, he is still furious and unheard."""
    owning = reply("own", "NAME", "OWN", concrete=True)
    solving = reply("solve", "OPTIONS", "CONCRETE", concrete=True)
    told = loop(owning, solving, mood="furious", at_fault=YES)

    first = after(told, "own")
    both = after(told, "own", "solve")
    reversed_start = after(told, "solve")

    assert (first.satisfaction, first.mood, first.stamina, first.heard) == (39, "irritated", 73, True)
    assert (both.satisfaction, both.mood) == (56, "anxious")
    assert (reversed_start.satisfaction, reversed_start.mood, reversed_start.heard) == (26, "furious", False)


@pytest.mark.parametrize(
    ("mood", "satisfaction", "heard"),
    [("calm", 60, True), ("anxious", 50, False), ("irritated", 40, False), ("furious", 25, False)],
)
def test_the_mood_sets_the_start(mood: Mood, satisfaction: int, heard: bool) -> None:
    """Each mood starts in the middle of its band; only a calm customer feels heard already."""
    state, _ = start(loop(reply("a"), mood=mood))

    assert (state.mood, state.satisfaction, state.heard, state.stamina, state.shop) == (
        mood,
        satisfaction,
        heard,
        80,
        10,
    )
    assert state.heat % 3 == 1


def test_techniques_add_up_before_rounding() -> None:
    """NAME 6/-12/-3 and CONCRETE 6/-8/-1 at irritated are summed, then rounded once: heat -20/8 becomes -2."""
    assert moved(loop(reply("a", "NAME", "CONCRETE")), "a") == (12, -2, -4)


def test_concrete_words_help_a_quarter_more_and_harm_no_more() -> None:
    """`concrete` weighs only what helps the customer; stamina and losses stay."""
    assert moved(loop(reply("a", "CONCRETE", concrete=True)), "a") == (7, -1, -1)
    assert moved(loop(reply("a", slip="ARGUE", concrete=True)), "a") == moved(loop(reply("a", slip="ARGUE")), "a")


@pytest.mark.parametrize(("technique", "gated"), [("OPTIONS", True), ("EXPLAIN", True), ("CONCRETE", False)])
def test_solutions_wait_until_she_is_heard(technique: Technique, gated: bool) -> None:
    """OPTIONS and EXPLAIN do more for a customer who feels heard; other techniques do not ask."""
    told = loop(reply("hear", "NAME", effect=_heat(2)), reply("solve", technique))
    unheard = moved(told, "solve")
    heard = moved(told, "hear", "solve")

    assert (heard[0] > unheard[0]) is gated


def _heat(steps: int) -> object:
    from game.story import Effect

    return Effect(heat=steps)


def test_order_counts_within_a_reply() -> None:
    """OPTIONS after NAME in the same reply is heard; before it, it is not."""
    assert moved(loop(reply("a", "NAME", "OPTIONS")), "a")[0] > moved(loop(reply("a", "OPTIONS", "NAME")), "a")[0]


def test_listening_is_heard_when_it_is_concrete() -> None:
    """LISTEN opens the gate only with a right paraphrase, which the writer marks as concrete."""
    assert after(loop(reply("a", "LISTEN", concrete=True)), "a").heard
    assert not after(loop(reply("a", "LISTEN")), "a").heard


def test_she_stops_feeling_heard_when_heat_rises_a_band() -> None:
    """`heard` falls when the mood gets worse, not for a little heat within the band."""
    told = loop(reply("hear", "NAME", effect=_heat(1)), reply("hurt", slip="ARGUE"), mood="irritated")

    assert after(told, "hear").heard
    assert not after(told, "hear", "hurt").heard


def test_softening_words_wear_out() -> None:
    """NAME, OWN and THANK share a counter: full once, half twice, then -2/+3/0."""
    told = loop(reply("thank", "THANK"), mood="calm")
    gains = [last(told, *["thank"] * count).change.satisfaction for count in range(1, 5)]

    assert gains == [3, 1, 1, -2]


def test_own_asks_who_is_at_fault() -> None:
    """OWN is worth less where the shop is not at fault; a reply may own another fault than the story's."""
    guilty, innocent = loop(reply("a", "OWN"), at_fault=YES), loop(reply("a", "OWN"))

    assert moved(guilty, "a")[0] > moved(innocent, "a")[0]
    assert moved(loop(reply("a", "OWN", at_fault=YES)), "a") == moved(guilty, "a")


def test_boundary_needs_abuse() -> None:
    """BOUNDARY restores where there is abuse, and hurts where there is none."""
    assert moved(loop(reply("a", "BOUNDARY"), abuse=YES), "a") == (-1, -0, 3)
    assert moved(loop(reply("a", "BOUNDARY")), "a") == (-8, 1, -1)


def test_a_cold_handoff_hurts() -> None:
    """HANDOFF without summary, name and time is another row."""
    assert moved(loop(reply("a", "HANDOFF")), "a")[0] > 0 > moved(loop(reply("a", "HANDOFF", cold=True)), "a")[0]


def test_mask_drains_more_each_time_in_a_row() -> None:
    """Each MASK after a MASK costs two more, up to four; another reply ends the streak."""
    told = loop(reply("mask", slip="MASK"), reply("other"), reply("rush", slip="RUSH"), mood="calm")
    costs = [last(told, *["mask"] * count).change.stamina for count in range(1, 5)]

    assert costs == [-4, -6, -8, -8]
    assert moved(told, "mask", "mask", "other", "mask")[2] == -4
    assert moved(told, "mask", "mask", "rush")[2] == 0


def test_a_tired_agent_pays_a_quarter_more() -> None:
    """Below 50 stamina a cost grows by a quarter, and by one at least; a gain does not."""
    costly, cheap, gain = reply("a", slip="MASK"), reply("a", "NAME"), reply("a", "RESET")

    assert moved(loop(costly), "a", stamina=49)[2] == -11
    assert moved(loop(cheap), "a", stamina=49)[2] == -4
    assert moved(loop(gain), "a", stamina=49)[2] == 8
    assert moved(loop(costly), "a", stamina=50)[2] == -9


def test_steadied_feeling_costs_half() -> None:
    """NAME or OWN directly after RESET or a helping care action costs half the stamina (deep acting)."""
    told = loop(reply("pause", "RESET"), reply("own", "OWN"), at_fault=YES)

    assert moved(told, "own")[2] == -2
    assert moved(told, "pause", "own")[2] == -1
    assert moved(told, "care:reframe:her-shoes", "own")[2] == -1
    assert moved(told, "care:reframe:swallow", "own")[2] == -2


def test_emoji_hurts_only_in_anger() -> None:
    """`emoji` is harmless up to anxious, -2/+3/0 from irritated on."""
    for mood, lost in (("calm", 0), ("anxious", 0), ("irritated", 2), ("furious", 2)):
        plain, sweet = loop(reply("a"), mood=mood), loop(reply("a", emoji=True), mood=mood)
        assert moved(plain, "a")[0] - moved(sweet, "a")[0] == lost


def test_warmth_belongs_to_the_ends() -> None:
    """A cold opening or goodbye costs one, warm filler in act 2 costs one, a warm goodbye earns two."""
    opening = story(scene("one", reply("cold"), reply("warm", warm=True), to="two"), scene("two", reply("x"), act=2))
    closing = story(scene("zero", to="end"), scene("end", reply("cold"), reply("warm", warm=True), act=3))

    assert [moved(opening, action)[0] for action in ("cold", "warm")] == [-1, 0]
    assert [moved(loop(reply("a", warm=warm)), "a")[0] for warm in (False, True)] == [0, -1]
    assert [moved(closing, action)[0] for action in ("cold", "warm")] == [-1, 2]


@pytest.mark.parametrize(
    ("trait", "better"),
    [
        ("price", reply("a", "OPTIONS", about="price")),
        ("quality", reply("a", "EXPLAIN", about="quality")),
        ("quality", reply("a", "MATCH", about="quality")),
        ("talkative", reply("a", "LISTEN")),
    ],
)
def test_traits_double_what_speaks_to_them(trait: str, better: object) -> None:
    """A customer's trait doubles what the technique does to her, not what it costs the agent."""
    plain = moved(loop(better, mood="calm"), "a")  # type: ignore[arg-type]
    told = moved(loop(better, mood="calm", traits=(trait,)), "a")  # type: ignore[arg-type]

    assert told[0] == 2 * plain[0]
    assert told[2] == plain[2]


def test_a_terse_customer_wants_half_the_feeling() -> None:
    """`terse` halves NAME."""
    assert moved(loop(reply("a", "NAME"), traits=("terse",)), "a")[0] == 3


@pytest.mark.parametrize(("trait", "expected"), [(None, (5, -1)), ("principled", (-4, 0)), ("opportunist", (0, 1))])
def test_easy_money(trait: str | None, expected: tuple[int, int]) -> None:
    """OVERPAY pleases, but offends the principled and makes the opportunist ask for more; it always costs the shop."""
    told = loop(reply("a", slip="OVERPAY"), traits=(trait,) if trait else ())
    outcome = last(told, "a")

    assert (outcome.change.satisfaction, outcome.change.heat) == expected
    assert outcome.change.shop == -20


def test_a_breach_is_a_strike_and_nothing_at_once() -> None:
    """BREACH moves no meter in the moment; strikes count to two."""
    told = loop(reply("a", slip="BREACH"))

    assert moved(told, "a") == (0, 0, 0)
    assert [after(told, *["a"] * count).strikes for count in (1, 2, 3)] == [1, 2, 2]


def test_an_insult_costs_stamina_and_less_after_a_boundary() -> None:
    """An insult costs 6 at irritated, 8 at furious, half in answer to a BOUNDARY; nothing where it is not said."""
    insult = said("fools", insult=True)
    told = loop(reply("a", reply=(insult,)), reply("b", "BOUNDARY", reply=(insult,)), abuse=YES)
    unsaid = loop(reply("a", reply=(said("fools", insult=True, when=Fact("no")),)), facts=("no",))

    assert moved(told, "a")[2] == -6
    assert moved(told, "b")[2] == 3 - 3
    assert moved(unsaid, "a")[2] == 0


def promise_story() -> object:
    return story(
        scene("zero", to="now"),
        scene(
            "now",
            reply("open", promises=PromiseActs(opens=("call",))),
            reply("keep", promises=PromiseActs(keeps=("call",))),
            reply("warn", promises=PromiseActs(slips=("call",))),
            reply("due", go="due"),
            to="now", act=2,
        ),
        scene("due", reply("end"), breaks=("call",), act=3),
        promises={"call": "Call by four"}, mood="calm",
    )  # fmt: skip


def test_promises_kept_and_broken() -> None:
    """Keeping pays 8, saying early that it slips costs 3, one found broken costs 20 and the shop ten points."""
    told = promise_story()

    assert moved(told, "open", "keep")[0] == 8
    assert moved(told, "open", "warn")[0] == -3
    broken = last(told, "open", "due")  # type: ignore[arg-type]
    assert (broken.change.satisfaction, broken.change.shop) == (-20, -10)
    assert after(told, "open", "due").promises == (3,)  # type: ignore[arg-type]


def test_only_open_promises_can_be_kept_or_broken() -> None:
    """Without an open promise the same replies and scenes do nothing."""
    told = promise_story()

    assert moved(told, "keep")[0] == 0
    assert moved(told, "due")[0] == 0
    assert moved(told, "open", "keep", "due")[0] == 0


def test_the_slip_table_never_pays_in_anger() -> None:
    """From irritated on, a slip that is not a promise or money leaves the customer no happier than one point."""
    slips: tuple[Slip, ...] = ("RUSH", "TEMPLATE", "ARGUE", "PUSH", "MASK", "BREACH")
    for mood in ("irritated", "furious"):
        for slip in slips:
            assert moved(loop(reply("a", slip=slip), mood=mood), "a")[0] <= 1


def test_a_state_is_small_and_hashable() -> None:
    """Two ways to the same state are equal and hash alike, so that it can be searched."""
    told = loop(reply("a"), reply("b"), mood="calm")

    assert len({after(told, "a"), after(told, "b")}) == 1
    assert isinstance(hash(after(told, "a")), int)
    assert isinstance(after(told, "a"), State)
