"""`steady team admin …`: every order says what it did, asks why, and asks first where it cannot be taken back."""

import json
import stat
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from game.team.client import admin_words
from game.team.document import Clock
from game.team.organising import Note
from game.text import load
from tests.team.admin.conftest import Office


def test_how_it_stands_in_words_and_as_data(office: Office) -> None:
    said = office.call("status", "--contest", office.serving.slug)
    assert said.code == 0
    for part in ("Spring Cup · open", "Lantern", "茶壶", " to look at"):
        assert part in said.out
    data = office.call("status", "--contest", office.serving.slug, "--json").json
    assert data["contest"]["code"].replace("-", "") == office.serving.made.contest.code
    assert [contest["slug"] for contest in office.call("contests", "--json").json["contests"]][-1] == "spring-cup"


def test_each_order_says_in_a_sentence_what_it_did(office: Office) -> None:
    run = office.call("runs", "--flagged", "--json").json["runs"][0]["run"]
    calls = {
        ("void", run, "--yes"): "The run of Mei is taken out",
        ("restore", run): "The run of Mei counts",
        ("rename", "茶壶", "Teapot"): "茶壶 is now called Teapot",
        ("rename", "小林", "Lin"): "小林 is now called Lin",
        ("move", "lin", "night", "--yes"): "Lin is now in Night, no longer in Teapot",
        ("hide", "Mei"): "Mei is shown without a name",
        ("show", "Mei"): "Mei is shown by name",
        ("lead", "Mei"): "Mei now leads",
        ("lead", "Mei", "--off"): "Mei no longer leads",
        ("show-code",): "shows how to join",
        ("show-code", "--off"): "no longer shows",
        ("rotate-code", "--yes"): "The new code of “Spring Cup” is ",
        ("times", "--freezes", "2100-01-01T12:00"): "Freezes by hand → 2100-01-01 12:00",
        ("times", "--freezes", "-30", "--closes", "2100-01-01T12:00"): "12:00 → 2100-01-01 11:30 · Ends by hand →",
        ("times", "--freezes", "by-hand", "--closes", "by-hand"): "Freezes 2100-01-01 11:30 → by hand",
        ("freeze",): "stands still",
        ("close", "--yes"): "hidden until you reveal it",
        ("open", "--yes"): "goes on, its board is still frozen",
        ("unfreeze", "--yes"): "moves again",
    }
    for words, sentence in calls.items():
        answer = office.call(*words, "--reason", "test")
        assert (answer.code, sentence in answer.out) == (0, True), (words, answer)
    log = office.call("log", "--json").json["notes"]
    assert [note["reason"] for note in log] == ["test"] * len(calls)
    assert "counts → taken out" not in office.call("log").out and "flagged → taken out" in office.call("log").out


def test_without_a_reason_or_a_yes_nothing_is_done(office: Office) -> None:
    before = office.call("log", "--json").json["of"]
    for words in (("close", "--reason", "x"), ("hide", "Mei"), ("hide", "Mei", "--reason", "  ")):
        answer = office.call(*words)
        assert (answer.code, answer.out) == (2, ""), words
    assert office.call("log", "--json").json["of"] == before


def test_what_is_over_goes_on_only_for_who_says_so_twice(office: Office) -> None:
    """`open` is meant for another contest, perhaps: here, it would call off a reveal."""
    assert office.call("close", "--yes").code == 0
    asked = office.call("open", "--reason", "x")
    assert (asked.code, asked.out, "is over. Let it go on?" in asked.err) == (2, "", True)
    assert office.call("open", "--reason", "x", "--yes").out == "“Spring Cup” goes on.\n"


def test_a_time_that_passed_before_it_opened_is_not_told(office: Office) -> None:
    """It has not closed: it was not open yet, and opens without an end."""
    contest = office.organiser().meant(office.serving.slug)
    late = replace(contest, state="planned", frozen=False, clock=Clock(1000, None, 500, 900))
    assert admin_words.clock(late, load("en")) == "by hand"
    assert admin_words.clock(replace(late, state="open"), load("en")).startswith("closed ")


def test_a_step_of_a_reveal_stands_in_the_log_as_what_is_still_secret() -> None:
    note = Note(0, "admin", "reveal", "spring-cup", "", "closed", "2", "")
    assert admin_words.change(note, load("en")) == "teams still secret: 2"


def test_what_is_part_of_every_contest_needs_no_reason(office: Office) -> None:
    assert office.call("freeze").code == 0


def test_a_name_that_several_have_must_be_told_apart(office: Office) -> None:
    answer = office.call("hide", "kai", "--reason", "x")
    assert answer.code == 2
    assert all(office.member(number) in answer.err for number in (1, 3))
    assert office.call("hide", "night/kai", "--reason", "x").code == 0
    assert office.call("show", office.member(3), "--reason", "x").code == 0
    assert office.call("rename", "night/kai", "Kai/晚班", "--reason", "x").code == 0
    assert office.call("rename", "Kai/晚班", "Kai", "--reason", "x").code == 0
    assert office.call("hide", "nobody", "--reason", "x").code == 2
    assert office.call("move", "Mei", "nowhere", "--reason", "x", "--yes").code == 2
    assert office.call("void", "nonsense", "--reason", "x", "--yes").code == 2


