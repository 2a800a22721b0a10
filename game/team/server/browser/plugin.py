"""Browser play as a part of the server that can be left out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from litestar import Litestar
from litestar.concurrency import sync_to_thread
from litestar.config.app import AppConfig
from litestar.plugins import InitPlugin
from sqlalchemy.exc import DBAPIError

from game.team.server.beside import beside
from game.team.server.browser.house import House
from game.team.server.browser.line import line
from game.team.server.browser.pages import HANDLERS
from game.team.server.services import Services
from game.team.server.store import people

SWEEPS_EVERY = 20 * 60.0
"""Seconds between two looks for folders of people who have left or were erased."""


class BrowserPlay(InitPlugin):
    """Adds the pages and the line to the server, and clears up after those who left."""

    def __init__(self, house: House) -> None:
        self._house = house

    def on_app_init(self, app_config: AppConfig) -> AppConfig:
        """Take part in the app."""
        app_config.route_handlers.extend([*HANDLERS, line])
        app_config.state["house"] = self._house
        app_config.lifespan.append(self._sweeping)
        return app_config

    @asynccontextmanager
    async def _sweeping(self, app: Litestar) -> AsyncIterator[None]:
        async with beside(_sweep_for_ever(self._house, app.state.services)):
            yield


async def _sweep_for_ever(house: House, services: Services) -> None:
    while True:
        with suppress(DBAPIError):  # it is back at the next look
            await sync_to_thread(sweep, house, services)
        await asyncio.sleep(SWEEPS_EVERY)


def sweep(house: House, services: Services) -> None:
    """Remove what is kept for people who are members no more: whoever leaves is to be gone from here, too."""
    there = house.rooms.members()
    with services.database.reading() as connection:
        house.rooms.clear(there - people.still_here(connection, there))
