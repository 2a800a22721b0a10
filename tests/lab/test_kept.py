"""What was found out is kept as it is, found again only for the same story, and never trusted into a crash."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.analysis.facts import Analysis, Flow, Play, Proof
from game.lab.codec import from_json, to_json
from game.lab.kept import MOST_FILES, Kept, key
from game.lab.solving import Lab
from game.story import Story
from tests.format.samples import story_of
from tests.lab.found import analysis_of, finding

STORY = story_of("top", "checks:\n  - every ending is reachable\n")
KNOWN = analysis_of(
    STORY,
    Proof("reachable", "scenes.opening", "proved", Play("default", ()), ("default",)),
    flows=(Flow("opening", "hello", "endings.calm", 0.5),),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file in which what is known stands."""
    Kept(tmp_path).put(STORY, KNOWN)
    return tmp_path / f"{key(STORY)}.json"


def changed(file: Path, change: Any) -> None:
    data = json.loads(file.read_text(encoding="utf-8"))
    change(data)
    file.write_text(json.dumps(data), encoding="utf-8")


def test_what_is_kept_is_found_as_it_was(tmp_path: Path, file: Path) -> None:
    assert Kept(tmp_path).get(STORY) == KNOWN
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_a_search_that_was_cut_off_is_not_kept(tmp_path: Path) -> None:
    cut_off = replace(KNOWN, deals=(replace(KNOWN.deals[0], closed=False),))
    undecided = analysis_of(STORY, Proof("not-fake", "choices.hello", "unknown"))
    for analysis in (cut_off, undecided):
        Kept(tmp_path).put(STORY, analysis)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("frame", "fragment"),
    [
        ("top", "at_fault: true\nchecks:\n  - every ending is reachable\n"),
        ("top", ""),
        ("say", "- 顾女士：在吗？\n- 顾女士：订单 12345 到哪了？\n"),
    ],
    ids=["logic", "checks", "lines"],
)
def test_another_story_is_not_taken_for_it(tmp_path: Path, file: Path, frame: str, fragment: str) -> None:
    """Its logic, its claims, and how its lines are counted: addresses of lines would point to others."""
    assert Kept(tmp_path).get(story_of(frame, fragment)) is None


def test_another_wording_is_the_same_story(tmp_path: Path, file: Path) -> None:
    reworded = replace(STORY, title="另一个", scenes=dict(STORY.scenes))
    assert Kept(tmp_path).get(reworded) == KNOWN


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"digest": 1}', b"1" * 5000, b"{}" + b" " * (17 << 20)],
    ids=["empty", "cut", "list", "null", "bytes", "deep", "other", "digits", "large"],
)
def test_a_file_that_holds_no_analysis_is_ignored(tmp_path: Path, file: Path, data: bytes) -> None:
    file.write_bytes(data)
    assert Kept(tmp_path).get(STORY) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(digest="0" * 16),
        lambda data: data.update(rules=0),
        lambda data: data.update(rules=True),
        lambda data: data.update(seconds="1"),
        lambda data: data.update(seconds=float("nan")),
        lambda data: data.update(extra=1),
        lambda data: data.pop("flows"),
        lambda data: data["deals"][0].update(closed=False),
        lambda data: data["deals"][0].update(deal="no-such-deal"),
        lambda data: data["endings"].pop(),
        lambda data: data["endings"][0].update(share=2.0),
        lambda data: data["endings"][0].update(best_score=1001),
        lambda data: data["endings"][0].update(verdict="perhaps"),
        lambda data: data["endings"][0]["play"].update(deal="no-such-deal"),
        lambda data: data["endings"][0]["play"].update(actions="hello"),
        lambda data: data["players"][0].update(shares=[["calm"]]),
        lambda data: data["proofs"][0].update(address="scenes.nowhere"),
        lambda data: data["proofs"][0].update(other="choices.nothing"),
        lambda data: data["proofs"][0].update(verdict="unknown"),
    ],
)
def test_an_analysis_that_cannot_be_of_the_story_is_ignored(tmp_path: Path, file: Path, change: Any) -> None:
    changed(file, change)
    assert Kept(tmp_path).get(STORY) is None


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner)))
def test_only_a_whole_value_is_read(data: object) -> None:
    """Anything else is refused in one way."""
    with pytest.raises(ValueError):
        from_json(Analysis, data)


def test_a_value_is_read_as_it_was_written() -> None:
    assert from_json(Analysis, json.loads(json.dumps(to_json(KNOWN)))) == KNOWN


def test_a_folder_that_cannot_be_written_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    kept = Kept(tmp_path / "file")
    kept.put(STORY, KNOWN)
    assert kept.get(STORY) is None


def test_only_so_many_are_kept(tmp_path: Path) -> None:
    for number in range(MOST_FILES + 5):
        story = story_of("choice", f"- id: more-{number}\n  text: 好。\n")
        Kept(tmp_path).put(story, analysis_of(story))
    assert len(list(tmp_path.iterdir())) == MOST_FILES
    assert Kept(tmp_path).get(story) is not None


def test_a_lab_solves_a_story_once(tmp_path: Path) -> None:
    solved: list[str] = []

    def solver(stories: Sequence[Story]) -> Iterator[Analysis]:
        solved.extend(story.id for story in stories)
        return finding()(stories)

    first, second = (Lab(tmp_path, solver).find_out(STORY) for _ in range(2))
    assert (first.remembered, second.remembered) == (False, True)
    assert first.analysis == second.analysis and solved == ["example"]
