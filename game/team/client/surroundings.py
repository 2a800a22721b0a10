"""What this computer puts between the game and a server: a proxy, the certificates that are trusted."""

import ssl
from collections.abc import Callable, Mapping
from functools import cache
from urllib.parse import urlsplit

import httpx

from game.team.client.address import Address
from game.team.client.errors import ContestError


def proxy_for(address: Address, proxies: Mapping[str, str]) -> httpx.Proxy | None:
    """Return the proxy through which a server is asked; None: directly.

    `proxies` as `urllib.request.getproxies` gives them. They are for the world outside, not for a colleague's laptop,
    and only the one that is meant is looked at. Raises ContestError: `proxy`.
    """
    parts = urlsplit(address.url)
    wish = proxies.get(parts.scheme) or proxies.get("all")
    if address.is_local or not wish or _is_excepted(parts.hostname or "", proxies.get("no", "")):
        return None
    try:
        proxy = httpx.Proxy(wish if "://" in wish else f"http://{wish}")
    except (ValueError, httpx.InvalidURL) as error:
        raise _unusable(parts.scheme) from error
    if proxy.url.scheme not in ("http", "https"):
        raise _unusable(parts.scheme)
    return proxy


def _is_excepted(host: str, exceptions: str) -> bool:
    """Whether NO_PROXY names a host, or what its name ends with; a star names all."""
    names = [name.strip().lower().removeprefix("*").removeprefix(".") for name in exceptions.split(",")]
    return exceptions.strip() == "*" or any(name and f".{host}".endswith(f".{name}") for name in names)


def _unusable(scheme: str) -> ContestError:
    return ContestError("proxy", variable=f"{scheme.upper()}_PROXY")  # its address may hold a password


@cache
def certificates(load: Callable[[], ssl.SSLContext] = httpx.create_ssl_context) -> ssl.SSLContext:
    """Return what is trusted, a company's own certificates too; read once, as it takes 20 ms.

    Raises ContestError: `certificates`.
    """
    try:
        return load()
    except OSError as error:  # SSLError is one
        raise ContestError("certificates", reason=error.strerror or str(error)) from error
