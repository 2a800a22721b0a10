"""The writer's commands: `check`, `new`, `fmt` and `explain`, with their exit codes."""

import os
from pathlib import Path

import pytest

from game.analysis.facts import Play, Proof
from game.format.read import read_story
from game.lab.kept import FOLDER, Kept
from tests.lab.found import analysis_of
from tests.support.calls import Desk

STORY_KEYS = {"story", "path", "digest", "states", "transitions", "seconds", "problems", "endings", "proofs"}
PROBLEM_KEYS = {"code", "severity", "file", "line", "column", "end_line", "end_column", "message", "hint"}
ENDING_KEYS = {"id", "grade", "verdict", "deal", "shortest", "best_score", "share"}


def spoil(desk: Desk, old: str = "go: END", new: str = "go: nowhere") -> None:
    desk.story.write_text(desk.story.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def know(desk: Desk, *proofs: Proof) -> None:
    """Let the story have been solved before, with this outcome."""
    story = read_story(desk.story).story
    assert story is not None
    Kept(desk.saves / FOLDER).put(story, analysis_of(story, *proofs))


def test_check_of_a_clean_story_is_fine(desk: Desk) -> None:
    know(desk)
    answer = desk.call("check", str(desk.story))
    assert answer.code == 0 and answer.out.startswith("late-parcel  The Late Parcel\n")
    assert answer.out.endswith("late-parcel: no problems found.\n")


def test_check_reads_without_solving_where_that_is_enough(desk: Desk) -> None:
    answer = desk.call("check", "--quick", str(desk.story))
    assert (answer.code, answer.out) == (0, "late-parcel: no problems found.\n")
    assert not (desk.saves / FOLDER).exists()


def test_check_shows_the_line_and_exits_1(desk: Desk) -> None:
    spoil(desk)
    answer = desk.call("check", str(desk.story.parent))
    assert answer.code == 1
    assert "[unknown-scene] There is no scene “nowhere”." in answer.out
    assert "        go: nowhere\n" in answer.out and "^^^^^^^" in answer.out


def test_check_shows_what_was_violated_and_how_to_see_it(desk: Desk) -> None:
    know(desk, Proof("no-dead-end", "", "violated", Play("late", ("name-it",))))
    answer = desk.call("check", str(desk.story))
    assert answer.code == 1 and "[dead-end]" in answer.out and "    1. Four days of the same line" in answer.out
    assert f"  steady run {desk.story} --deal late --choose name-it\n" in answer.out


def test_the_command_that_check_prints_plays_what_it_says(desk: Desk) -> None:
    know(desk, Proof("no-dead-end", "", "violated", Play("late", ("name-it",))))
    line = next(line for line in desk.call("check", "late-parcel").out.splitlines() if "steady run" in line)
    assert desk.call(*line.split()[1:], "--json").json["scene"] == "offer"


def test_check_prints_one_object_for_programs(desk: Desk) -> None:
    spoil(desk)
    data = desk.call("check", str(desk.story), "--json").json
    assert data.keys() == {"stories", "ok"} and data["ok"] is False
    (story,) = data["stories"]
    assert story.keys() == STORY_KEYS and story["digest"] is None
    assert all(problem.keys() == PROBLEM_KEYS for problem in story["problems"])
    assert next((p["code"], p["line"], p["column"]) for p in story["problems"]) == ("unknown-scene", 20, 13)


def test_check_tells_programs_what_was_proved(desk: Desk) -> None:
    play = Play("late", ("name-it",))
    know(desk, Proof("reachable", "scenes.offer", "proved", play, ("lost", "late")))
    (story,) = desk.call("check", "late-parcel", "--format", "json").json["stories"]
    assert (story["states"], story["transitions"], story["seconds"]) == (2400, 6800, 1.5)
    assert [ending["id"] for ending in story["endings"]] == ["walk-out", "hand-over", "calmer", "gone"]
    assert all(ending.keys() == ENDING_KEYS for ending in story["endings"])
    assert story["endings"][2] | {"share": 0.25} == {
        "id": "calmer",
        "grade": "best",
        "verdict": "proved",
        "deal": "lost",
        "shortest": ["name-it"],
        "best_score": 900,
        "share": 0.25,
    }
    assert story["proofs"] == [
        {
            "question": "reachable",
            "address": "scenes.offer",
            "verdict": "proved",
            "deal": "late",
            "play": ["name-it"],
            "deals": ["lost", "late"],
            "other": None,
        }
    ]


def test_warnings_alone_exit_0(desk: Desk) -> None:
    spoil(desk, "text: Please be patient.", "text: Please be patient ~")
    answer = desk.call("check", "--quick", str(desk.story))
    assert answer.code == 0 and "[emoji-not-marked]" in answer.out


def test_check_annotates_for_a_code_host(desk: Desk) -> None:
    spoil(desk)
    line = desk.call("check", str(desk.story), "--format", "github").out.splitlines()[0]
    assert (
        line.startswith("::error file=")
        and "line=20" in line
        and line.endswith("Check the spelling, or add what is missing.")
    )


def test_check_takes_a_folder_of_stories(desk: Desk) -> None:
    stories = desk.call("check", str(desk.story.parent.parent), "--quick", "--json").json["stories"]
    assert [story["story"] for story in stories] == ["late-parcel"]


def test_check_of_nothing_is_a_wrong_call(desk: Desk) -> None:
    answer = desk.call("check", "no/such/place")
    assert answer.code == 2 and "no/such/place" in answer.err and not answer.out


def test_watching_is_for_people(desk: Desk) -> None:
    answer = desk.call("check", "--watch", "--json")
    assert answer.code == 2 and "--watch" in answer.err and not answer.out


@pytest.mark.parametrize("language", ["zh", "en"])
def test_new_writes_a_story_that_checks_clean(desk: Desk, tmp_path: Path, language: str) -> None:
    answer = desk.call("--lang", language, "new", "my-story", "--folder", str(tmp_path))
    assert answer.code == 0 and str(tmp_path / "my-story" / "story.yaml") in answer.out
    assert desk.call("check", "--quick", str(tmp_path / "my-story")).out == "my-story: no problems found.\n"
    assert desk.call("fmt", "--check", str(tmp_path / "my-story")).code == 0


def test_new_leaves_what_is_there_alone(desk: Desk, tmp_path: Path) -> None:
    desk.call("new", "my-story", "--folder", str(tmp_path))
    file = tmp_path / "my-story" / "story.yaml"
    file.write_text("mine", encoding="utf-8")
    assert desk.call("new", "my-story", "--folder", str(tmp_path)).code == 2
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("id", "like"), [("My Story", "my-story"), ("../up", "up"), ("故事", "late-parcel"), ("", "late-parcel")]
)
def test_new_refuses_what_is_no_id_and_says_what_would_be_one(desk: Desk, tmp_path: Path, id: str, like: str) -> None:
    answer = desk.call("new", id, "--folder", str(tmp_path))
    assert answer.code == 2 and f"such as {like}." in answer.err


