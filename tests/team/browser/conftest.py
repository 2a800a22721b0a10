"""One server for all tests of the door, with a stand-in for the game, which starts at once."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.team.browser.house import Inn, inn

STAND_IN = (sys.executable, str(Path(__file__).with_name("stand_in.py")))


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inn]:
    with inn(tmp_path_factory.mktemp("browser"), STAND_IN) as opened:
        yield opened
