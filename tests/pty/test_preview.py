"""The preview in a real terminal, beside an editor that saves."""

import os
import shutil
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="pseudo-terminals are a POSIX thing")

from game.saves import open_saves
from tests.support.terminal import Terminal

STORY = Path(__file__).parents[1] / "support" / "stories" / "late-parcel"
OPENED = "this follows"
KEPT = "still in the same place"
BROKEN = "this can't be played yet"


def save(file: Path, text: str) -> None:
    """Save as most editors do: a new file is moved over the old one."""
    beside = file.with_name(".story.yaml.tmp")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, file)


def test_saves_are_followed_while_the_chat_goes_on(tmp_path: Path) -> None:
    """New words, a mistake, its correction, a file that is deleted and written anew; then the writer leaves."""
    shutil.copytree(STORY, tmp_path / "story")
    file = tmp_path / "story" / "story.yaml"
    text = file.read_text(encoding="utf-8")
    saves = tmp_path / "saves"
    with Terminal("--lang", "en", "--saves", str(saves), "preview", str(file.parent)) as terminal:
        terminal.wait_for(OPENED)
        terminal.press("1")
        terminal.wait_for("0:01")
        save(file, text.replace("title: 迟到的包裹", "title: 晚到的包裹"))
        terminal.wait_for(KEPT)
        save(file, text.replace("slip: ARGUE", "slp: ARGUE"))
        terminal.wait_for(BROKEN)
        terminal.press("p")
        terminal.wait_for("slp: ARGUE")
        terminal.press("p")
        file.unlink()
        file.write_text(text, encoding="utf-8")
        terminal.wait_for(KEPT)
        assert "0:01" in terminal.text
        terminal.press("q")
        assert terminal.exit_code() == 0
    assert open_saves(saves).history() == ()


def test_a_name_without_a_story_is_refused_before_any_screen(tmp_path: Path) -> None:
    with Terminal("--lang", "en", "preview", str(tmp_path / "nothing.yaml")) as terminal:
        terminal.wait_for("There is no ")
        assert terminal.exit_code() == 2
