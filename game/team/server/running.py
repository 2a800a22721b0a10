"""The server running: a socket, one process or several, until somebody stops it."""

import os
import socket
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import uvicorn
from litestar.plugins import PluginProtocol
from uvicorn.supervisors import Multiprocess

from game.team.server.app import make_app
from game.team.server.services import Services
from game.team.server.web.patience import Patience
from game.team.server.worker import VARIABLE

Parts = Sequence[PluginProtocol]
GRACE = 3
"""Seconds that a stop waits for answers under way."""
BACKLOG = 512
CONNECTIONS = 1000
"""Connections of one process; beyond it, 503 at once instead of everything slowly."""


LARGEST_MESSAGE = 64 * 1024
"""Bytes that a WebSocket may say at once."""


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that is bound and not yet answered. Raises OSError.

    It says that it is TCP: only then are its answers sent at once, and not held back for 40 ms until the next packet.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere this would let a second server take the same port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except BaseException:
        listening.close()
        raise
    return listening


def run(services: Services, listening: socket.socket, parts: Parts = ()) -> None:
    """Answer in this process until it is stopped; with `parts` that may be left out, on WebSockets, too."""
    config = config_of(make_app(services, plugins=parts), sockets=bool(parts))
    with suppress(KeyboardInterrupt):  # uvicorn has shut down by then, and raises it once more
        uvicorn.Server(config).run([listening])


def run_many(url: str, listening: socket.socket, workers: int) -> None:
    """Answer in several processes until this one is stopped; one that dies is started again.

    Each begins in the folder of this one, so this one leaves the folder it was called in: the user of a server may not
    enter the home of whoever calls `sudo`.
    """
    os.environ[VARIABLE] = url
    os.chdir(os.sep)
    config = config_of("game.team.server.worker:app", factory=True, workers=workers)
    with suppress(KeyboardInterrupt):
        Multiprocess(config, [listening]).run()


def config_of(
    app: object, *, factory: bool = False, workers: int = 1, protocol: type[Any] = Patience, sockets: bool = False
) -> uvicorn.Config:
    """Return how uvicorn is to serve an app."""
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        http=protocol,
        ws="websockets-sansio" if sockets else "none",
        ws_max_size=LARGEST_MESSAGE,
        factory=factory,
        workers=workers,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=30,
    )


def reachable_at(host: str) -> str:
    """Return the host by which others reach a socket bound to `host`: for all addresses, this computer's own.

    Asking which way a packet would leave sends none.
    """
    if host not in ("0.0.0.0", "::"):
        return host
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])
    return "127.0.0.1"


def is_loopback(host: str) -> bool:
    """Return whether only this computer can connect to a socket bound to `host`."""
    return host in ("localhost", "::1") or host.startswith("127.")
