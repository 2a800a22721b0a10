"""Why a connection failed, in one word for the message catalogue."""

import socket
import ssl

import httpx

from game.team.client.address import Address
from game.team.client.errors import ContestError


def connection_error(error: Exception, address: Address) -> ContestError:
    """Return what to tell a player of a request that got no answer."""
    return ContestError(_code(error), address=address.url)


def _code(error: Exception) -> str:
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        is_plain = any(word in str(cause) for cause in causes for word in ("WRONG_VERSION", "record layer"))
        return "tls_plain" if is_plain else "tls"
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return "no_host"
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return "nobody"
    return next((code for kind, code in _BY_KIND if isinstance(error, kind)), "no_network")


_BY_KIND: tuple[tuple[type[Exception], str], ...] = (
    (httpx.TimeoutException, "timeout"),
    (httpx.InvalidURL, "bad_address"),
    (UnicodeError, "bad_address"),  # a host's name by the rules for other letters than Latin ones
    (httpx.UnsupportedProtocol, "bad_address"),
    (httpx.RemoteProtocolError, "cut"),
    (httpx.ReadError, "cut"),
    (httpx.WriteError, "cut"),
    (httpx.DecodingError, "not_ours"),
)


def _causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found
