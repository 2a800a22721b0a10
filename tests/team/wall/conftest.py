"""A real browser looks at the wall. Where none is installed these tests are skipped, and say so."""

from collections.abc import Iterator

import pytest

from tests.support.wall import Looking, Screens, Server, Shop, chromium
from tests.support.wall_boards import NOW


@pytest.fixture(scope="module")
def screens() -> Iterator[Screens]:
    """One browser for all tests of a module. Not for longer: while it runs, no other test can have an event loop."""
    with chromium() as running:
        yield Screens(running)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """One address for all tests of a module: the browser fetches the files of the page once."""
    with Server() as running:
        yield running


@pytest.fixture
def shop(server: Server) -> Shop:
    """A server with nothing on it yet, whose clock stands at the moment of the documents."""
    return server.opens(Shop(now=NOW))


@pytest.fixture
def look(screens: Screens, shop: Shop) -> Iterator[Looking]:
    """Opens the wall; whatever a page complained about fails the test."""
    screens.complaints.clear()
    screens.asked.clear()
    looking = Looking(screens, shop)
    yield looking
    assert screens.complaints == []
    assert looking.elsewhere() == []
    assert shop.foreign == []
