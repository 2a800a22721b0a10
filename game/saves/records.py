"""What the saved data tells: runs as they were kept, and what a player has done so far."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.engine import Run, State
    from game.story import Grade

BEST_FIRST: tuple[Grade, ...] = ("best", "good", "mixed", "bad")
"""The grades of endings as `game.story` has them; named here because the board is shown before any story is loaded."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a run ended."""

    ending: str
    """the id of the ending"""
    grade: Grade
    score: int
    """0..1000"""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a run began from."""

    language: str
    """the language of the interface it was started in: `zh` or `en`"""
    forked_from: str | None = None
    """the run whose first actions it copied"""
    replaces: bool = False
    """that run is no longer offered for going on"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state as it was when it was saved, to be compared with what the replay says."""

    place: int
    """after so many actions"""
    text: str
    """the state as `state_to_json` writes it"""


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A kept run without its actions, for lists. Times are seconds since the epoch."""

    id: str
    story: str
    mode: str
    player: str
    language: str
    """the language of the interface it was started in: `zh` or `en`"""
    started_at: float
    last_played: float
    length: int
    """number of actions"""
    result: Result | None = None
    """None while it runs"""
    forked_from: str | None = None
    """the run whose first actions this one copied"""
    set_aside: bool = False
    """no longer offered for going on"""


@dataclass(frozen=True, slots=True)
class SavedRun:
    """A kept run with all its actions."""

    summary: RunSummary
    run: Run
    snapshot: Snapshot | None = None

    @property
    def id(self) -> str:
        """The id of the run in the saved data; ids grow with time."""
        return self.summary.id

    @property
    def result(self) -> Result | None:
        """How it ended; None while it runs."""
        return self.summary.result


@dataclass(frozen=True, slots=True)
class Progress:
    """What a player has done with one story."""

    story: str
    plays: int = 0
    """chats begun anew, forks not counted"""
    finished: int = 0
    """chats that ended, forks included"""
    best_score: int | None = None
    """0..1000"""
    best_grade: Grade | None = None
    endings: frozenset[str] = frozenset()
    """ids of the endings found"""
    last_played: float | None = None
    """seconds since the epoch"""


def state_to_json(state: State) -> str:
    """Return a state as JSON text with named fields; equal states give equal texts."""
    return json.dumps(state._asdict(), ensure_ascii=False, sort_keys=True)
