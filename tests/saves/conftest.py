"""Saved data in a folder of the test's own, with a clock that ticks once a call."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from game.saves import Saves, open_saves

MEMORY = "/dev/shm"
"""Where Linux keeps files in memory."""


def in_memory() -> str | None:
    """The folder for files in memory; None where there is none."""
    return MEMORY if os.access(MEMORY, os.W_OK) else None


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder in memory where there is such a thing: thousands of synced commits would take minutes on a busy disk."""
    with TemporaryDirectory(prefix="steady-", dir=in_memory(), ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture
def saves(tmp_path: Path) -> Iterator[Saves]:
    """Saved data, empty at first."""
    ticks = count(1000)
    opened = open_saves(tmp_path, clock=lambda: float(next(ticks)))
    yield opened
    opened.close()
