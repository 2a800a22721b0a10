"""`steady replay` verifies a run from wherever it comes, and exits 1 where it does not hold."""

import json
from pathlib import Path

from game.engine import Deal, Run
from game.saves import open_saves, run_to_json
from tests.support.calls import Desk


def test_an_exported_run_is_verified_and_told(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    file.write_text(json.dumps(_run(desk, "name-it", "refund")), encoding="utf-8")
    answer = desk.call("replay", str(file))
    assert answer.code == 0
    assert "Ms Lin: Well, yes." in answer.out
    assert "Technique: Name the feeling." in answer.out
    assert "Note: It says what she feels." in answer.out
    assert "out of 1000" in answer.out


def test_a_run_can_come_from_standard_input(desk: Desk) -> None:
    data = desk.call("replay", "-", "--json", typed=json.dumps(_run(desk, "name-it"))).json
    assert (data["verified"], data["same_story"], data["stopped"], data["ended"]) == (True, True, None, False)
    assert [entry["action"] for entry in data["log"]] == [None, "name-it"]


def test_a_saved_run_is_found_by_its_id(desk: Desk) -> None:
    saves = open_saves(desk.saves)
    digest = desk.call("run", "late-parcel", "--json").json["digest"]
    kept = saves.start(Run("late-parcel", digest, Deal("late"), ("wait",)), "en")
    saves.close()
    answer = desk.call("replay", kept.id, "--json")
    assert answer.code == 0
    assert answer.json["ending"] == "gone"


def test_a_finished_run_is_reviewed_and_the_sum_adds_up(desk: Desk) -> None:
    data = desk.call("replay", "-", "--json", typed=json.dumps(_run(desk, "wait"))).json
    review = data["review"]
    assert review["score"] == data["score"]
    assert review["par"] - sum(reply["loss"] for reply in review["replies"]) + review["care"] == data["score"]
    assert [reply["action"] for reply in review["replies"]] == ["wait"]


def test_the_review_is_told_in_words_too(desk: Desk) -> None:
    told = desk.call("replay", "-", typed=json.dumps(_run(desk, "wait")))
    assert "The review." in told.out
    assert "Verdict: " in told.out


def test_a_run_that_goes_on_has_no_review_yet(desk: Desk) -> None:
    answer = desk.call("replay", "-", "--json", typed=json.dumps(_run(desk, "name-it")))
    assert answer.json["review"] is None


def test_a_step_that_no_longer_works_does_not_verify(desk: Desk) -> None:
    answer = desk.call("replay", "-", typed=json.dumps(_run(desk, "name-it", "wait", "refund")))
    assert answer.code == 1
    assert "step 2, wait" in answer.err


def test_a_run_of_a_story_that_changed_does_not_verify(desk: Desk) -> None:
    run = {**_run(desk, "name-it"), "digest": "0" * 16}
    answer = desk.call("replay", "-", "--json", typed=json.dumps(run))
    assert answer.code == 1
    assert answer.json["verified"] is False


def test_a_deal_that_is_gone_does_not_verify(desk: Desk) -> None:
    answer = desk.call("replay", "-", typed=json.dumps({**_run(desk), "variant": "stolen"}))
    assert answer.code == 1
    assert "stolen" in answer.err


def test_what_is_no_run_is_refused_with_a_sentence(desk: Desk) -> None:
    for text in ("", "[]", "{}", '{"kind": "steady-run"}', "\x00", "[" * 100_000):
        answer = desk.call("replay", "-", typed=text)
        assert answer.code == 1
        assert answer.out == ""
        assert answer.err.strip()


def _run(desk: Desk, *actions: str) -> dict[str, object]:
    digest = desk.call("run", "late-parcel", "--json").json["digest"]
    return run_to_json(Run("late-parcel", digest, Deal("lost"), actions))