def test_fmt_puts_a_file_in_order_and_says_so(desk: Desk) -> None:
    spoil(desk, "        uses: [NAME]\n", "")
    spoil(desk, "      - id: name-it\n", "      - uses: [NAME]\n        id: name-it\n")
    assert desk.call("fmt", "--check", str(desk.story)).code == 1
    answer = desk.call("fmt", str(desk.story))
    assert answer.code == 0 and "Put in order" in answer.out
    text = desk.story.read_text(encoding="utf-8")
    assert "      - id: name-it\n" in text and desk.call("fmt", "--check", str(desk.story)).code == 0
    assert list(desk.story.parent.iterdir()) == [desk.story]


@pytest.mark.skipif(os.name != "posix", reason="links and rights as POSIX has them")
def test_fmt_keeps_the_links_and_rights_of_a_file(desk: Desk, tmp_path: Path) -> None:
    real = desk.story
    real.write_text(real.read_text(encoding="utf-8").replace("title: ", "title:   "), encoding="utf-8")
    real.chmod(0o640)
    link = tmp_path / "linked.yaml"
    link.symlink_to(real)
    assert desk.call("fmt", str(link)).code == 0
    assert link.is_symlink() and real.stat().st_mode & 0o777 == 0o640
    assert desk.call("fmt", "--check", str(real)).code == 0


def test_fmt_takes_the_id_of_a_story_too(desk: Desk) -> None:
    assert desk.call("fmt", "--check", "late-parcel").code == desk.call("fmt", "--check", str(desk.story)).code
    assert desk.call("fmt", "no-such-story").code == 2


def test_fmt_does_not_touch_what_it_cannot_read(desk: Desk) -> None:
    desk.story.write_text("scenes: [\n", encoding="utf-8")
    answer = desk.call("fmt", str(desk.story))
    assert answer.code == 1 and "[open-bracket]" in answer.err
    assert desk.story.read_text(encoding="utf-8") == "scenes: [\n"


def test_explain_shows_a_wrong_and_a_right_example(desk: Desk) -> None:
    answer = desk.call("explain", "text-cut-off")
    assert answer.code == 0
    assert "text: 订单 ▸#12345 已发货。" in answer.out and 'text: "订单 #12345 已发货。"' in answer.out


def test_explain_without_a_code_lists_them(desk: Desk) -> None:
    lines = desk.call("explain").out.splitlines()
    assert len(lines) > 90 and any(line.startswith("tab: ") for line in lines)


def test_explain_says_how_to_list_the_codes_where_it_has_no_guess(desk: Desk) -> None:
    answer = desk.call("explain", "xyzzy")
    assert answer.code == 2 and answer.err == "There is no code “xyzzy”. `steady explain` alone lists them all.\n"


def test_explain_guesses_a_code(desk: Desk) -> None:
    answer = desk.call("explain", "text-cutoff")
    assert answer.code == 2 and "text-cut-off" in answer.err


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", ["check", "new", "fmt", "explain"])
def test_each_command_answers_help_in_both_languages(desk: Desk, command: str, language: str) -> None:
    answer = desk.call("--lang", language, command, "--help")
    assert answer.code == 0 and answer.out
