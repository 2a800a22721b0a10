"""A checked story at a glance: tables that hold their columns, plays in words, and the way to play them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from game.analysis.facts import Play, Proof
from game.format.problems.mistakes import framed
from game.lab.checked import Checked, check_story
from game.lab.objects import annotations
from game.lab.solving import Lab
from game.lab.steps import numbered, run_line, step_text
from game.lab.tables import bar, percent
from game.lab.told import told, total
from game.text import Translator, cell_width, load
from game.text.paint import ansi
from tests.lab.found import lab_finding, violated
from tests.support.calls import PARCEL

ZH, EN = load("zh", strict=True), load("en", strict=True)
LATE = Play("late", ("card:depot", "depot"))


@pytest.fixture
def story(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("late-parcel") / "story.yaml"
    file.write_text(PARCEL, encoding="utf-8")
    return str(file)


def checked(story: str, *proofs: Proof, lab: Lab | None = None) -> Checked:
    return check_story(Path(story), lab or lab_finding(*proofs))


def test_the_whole_is_seen_at_a_glance(story: str) -> None:
    text = told(checked(story), "late-parcel", EN)
    lines = text.split("\n")
    assert lines[:2] == ["late-parcel  The Late Parcel", "2,400 states, 6,800 steps, deals: 2, solved in 1.5 s"]
    assert "  ✓ ★ calmer               Calmer                900        1  ██▌          25%" in lines
    assert "  ★ calmer (lost)" in lines and "    Four days of th…" in lines
    assert "  choose at random       400       25%        0%       25%       50%" in lines
    assert lines[-1] == "late-parcel: no problems found."


@pytest.mark.parametrize(
    ("t", "name", "why"), [(EN, "choose at random", "too many states"), (ZH, "随便选", "没算出来")]
)
def test_players_of_whom_nobody_knows_how_they_end_are_not_given_numbers(
    story: str, t: Translator, name: str, why: str
) -> None:
    """A dash stands for each, and below the table stands what it means."""
    known = checked(story)
    assert known.analysis and why not in told(known, "late-parcel", t)
    players = tuple(replace(one, undecided=0.5 * (one.player == "uniform")) for one in known.analysis.players)
    lines = told(replace(known, analysis=replace(known.analysis, players=players)), "late-parcel", t).split("\n")
    row = next(line for line in lines if line.startswith(f"  {name} "))
    assert row.split()[-5:] == ["–"] * 5
    assert any("–" in line and why in line for line in lines[lines.index(row) :])


@pytest.mark.parametrize("width", [70, 80, 120])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_tables_fit_their_width(story: str, width: int, language: str) -> None:
    text = told(checked(story), "late-parcel", ZH if language == "zh" else EN, width=width)
    assert max(cell_width(line) for line in text.split("\n")) <= width


def test_colour_changes_no_character(story: str) -> None:
    one = checked(story, violated("no-dead-end", "", LATE))
    painted = told(one, "late-parcel", EN, ansi)
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == told(one, "late-parcel", EN)
    assert painted != told(one, "late-parcel", EN)


def test_a_play_is_told_in_words_and_can_be_played(story: str) -> None:
    text = told(checked(story, violated("no-dead-end", "", LATE)), "late-parcel", EN)
    assert (
        "  A play that shows it:\n"
        "    1. (card: Depot)\n"
        "    2. The depot is open until six.\n"
        "  steady run late-parcel --deal late --choose card:depot,depot"
    ) in text


def test_without_a_lab_a_story_is_only_read(story: str) -> None:
    one = check_story(Path(story))
    assert one.analysis is None and told(one, "late-parcel", EN) == "late-parcel: no problems found."


def test_an_ending_that_nobody_reaches_is_marked(story: str) -> None:
    """Those of an empty meter are left out: not every story lets one run out."""
    one = checked(story)
    assert one.analysis is not None
    endings = tuple(
        replace(ending, verdict="violated", play=None, best_score=None, share=0.0) for ending in one.analysis.endings
    )
    text = told(replace(one, analysis=replace(one.analysis, endings=endings)), "late-parcel", EN)
    assert re.search(r"✗ ★ calmer .* – +0%", text) and "walk-out" not in text


def test_what_is_remembered_or_cut_off_is_told(story: str) -> None:
    one = checked(story)
    assert one.analysis is not None
    assert "known from before" in told(replace(one, remembered=True), "late-parcel", EN)
    cut_off = replace(one.analysis, deals=(replace(one.analysis.deals[0], closed=False),))
    assert "cut off" in told(replace(one, analysis=cut_off), "late-parcel", EN)


def test_the_sum_names_the_worst_code(story: str) -> None:
    one = checked(story, violated("not-always-best", "choices.name-it"), violated("no-dead-end", ""))
    assert total([one], EN) == "Errors: 1, warnings: 1.\nTo learn why: steady explain dead-end"
    assert total([checked(story)], EN) == ""


def test_an_annotation_says_how_to_see_it(story: str) -> None:
    (line,) = annotations(checked(story, violated("no-dead-end", "", LATE)), "late-parcel", EN)
    assert line.startswith("::error file=") and line.endswith(
        "--deal late --choose card%3Adepot,depot".replace("%3A", ":")
    )


def test_every_action_has_words(story: str) -> None:
    parcel = checked(story).story
    assert parcel is not None
    actions = ("care:breathe", "care:ask", "care:reframe:her-shoes", "card:depot", "wait", "no-such", "card:gone\x1b")
    words = [step_text(parcel, action, EN) for action in actions]
    assert words[0] == "(breathe)" and words[3:6] == ["(card: Depot)", "Please be patient.", "no-such"]
    assert words[2].startswith("(think again: ") and "\x1b" not in words[6]
    assert max(map(cell_width, numbered(parcel, ["name-it"] * 10, EN, 20))) <= 20


def test_the_command_is_safe_to_paste() -> None:
    assert run_line("my stories/x;y", "default", ("a", "b")) == "steady run 'my stories/x;y' --choose a,b"


@pytest.mark.parametrize(("share", "text"), [(None, "–"), (0.0, "0%"), (0.001, "<1%"), (0.425, "42%"), (1.0, "100%")])
def test_shares_are_told_as_people_say_them(share: float | None, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(("share", "drawn"), [(0.0, ""), (1e-9, "▏"), (0.5, "█████"), (1.0, "█" * 10), (7.0, "█" * 10)])
def test_a_bar_is_as_long_as_its_share(share: float, drawn: str) -> None:
    assert bar(share).rstrip() == drawn and cell_width(bar(share)) == 10


def test_what_is_wrong_in_a_file_is_told_without_solving(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("broken") / "story.yaml"
    file.write_text(framed("choice", "- id: a\n  text: 好。\n  go: nowhere\n"), encoding="utf-8")
    one = checked(str(file))
    assert one.analysis is None and not one.ok and [problem.code for problem in one.problems] == ["unknown-scene"]
