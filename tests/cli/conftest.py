"""The desk from which commands are called."""

from pathlib import Path

import pytest

from tests.support.calls import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A story, no saved data yet."""
    return Desk(tmp_path)
