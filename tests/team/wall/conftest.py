"""A real browser looks at the wall. Where none is installed these tests are skipped, and say so."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support.wall import Looking, Running, Screen, Server, Shop
from tests.support.wall_boards import NOW


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One address for all tests: the browser fetches the files of the page once."""
    with Server() as running:
        yield running


@pytest.fixture(scope="session")
def screen(running_browser: Running) -> Screen:
    """The one on which all tests look."""
    return Screen(running_browser[0])


@pytest.fixture
def shop(server: Server) -> Shop:
    """A server with nothing on it yet, whose clock stands at the moment of the documents."""
    return server.opens(Shop(now=NOW))


@pytest.fixture
def look(browser: Browser, screen: Screen, shop: Shop) -> Iterator[Looking]:
    """Opens the wall; whatever a page complained about fails the test."""
    screen.complaints.clear()
    screen.asked.clear()
    looking = Looking(screen, shop)
    yield looking
    assert screen.complaints == []
    assert looking.elsewhere() == []
    assert shop.foreign == []
