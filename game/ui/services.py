"""What the app is handed from outside: stories, saved data, the clock, the environment, the solver."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from game.format.shelf.catalogue import Catalogue
from game.saves import Saves

if TYPE_CHECKING:
    from game.analysis.background import DealSolver
    from game.engine import Run
    from game.story import Story
    from game.team.client.contest_play import ContestPlay
    from game.text import Language


def in_background(story: Story, run: Run) -> DealSolver:
    """Begin to solve the deal of a run in a process of its own."""
    from game.analysis.background import BackgroundSolver

    return BackgroundSolver(story, run)


def over_the_network(services: Services, language: Language) -> ContestPlay:
    """Take part in contests of servers that are asked by HTTP."""
    from game.team.client.contest_play import ContestPlay

    folder = services.saves.database.path.parent
    return ContestPlay(services.saves, services.stories, folder, language, clock=services.clock)


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
    solver: Callable[[Story, Run], DealSolver] = in_background
    """begins to solve the deal of a run"""
    contest: Callable[[Services, Language], ContestPlay] = over_the_network
    """what takes part in contests; made when the first one is looked at"""
