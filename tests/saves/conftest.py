"""Saved data in a folder of the test's own, with a clock that ticks once a call."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from game.saves import Saves, open_saves


@pytest.fixture
def saves(tmp_path: Path) -> Iterator[Saves]:
    ticks = count(1000)
    opened = open_saves(tmp_path, clock=lambda: float(next(ticks)))
    yield opened
    opened.close()
