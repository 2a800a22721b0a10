"""Saving is noticed, whatever way an editor saves; and a wait is told only where it lasts and somebody looks."""

import threading
from io import StringIO
from itertools import islice
from pathlib import Path

import pytest

from game.lab.waiting import waiting
from game.lab.watching import Stamp, changes, stamp


class Terminal(StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "story.yaml").write_text("story: a\n", encoding="utf-8")
    return tmp_path


def test_a_stamp_changes_with_the_files_of_a_story(story: Path) -> None:
    stamps = [stamp([story])]
    (story / "story.yaml").write_text("story: ab\n", encoding="utf-8")
    stamps.append(stamp([story]))
    (story / "en.po").write_text("", encoding="utf-8")
    stamps.append(stamp([story]))
    (story / "story.yaml").unlink()
    stamps.append(stamp([story]))
    assert len(set(stamps)) == 4


def test_what_does_not_belong_to_the_story_is_not_watched(story: Path) -> None:
    before = stamp([story]), stamp([story / "story.yaml"])
    (story / "notes.txt").write_text("", encoding="utf-8")
    assert (stamp([story]), stamp([story / "story.yaml"])) == before


def test_a_file_of_another_name_is_watched(story: Path) -> None:
    draft = story / "draft.yaml"
    before = stamp([draft])
    draft.write_text("story: a\n", encoding="utf-8")
    assert stamp([draft]) != before


def test_each_change_is_told_once() -> None:
    looks: list[Stamp] = [(("a", at, 0),) for at in (1, 1, 1, 2, 2, 2, 3, 3)]
    naps: list[float] = []
    assert len(list(islice(changes(iter(looks).__next__, naps.append), 3))) == 3
    assert len(naps) == 3, "it sleeps only while nothing has changed"


def test_what_changes_during_the_work_is_seen_after_it(story: Path) -> None:
    """The files are looked at before the work: a save in the middle of it is not lost."""
    rounds = changes(lambda: stamp([story]), lambda _: pytest.fail("slept through a change"))
    next(rounds)
    (story / "story.yaml").write_text("story: changed\n", encoding="utf-8")
    next(rounds)


def test_a_long_wait_is_told_and_leaves_nothing_behind() -> None:
    stream, told = Terminal(), threading.Event()

    def word(seconds: int) -> str:
        told.set()
        return f"solving, {seconds} s"

    with waiting(stream, word, patience=0.001):
        assert told.wait(10)
    assert "solving, 1 s" in stream.getvalue() and stream.getvalue().endswith("\r\x1b[K")


def test_a_short_wait_is_not_told() -> None:
    stream = Terminal()
    with waiting(stream, lambda seconds: "solving", patience=60):
        pass
    assert stream.getvalue() == ""


def test_nobody_is_told_where_nobody_looks() -> None:
    stream = StringIO()
    with waiting(stream, lambda seconds: pytest.fail("told"), patience=0.0):
        pass
    assert stream.getvalue() == ""