def test_a_run_is_turned_only_where_that_changes_anything_and_its_state_is_said(office: Office) -> None:
    run = office.call("runs", "--member", office.member(1), "--json").json["runs"][0]["run"]
    for word, state in (("void", "(taken out)"), ("restore", "(counts)")):
        assert office.call(word, run, "--reason", "x", "--yes").code == 0
        answer = office.call(word, run, "--reason", "x", "--yes")
        assert (answer.code, "attempt 1" in answer.err, state in answer.err) == (2, True, True), answer.err


def test_a_time_that_is_none_or_follows_from_none_is_not_set(office: Office) -> None:
    calls = {
        (): "--opens, --freezes or --closes", ("--closes", "soon"): "is no time",
        ("--closes", "+15"): "counts from a time that is planned", ("--closes", "2020-01-01T12:00"): "has passed",
    }  # fmt: skip
    for words, sentence in calls.items():
        answer = office.call("times", *words, "--reason", "x")
        assert (answer.code, answer.out, sentence in answer.err) == (2, "", True), (words, answer.err)


def test_lists_are_whole_unless_a_limit_is_wished_for(office: Office) -> None:
    whole = office.call("members", "--json").json["members"]
    assert office.call("members", "--limit", "2", "--json").json["members"] == whole[:2]
    assert "first 2 of 5" in office.call("members", "--limit", "2").out
    for enough in ("5", "9"):
        assert "of 5" not in office.call("members", "--limit", enough).out
        assert office.call("members", "--limit", enough, "--json").json["of"] == 5
    assert office.call("log", "--limit", "0").code == 2


def test_what_is_counted_no_further_is_told_as_at_least_so_many() -> None:
    assert [admin_words.number(of) for of in (None, 1000, 0)] == ["1000+", "1000", "0"]


def test_a_run_is_read_word_by_word_with_why_it_is_flagged(office: Office) -> None:
    runs = office.call("runs", "--member", "Mei", "--json").json["runs"]
    shown = office.call("watch", runs[-1]["run"])
    assert (shown.code, "Mei" in shown.out.splitlines()[0]) == (0, True)
    assert "Satisfaction" in shown.out
    assert office.call("watch", runs[0]["run"], "--json").json["run"]["status"] == runs[0]["status"]


@pytest.mark.parametrize("format", ["csv", "jsonl", "zip"])
def test_an_export_is_written_whole_for_its_owner_alone_and_over_nothing(
    office: Office, tmp_path: Path, format: str
) -> None:
    file = tmp_path / f"all.{format}"
    answer = office.call("export", format, "-o", str(file), "--contest", office.serving.slug)
    assert (answer.code, str(file) in answer.out, stat.S_IMODE(file.stat().st_mode)) == (0, True, 0o600)
    assert {"csv": file.read_bytes().startswith(b"\xef\xbb\xbf"), "zip": zipfile.is_zipfile(file)}.get(format, True)
    if format == "jsonl":
        assert len([json.loads(line) for line in file.read_text().splitlines()]) > 6
    quiet = office.call("export", format, "--no-names", "-o", str(file), "--force", "--contest", office.serving.slug)
    assert (quiet.code, b"Mei" in file.read_bytes()) == (0, False)
    assert office.call("export", format, "-o", str(file)).code == 2
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_another_round_is_made_with_its_window(office: Office) -> None:
    made = office.call("new", "第二轮", "--opens", "2030-01-01T10:00", "--closes", "2030-01-01T12:00",
                       "--stories", "late-2", "--reason", "more", "--json").json  # fmt: skip
    assert (made["state"], made["clock"]["closes"] - made["clock"]["opens"]) == ("planned", 7200)
    assert office.call("open", "--contest", made["slug"], "--reason", "early").code == 0
    assert office.call("close", "--contest", made["slug"], "--reason", "late", "--yes").code == 0
    wrong = ("new", "X", "--opens", "2030-01-02T10:00", "--closes", "2030-01-01T12:00", "--reason", "x")
    assert office.call(*wrong).code == 2
    assert "has passed" in office.call("new", "X", "--closes", "2020-01-01T12:00", "--reason", "x").err


def test_where_nothing_is_to_be_found_it_says_what_to_do(office: Office, tmp_path: Path) -> None:
    away = office.desk.call("--saves", str(tmp_path), "--lang", "en", "team", "admin", "status")
    assert (away.code, "--address" in away.err) == (2, True)
    assert office.call("status", "--contest", "elsewhere").code == 2
    assert "spring-cup" in office.call("status", "--contest", "elsewhere").err
    assert office.call().code == 2
    assert "rotate-code" in office.call().err


def test_the_runs_of_who_has_left_are_found_by_the_id(office: Office) -> None:
    lan = office.serving.join("Lan Leaves", "Night")
    lan.play(taste=77)
    lan.ask("DELETE", "/api/me")
    assert office.call("runs", "--member", "Lan Leaves").code == 2
    assert [run["member"] for run in office.call("runs", "--member", lan.id, "--json").json["runs"]] == [lan.id]
    assert office.call("hide", lan.id, "--reason", "test").code != 0
