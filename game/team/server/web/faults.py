"""Errors as answers: a code for machines, a sentence for people, never a traceback."""

import logging
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException
from sqlalchemy.exc import DataError, DBAPIError, TimeoutError

from game.team.server.refusals import Refused
from game.team.server.web.language import translator_for
from game.team.wire import Fault, WireError

logger = logging.getLogger("steady.server")
Asked = Request[Any, Any, Any]


def refused(request: Asked, error: Refused) -> Response[Fault]:
    """Return the answer to a request that is refused."""
    t = translator_for(request.headers.get("accept-language", ""))
    return Response(error.fault(t), status_code=error.status, headers=error.headers)


def bad_body(request: Asked, error: WireError) -> Response[Fault]:
    """Return the answer to a body that is not what it should be: what, and where."""
    t = translator_for(request.headers.get("accept-language", ""))
    detail = {"where": error.where, **error.values}
    return Response(Fault(error.code, error.sentence(t), detail), status_code=413 if error.code == "too_big" else 400)


def of_framework(request: Asked, error: HTTPException) -> Response[Fault]:
    """Return the answer where the framework found no handler or no fitting parameters."""
    codes = {404: "no_page", 405: "bad_method"}
    headers = dict(error.headers or {})
    status = error.status_code if error.status_code < 500 else 400
    return refused(request, Refused(status, codes.get(error.status_code, "bad_request"), headers))


def of_value(request: Asked, error: DataError) -> Response[Fault]:
    """Return the answer to a value that the database cannot hold, such as a text with a zero byte in it.

    A run has none, so there it is a fault of ours: whoever sent it must not take it for a no, and sends it again.
    """
    if request.method == "PUT":
        return of_database(request, error)
    logger.warning("database: %s", error)
    return refused(request, Refused(400, "bad_request"))


def of_database(request: Asked, error: Exception) -> Response[Fault]:
    """Return the answer where the database could not be had; the client tries again later."""
    logger.error("database: %s", error)
    return refused(request, Refused(503, "busy", {"Retry-After": "2"}))


def unexpected(request: Asked, error: Exception) -> Response[Fault]:
    """Return the answer to what nobody expected; what it was goes to the server's own log."""
    logger.error("unexpected", exc_info=error)
    return refused(request, Refused(500, "failed"))


HANDLERS: dict[Any, Any] = {
    Refused: refused,
    WireError: bad_body,
    HTTPException: of_framework,
    DataError: of_value,
    DBAPIError: of_database,
    TimeoutError: of_database,
    Exception: unexpected,
}
"""By error, for the framework."""
