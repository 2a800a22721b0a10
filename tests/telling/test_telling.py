"""What happened, said in words: complete, in the player's language, with every number explained."""

from fractions import Fraction

import pytest

from game.engine import Cause, Change, Option, Score, score_of
from game.engine.score import Parts
from game.story import Choice, Line
from game.telling import (
    body,
    change,
    customer_line,
    line_text,
    locked_reason,
    minutes_after,
    reply_review,
    said,
    score_lines,
    share,
    spoken,
    turning_point,
)
from game.text import Translator, load
from tests.support.builders import coat
from tests.support.making import played

EN = load("en", strict=True)


def test_a_change_names_each_meter_that_moved_and_no_other() -> None:
    assert change(Change(satisfaction=6, stamina=-2), EN) == "satisfaction up 6, stamina down 2"
    assert change(Change(stamina=1), EN) == "stamina up 1"
    assert change(Change(shop=-20), EN) == "shop down 20"


def test_a_change_of_nothing_is_said_too(t: Translator) -> None:
    assert change(Change(), t) == change(Change(heat=-2), t) == t("telling.no_change")


def test_heat_is_never_told_as_a_number() -> None:
    assert share(Cause("NAME", Fraction(6), Fraction(-3, 2), Fraction(-3)), EN) == (
        "satisfaction +6, stamina -3, tempers cooled"
    )  # fmt: skip


def test_shares_keep_their_fractions() -> None:
    assert share(Cause("concrete", satisfaction=Fraction(7, 4)), EN) == "satisfaction +1.75"


def test_softer_words_stand_in_only_for_insults_and_only_when_asked_for() -> None:
    insult = Line("You lot!", "Ms Gu", "customer", insult=True, softer="Honestly.")
    assert line_text(insult) == "You lot!"
    assert line_text(insult, softer=True) == "Honestly."
    assert line_text(Line("So?", softer="Hm?"), softer=True) == "So?"


def test_narration_has_no_speaker() -> None:
    assert spoken(Line("A door closes."), EN) == "A door closes."
    assert spoken(Line("So?", "Ms Gu"), EN) == "Ms Gu: So?"


def test_each_bubble_of_a_reply_is_said_on_its_own() -> None:
    assert said(played(coat(), "listen").outcomes[-1], EN) == (
        "Lin: Loose threads, and after a week.",
        "Lin: I'd be cross too.",
    )


def test_silence_is_told_as_a_note() -> None:
    assert said(played(coat(), "wait").outcomes[-1], EN) == ("(You send nothing. You wait for her.)",)


def test_a_locked_reply_gives_the_storys_reason_or_the_rules(t: Translator) -> None:
    choice = Choice("x", "X", locked="Read the rule first.")
    assert locked_reason(Option(choice), t) == ""
    assert locked_reason(Option(choice, "needs"), t) == "Read the rule first."
    assert locked_reason(Option(choice, "exhausted"), t) == t("engine.lock.exhausted")
    assert locked_reason(Option(Choice("x", "X"), "needs"), t) == t("telling.locked")


def test_replies_take_a_minute_and_care_what_the_rules_say() -> None:
    assert minutes_after(played(coat(), "care:ask", "card:rule", "listen").outcomes) == (0, 2, 2, 3)


def test_the_sum_of_the_score_adds_up_to_its_total() -> None:
    state = played(coat(), "listen", "refund").state
    lines = score_lines(score_of(state, "best"), EN)
    points = [Fraction(line.rpartition(" ")[2]) for line in lines[:4]]
    assert f"All four together: {float(sum(points)):g}" == lines[4]
    assert lines[-1] == f"Times ten: {score_of(state, 'best').total} out of 1000"


def test_the_customers_part_is_explained() -> None:
    state = played(coat(), "listen", "refund").state
    assert customer_line(state, "mixed", EN).endswith(f"satisfaction, {state.satisfaction}, and the ending, 40")


@pytest.mark.parametrize(
    ("score", "key"),
    [
        (Score(500, Parts(Fraction(90), 10, 100, 100), Fraction(73), Fraction(50), False), "ceiling"),
        (Score(600, Parts(Fraction(90), 90, 50, 100), Fraction(83), Fraction(90), True), "struck"),
    ],
)
def test_a_cap_is_said_only_where_it_counts(score: Score, key: str, t: Translator) -> None:
    values = {"part": t("engine.part.stamina"), "points": "50", "cap": 600}
    assert t(f"telling.score.{key}", **values) in score_lines(score, t)
    assert len(score_lines(score, t)) == 7


def test_a_review_gives_techniques_change_causes_and_the_writers_word() -> None:
    review = reply_review(played(coat(), "listen").outcomes[-1], EN)
    assert review.said == ("Loose threads, and after a week.", "I'd be cross too.")
    assert review.techniques == "Name the feeling"
    assert review.slip == ""
    assert review.causes[0].startswith("putting the feeling into words: satisfaction +6")
    assert review.why == "Why listen."


def test_only_replies_are_reviewed() -> None:
    with pytest.raises(ValueError, match="replies"):
        reply_review(played(coat(), "care:ask").outcomes[-1], EN)


def test_the_body_tells_cost_and_gain_apart_the_largest_first() -> None:
    told = body(played(coat(), "care:breathe", "care:ask", "argue").outcomes, EN)
    assert told.restored == ("you took a breath: stamina +6", "you asked a colleague: stamina +5")
    assert told.cost[0] == "you were insulted; that hurts anyone: stamina -8"
    assert told.cost[1].endswith("stamina -5")


def test_the_turning_point_is_the_reply_that_moved_the_customer_most() -> None:
    turn = turning_point(played(coat(), "listen", "refund").outcomes)
    assert turn is not None
    assert turn.action == "refund"
    assert turning_point(played(coat(), "care:ask").outcomes) is None
