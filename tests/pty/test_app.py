"""The game in a real terminal: a shipped story played to its end, and a chat that outlives a kill."""

import re
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="pseudo-terminals are a POSIX thing")

from game.saves import open_saves
from tests.support.terminal import Terminal

STORY = "picky-returner"
OVER = "聊完了，回头看看这一局"
LOOKING_BACK = "任意键"
SCORE = r"总分 (\d+)"
BOARD = "今天的班"
GO_ON = "接着聊："


def test_a_story_is_played_to_its_end(tmp_path: Path) -> None:
    """The first open reply is taken until the chat is over; the debrief shows the score that was saved.

    In Chinese, whose signs are two columns wide; a preview does the same in English.
    """
    with started(tmp_path, "play", STORY) as terminal:
        for _ in range(40):
            terminal.wait(lambda: bool(replies(terminal)))
            if OVER in terminal.text:
                break
            take_first_open(terminal)
        terminal.press("\r")
        terminal.wait_for(LOOKING_BACK)
        terminal.press(" ")
        terminal.press("7")
        terminal.wait(lambda: bool(re.search(SCORE, terminal.text)))
        shown = re.search(SCORE, terminal.text)
        terminal.press("\x1b")
        terminal.wait_for(BOARD)
        terminal.press("q")
        assert terminal.exit_code() == 0
    saved = open_saves(tmp_path).history()
    assert shown and [run.result.score for run in saved if run.result] == [int(shown[1])]


def test_a_killed_chat_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """Whatever stood on the screen when the power went is there again."""
    with started(tmp_path, "play", STORY) as terminal:
        for _ in range(3):
            terminal.wait(lambda: bool(replies(terminal)))
            take_first_open(terminal)
        before = terminal.rows
        terminal.kill()
    with started(tmp_path) as terminal:
        terminal.wait_for(GO_ON)
        terminal.press("c")
        terminal.wait(lambda: bool(replies(terminal)))
        assert terminal.rows == before


def started(folder: Path, *words: str) -> Terminal:
    """The game with everything said at once."""
    saves = open_saves(folder)
    saves.set_setting("calm", True)
    saves.set_setting("text_speed", "instant")
    saves.close()
    return Terminal("--lang", "zh", "--saves", str(folder), *words)


def replies(terminal: Terminal) -> list[str]:
    """The replies on screen, each with the reason why it is locked, if it is."""
    below = terminal.text.rpartition("─────")[2]
    return re.split(r"\n\W*(?=\d  )", below)[1:]


def take_first_open(terminal: Terminal) -> None:
    """Press the digit of the first reply that is not locked, and wait for others."""
    offered = replies(terminal)
    terminal.press(next(reply[0] for reply in offered if "✕" not in reply))
    terminal.wait(lambda: replies(terminal) not in ([], offered))
