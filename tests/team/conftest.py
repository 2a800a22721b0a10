"""One browser for all tests of a process that look at a page: it takes as long to start as to show ten pages."""

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.support.wall import Running


@pytest.fixture(scope="session")
def running_browser() -> Iterator["Running"]:
    """The browser and the event loop by which it is spoken to.

    That loop runs for as long as the browser does, and beside a running loop Python starts no other in this thread.
    So between the modules that need it, the loop rests.
    """
    from tests.support.wall import chromium  # most tests of the team need no browser

    with chromium() as browser:
        loop = asyncio._get_running_loop()
        asyncio._set_running_loop(None)
        yield browser, loop
        asyncio._set_running_loop(loop)


@pytest.fixture(scope="module")
def browser(running_browser: "Running") -> Iterator["Browser"]:
    """The browser, for a module in which no test has an event loop."""
    browser, loop = running_browser
    asyncio._set_running_loop(loop)
    yield browser
    asyncio._set_running_loop(None)
