"""The server put together: handlers, errors, the publisher beside them, and the guard before them."""

import asyncio
import gc
import logging
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial

from litestar import Litestar
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.plugins import PluginProtocol
from sqlalchemy.exc import DBAPIError, TimeoutError

from game import __version__
from game.team.server import limits
from game.team.server.beside import beside
from game.team.server.boards.publishing import Publisher
from game.team.server.database import CONNECTIONS
from game.team.server.organisers.retention import erase_expired
from game.team.server.planning import look_again
from game.team.server.players.submitting import Intake
from game.team.server.services import Services
from game.team.server.web import leads, organisers, overview, players, public
from game.team.server.web.body import Bodies
from game.team.server.web.faults import HANDLERS

THREADS = CONNECTIONS
"""Requests under way at a time, each with a connection of its own: the more runs wait, the more are kept at once."""
TURN = 0.0002
"""Seconds that a thread computes while others wait. An answer asks the database some ten times, and each time it waits
for its turn again: by Python's own 5 ms, or even by 1, it would stand behind a thread that computes for long. Shorter
turns than this take more than they give."""
GARBAGE = (10_000, 20, 100)
"""How many new objects are looked through for garbage, and how often older ones. By Python's own (700, 10, 10), a board
of some hundred teams sets it off many times, and once a second everything that was read stands still for 50 ms."""
TICK = 0.25
"""Seconds between two looks at what is to be published."""
CLEANING = 1200
"""Looks between two cleanings."""
logger = logging.getLogger("steady.server")


def make_app(services: Services, *, tick: float | None = TICK, plugins: Sequence[PluginProtocol] = ()) -> Bodies:
    """Return the server as an ASGI app. `tick` None: nobody publishes but who is told to.

    `plugins` are parts that may be left out.
    """
    return Bodies(framework_app(services, tick=tick, plugins=plugins))


def framework_app(services: Services, *, tick: float | None = TICK, plugins: Sequence[PluginProtocol] = ()) -> Litestar:
    """Return the app without the guard before it, as its OpenAPI description knows it."""
    return Litestar(
        route_handlers=[*players.HANDLERS, *leads.HANDLERS, *public.HANDLERS, *organisers.HANDLERS, *overview.HANDLERS],
        exception_handlers=HANDLERS,
        state=State({"services": services, "intake": Intake(services)}),
        lifespan=[] if tick is None else [_publishing(services, tick)],
        openapi_config=_description(),
        plugins=plugins,
        debug=False,
        logging_config=None,
    )


def _description() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Steady, Dear: team contests",
        version=__version__,
        description="Runs are sent as lists of actions and played again; no score is ever claimed.",
        path="/schema",
        render_plugins=[JsonRenderPlugin(path=["/", "/openapi.json"])],  # the others fetch scripts from elsewhere
        use_handler_docstrings=True,
        components=Components(security_schemes={"token": SecurityScheme(type="http", scheme="bearer")}),
    )


def _publishing(services: Services, tick: float) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def publishing(_: Litestar) -> AsyncIterator[None]:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS))
        sys.setswitchinterval(TURN)
        gc.freeze()  # what is loaded by now stays: no need to look through it for garbage again and again
        gc.set_threshold(*GARBAGE)
        try:
            async with beside(publish_for_ever(services, tick)):
                yield
        finally:
            services.database.close()

    return publishing


async def publish_for_ever(services: Services, tick: float) -> None:
    """Publish, and clean up now and then. Whatever goes wrong, it goes on: without it the wall would stand still."""
    publisher, looks = Publisher(services), 0
    while True:
        await _attempt(publisher.tick)
        if looks % CLEANING == 0:
            for clean in (limits.forget, erase_expired, look_again):
                await _attempt(partial(clean, services))
            services.directory.clear()
        looks += 1
        await asyncio.sleep(tick)


async def _attempt(work: Callable[[], object]) -> None:
    try:
        await sync_to_thread(work)
    except (DBAPIError, TimeoutError) as error:  # a database that is away is waited for
        logger.error("publishing: %s", error)
    except Exception as error:
        logger.error("publishing", exc_info=error)
