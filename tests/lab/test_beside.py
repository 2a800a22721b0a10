"""A story solved beside the screen: an answer where there is one, kept for the next time; an end when it is closed."""

import gc
import os
import sys
from pathlib import Path

import pytest

from game.format.read import read_story
from game.lab.beside import Beside, Thinker
from game.lab.kept import Kept
from game.story import Story

PATIENCE = 60.0
NOBODY = (sys.executable, "-c", "pass")
BUSY = (sys.executable, "-c", "import sys, time; sys.stdin.buffer.read(1); time.sleep(600)")


def parcel() -> Story:
    story = read_story(Path(__file__).parents[1] / "support" / "stories" / "late-parcel").story
    assert story
    return story


def test_what_was_found_out_comes_home_and_is_kept(tmp_path: Path) -> None:
    story, thinker = parcel(), Thinker(tmp_path)
    assert thinker.known(story) is None
    thinking = thinker.think(story)
    analysis = thinking.answer.result(PATIENCE)
    assert analysis and analysis.closed
    assert thinker.known(story) == analysis


def test_a_process_that_dies_leaves_no_answer_and_no_trouble(tmp_path: Path) -> None:
    assert Beside(parcel(), Kept(None), NOBODY).answer.result(PATIENCE) is None
    assert Beside(parcel(), Kept(None), ("/nowhere/at/all",)).answer.result(PATIENCE) is None


def test_one_that_is_closed_stops_whatever_it_is_doing() -> None:
    thinking = Beside(parcel(), Kept(None), BUSY)
    thinking.close()
    assert thinking.answer.cancelled()
    assert thinking.pid
    with pytest.raises(ProcessLookupError):
        os.kill(thinking.pid, 0)


def test_one_that_nobody_needs_any_more_ends_by_itself() -> None:
    pid = Beside(parcel(), Kept(None), BUSY).pid
    assert pid
    gc.collect()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
