"""What the app is handed from outside: stories, saved data, the clock, the environment."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from game.format.catalogue import Catalogue
from game.saves import Saves


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
