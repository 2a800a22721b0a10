"""Ranked chats of several players, kept as if each had played on the same computer, one after the other."""

from pathlib import Path

from game.engine import Deal, Session
from game.saves import Saves, open_saves
from game.saves.recording import Recording
from tests.support.ui import NOON, parcel

WELL, BADLY = ("name-it", "options"), ("wait", "policy")
EVENING = (
    ("Ann", BADLY), ("小林", WELL), ("陈晓梅", ("name-it", "policy")), ("Ann", WELL), ("Bernadette Okonkwo", WELL),
    ("小林", BADLY), ("Ann", ("name-it", "care:breathe", "options")), ("阿哲", ("wait", "options")), ("", BADLY),
)  # fmt: skip


def taken_turns(folder: Path, turns: tuple[tuple[str, tuple[str, ...]], ...] = EVENING) -> Saves:
    """Saved data in which these turns were taken, a minute each."""
    moments = iter(range(100_000))
    saves = open_saves(folder, clock=lambda: NOON - 86_400 + next(moments))
    for player, actions in turns:
        recording = Recording.begin(saves, Session(parcel(), Deal("default"), mode="ranked", player=player), "zh")
        for action in actions:
            recording.act(action)
    return saves
