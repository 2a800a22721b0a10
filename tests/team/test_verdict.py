"""What became of a run is told in the language that is spoken, whichever the server spoke."""

import json
from typing import Any

import pytest

from game.saves.contests import Waiting
from game.team.client.progress import RETOLD, sending
from game.team.verdict import FLAGS, REASONS, told
from game.team.wire import Verdict
from game.text import load

ZH, EN = load("zh", strict=True), load("en", strict=True)
SAID = "As the server said it."


def verdict(status: Any, reason: str = "", flags: tuple[str, ...] = (), **result: Any) -> Verdict:
    """A verdict with the sentence of a server."""
    values = {"score": 700, "points": 800, "best": 900, "place": None} | result
    return Verdict(status, sentence=SAID, reason=reason, flags=flags, **values)


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_every_reason_is_told_in_both_languages(reason: str) -> None:
    status, _, why = reason.partition("_")
    known = verdict(status, why)
    assert SAID not in {told(known, ZH), told(known, EN)} and told(known, ZH) != told(known, EN)


def test_what_counted_is_told_with_everything_that_was_said() -> None:
    assert told(verdict("counted", best=800, place=3), EN) == (
        "Counted: 800 points, your best in this story. You are now in place 3."
    )  # fmt: skip
    assert told(verdict("counted", hidden=True), EN) == (
        "Counted: 800 points. The board is frozen; places show again at the reveal."
    )  # fmt: skip
    assert told(verdict("void"), ZH) == "这一局被主持人取消了。想知道为什么，问问主持人。"
    for flag in FLAGS:
        assert EN(f"team.flag.{flag}") in told(verdict("flagged", flags=(flag,)), EN)


@pytest.mark.parametrize(
    "unknown",
    [
        verdict("refused", "too_polite"), verdict("late"), verdict("flagged"),
        verdict("flagged", flags=("reading", "humming")), verdict("counted", points=None),
    ],
)  # fmt: skip
def test_what_is_not_known_here_is_left_to_the_server(unknown: Verdict) -> None:
    assert told(unknown, ZH) == SAID


@pytest.mark.parametrize("refusal", [*sorted(RETOLD), "something_new"])
def test_a_no_is_told_again_where_the_word_is_known(refusal: str) -> None:
    kept = json.dumps({"refusal": {"code": "refused", "said": SAID, "refusal": refusal, "values": {}}})
    entry = Waiting("r", "c", "t", "0" * 16, 1, ("a",), (500,), 0.0, 0, 0.0, "", kept)
    sentences = {sending(entry, None, (), t).sentence for t in (ZH, EN)}
    assert len(sentences) == 2 if refusal in RETOLD else sentences == {SAID}
