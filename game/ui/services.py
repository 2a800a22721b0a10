"""What the app is handed from outside: stories, saved data, the clock, the environment, the solver."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from game.format.catalogue import Catalogue
from game.saves import Saves

if TYPE_CHECKING:
    from concurrent.futures import Future

    from game.analysis.review_facts import Review
    from game.engine import Run
    from game.story import Story


class Solver(Protocol):
    """Solves one deal while it is played."""

    def review(self, run: Run) -> Future[Review]:
        """Ask for the review of a finished run of the deal; the future fails with NoReviewError where there is none."""

    def close(self) -> None:
        """Stop, whatever it is doing."""


def in_background(story: Story, variant: str) -> Solver:
    """Begin to solve a deal in a process of its own."""
    from game.analysis.background import BackgroundSolver

    return BackgroundSolver(story, variant)


@dataclass(frozen=True)
class Services:
    """Everything outside that the app uses."""

    stories: Catalogue
    saves: Saves
    clock: Callable[[], float] = time.time
    """seconds since the epoch"""
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    stopwatch: Callable[[], float] = time.monotonic
    """seconds from any moment on, for what happens within seconds"""
    language: str | None = None
    """what `--lang` was given: `zh` or `en`; it wins over the setting until the player changes the language"""
    solver: Callable[[Story, str], Solver] = in_background
    """begins to solve the deal of a story's variant"""
