"""What the app is handed from outside: stories, saved data, the clock, the environment."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from game.format.problems import Problem
from game.format.read import ReadResult
from game.saves import Saves


class StoryHeader(Protocol):
    """What the shift board shows of a story without reading all of it."""

    @property
    def id(self) -> str:
        """The story's id; for a file that cannot be read, the name of its folder."""
        ...

    @property
    def title(self) -> str:
        """Its title in the language asked for."""
        ...

    @property
    def summary(self) -> str:
        """One sentence; may be empty."""
        ...

    @property
    def level(self) -> int:
        """1 novice, 2 trained, 3 senior."""
        ...

    @property
    def endings(self) -> int:
        """How many endings there are to be found."""
        ...

    @property
    def problem(self) -> Problem | None:
        """Why it cannot be played, where that is known from its header."""
        ...


class Stories(Protocol):
    """Where stories come from."""

    def headers(self, language: str) -> Sequence[StoryHeader]:
        """Return every story in its order on the board. Reads headers only; never raises."""
        ...

    def load(self, id_or_path: str, language: str) -> ReadResult:
        """Return a whole story in a language (`zh-CN`, `en`), or why there is none. Never raises."""
        ...


@dataclass(frozen=True)
class Services:
    """Everything outside that the app uses."""

    stories: Stories
    saves: Saves
    clock: Callable[[], float] = time.time
    """seconds since the epoch"""
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    language: str | None = None
    """what `--lang` was given: `zh` or `en`; it wins over the setting until the player changes the language"""
