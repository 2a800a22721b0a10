"""A real browser looks at the wall. Where none is installed these tests are skipped, and say so."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.wall import NOBODY_LOOKED, Looking, Shop, serving
from tests.support.wall_boards import NOW

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for all tests of a module. Not for longer: while it runs, no other test can have an event loop."""
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
        program = next(filter(None, map(shutil.which, BROWSERS)), own)
        if not Path(program).exists():
            pytest.skip(NOBODY_LOOKED)
        running = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield running
        running.close()


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
