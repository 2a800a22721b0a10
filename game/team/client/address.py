"""Addresses of servers as people type them."""

import ipaddress
import re
from dataclasses import dataclass
from unicodedata import normalize
from urllib.parse import urlsplit

from game.team.client.errors import ContestError
from game.text import clean

PORT = 8765
"""Of `steady serve`, where an address names neither a scheme nor a port."""
MOST = 300
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?\.?|\[[0-9a-f:.]+\]")
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)+")
_OWN_PAGES = re.compile(r"/(?:wall|play|api|schema)(?:/.*)?$")
"""What people copy together with an address: pages of the server itself."""
_THIS_COMPUTER = re.compile(r"^(https?://)(?:127\.0\.0\.1|\[::1\])(.*)")
_LOCAL_NAMES = (".local", ".lan", ".home.arpa", ".internal", ".localhost")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is."""

    url: str
    """scheme, host, port and the path below which a proxy shows the server, without a slash at the end"""
    is_local: bool
    """on this computer or in the own network"""

    @property
    def is_plain(self) -> bool:
        """Whether what is sent can be read on its way through other people's networks."""
        return self.url.startswith("http://") and not self.is_local

    def is_same(self, other: "Address") -> bool:
        """Whether both name one server: the same, or the same port of this very computer by another of its names."""
        return _THIS_COMPUTER.sub(r"\1localhost\2", self.url) == _THIS_COMPUTER.sub(r"\1localhost\2", other.url)


def read_address(text: str) -> Address:
    """Return the address that was typed: with or without a scheme, a port, a path; in full-width letters too.

    A path is kept if it is not that of a page of ours: a proxy may show the server below one.

    Without a scheme, a host of the own network is asked by HTTP, at the port of `steady serve` if none is given;
    any other by HTTPS. Raises ContestError: `bad_address`.
    """
    typed = normalize("NFKC", clean(text, limit=MOST)).strip().replace("。", ".")
    named = typed if "://" in typed else f"//{typed}"
    try:
        parts = urlsplit(named)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise _bad(typed) from error
    shown = f"[{host}]" if ":" in host else host
    path = _OWN_PAGES.sub("", parts.path).rstrip("/")
    if path and not _PATH.fullmatch(path):
        raise _bad(typed)
    if parts.scheme not in ("", "http", "https") or parts.username is not None or not _HOST.fullmatch(shown):
        raise _bad(typed)
    is_local = _is_local(host)
    scheme = parts.scheme or ("http" if is_local else "https")
    if port is None and not parts.scheme and is_local:
        port = PORT
    return Address(f"{scheme}://{shown}{'' if port is None else f':{port}'}{path}", is_local)


def _bad(typed: str) -> ContestError:
    return ContestError("bad_address", address=typed[:60])


def _is_local(host: str) -> bool:
    """By its name alone; nothing is looked up."""
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host.rstrip(".") or host.rstrip(".").endswith(_LOCAL_NAMES)
    return number.is_loopback or number.is_private or number.is_link_local
