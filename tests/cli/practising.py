"""A player who has practised: two chats and one continued from the first, kept as the game keeps them."""

from contextlib import closing

from game.engine import Deal, Run, digest
from game.format.read import read_story
from game.saves import Result, SavedRun, open_saves
from tests.support.calls import Desk

BEGAN = 1_700_000_000.0
"""2023-11-14T22:13:20Z"""


def practise(desk: Desk, player: str = "Lin") -> tuple[SavedRun, SavedRun, SavedRun]:
    """Keep a chat that ended well, one that was left, and one continued from the first after its first reply."""
    story = read_story(desk.story).story
    assert story is not None
    run = Run(story.id, digest(story), Deal("lost", 1), player=player)
    with closing(open_saves(desk.saves)) as saves:
        done = saves.start(run, "en", BEGAN)
        saves.append(done.id, 0, "care:breathe", BEGAN + 60)
        saves.append(done.id, 1, "name-it", BEGAN + 120)
        saves.append(done.id, 2, "refund", BEGAN + 9999, result=Result("calmer", "best", 912))
        left = saves.start(run, "en", BEGAN + 20_000)
        saves.append(left.id, 0, "wait", BEGAN + 20_010)
        again = saves.fork(done.id, 2)
        saves.append(again.id, 2, "refund", again.summary.started_at + 30, result=Result("gone", "bad", 300))
        return saves.load(done.id), saves.load(left.id), saves.load(again.id)
