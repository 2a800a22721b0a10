"""A real browser looks at the wall. Where none is installed these tests are skipped, and say so."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser

from tests.support.wall import Looking, Shop, chromium, serving
from tests.support.wall_boards import NOW


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for all tests of a module. Not for longer: while it runs, no other test can have an event loop."""
    with chromium() as running:
        yield running


@pytest.fixture
def shop() -> Iterator[Shop]:
    """A server with nothing on it yet, whose clock stands at the moment of the documents."""
    with serving(Shop(now=NOW)) as server:
        yield server


@pytest.fixture
def look(browser: Browser, shop: Shop) -> Iterator[Looking]:
    """Opens the wall; whatever a page complained about fails the test."""
    looking = Looking(browser, shop, datetime.fromtimestamp(NOW, UTC))
    yield looking
    looking.close()
    assert looking.complaints == []
    assert looking.elsewhere == []
    assert shop.foreign == []
