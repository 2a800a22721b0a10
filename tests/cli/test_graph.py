"""`steady graph`: the four ways to draw, files, and calls that cannot be answered."""

from dataclasses import replace
from pathlib import Path

import pytest

from game.engine import RULES_VERSION, digest
from game.format.read import read_story
from game.lab.kept import FOLDER, Kept
from tests.lab.graphs import Ways, solved
from tests.support.calls import Desk

WAYS: Ways = {
    ("opening", "name-it", "offer"): 0.5,
    ("opening", "wait", "endings.gone"): 0.5,
    ("offer", "refund", "endings.calmer"): 0.5,
}


@pytest.fixture
def known(desk: Desk) -> Desk:
    """A desk at which the story has been solved before, so that nothing needs to be solved now."""
    story = read_story(desk.story).story
    assert story is not None
    analysis = solved(story, WAYS)
    endings = tuple(replace(ending, play=None) for ending in analysis.endings)
    deals = tuple(replace(deal, deal="lost") for deal in analysis.deals)
    analysis = replace(analysis, digest=digest(story), rules=RULES_VERSION, endings=endings, deals=deals)
    Kept(desk.saves / FOLDER).put(story, analysis)
    return desk


def test_the_outline_is_what_a_person_gets(known: Desk) -> None:
    answer = known.call("graph", "late-parcel")
    assert (answer.code, answer.err) == (0, "")
    assert "→ offer" in answer.out and "★ Calmer" in answer.out and "\x1b" not in answer.out


@pytest.mark.parametrize(("form", "begins"), [("svg", "<svg "), ("dot", "digraph "), ("mermaid", "---\ntitle: ")])
def test_each_format_is_written_to_standard_output(known: Desk, form: str, begins: str) -> None:
    assert known.call("graph", str(known.story), "--format", form).out.startswith(begins)


@pytest.mark.parametrize(
    ("name", "begins"), [("a.svg", "<svg"), ("a.DOT", "digraph"), ("a.mmd", "---"), ("a.txt", "The Late Parcel")]
)
def test_the_name_of_the_file_says_the_format(known: Desk, tmp_path: Path, name: str, begins: str) -> None:
    answer = known.call("graph", "late-parcel", "-o", str(tmp_path / name))
    assert answer.code == 0 and not answer.out and name in answer.err
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_the_format_that_is_named_counts_more(known: Desk, tmp_path: Path) -> None:
    known.call("graph", "late-parcel", "--format", "dot", "-o", str(tmp_path / "a.svg"))
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").startswith("digraph")


@pytest.mark.parametrize("name", ["no/such/folder/a.svg", ".", "a\0b.svg"])
def test_a_file_that_cannot_be_written_is_a_wrong_call(known: Desk, tmp_path: Path, name: str) -> None:
    answer = known.call("graph", "late-parcel", "-o", str(tmp_path / name))
    assert answer.code == 2 and "could not be written" in answer.err and not answer.out


def test_a_story_with_mistakes_is_told_what_is_wrong(known: Desk) -> None:
    known.story.write_text(known.story.read_text(encoding="utf-8").replace("go: END", "go: nowhere"), encoding="utf-8")
    answer = known.call("graph", "late-parcel")
    assert answer.code == 1 and "[unknown-scene]" in answer.err and not answer.out


def test_a_story_that_does_not_exist_is_a_wrong_call(desk: Desk) -> None:
    assert desk.call("graph", "no-such-story").code == 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_answers_help_in_both_languages(desk: Desk, language: str) -> None:
    answer = desk.call("--lang", language, "graph", "--help")
    assert answer.code == 0 and "mermaid" in answer.out
