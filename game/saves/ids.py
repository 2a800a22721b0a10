"""Ids for runs: random, and in the order of time (UUID version 7, RFC 9562)."""

import secrets
from uuid import UUID

_VERSION = 0x7 << 76
_VARIANT = 0b10 << 62


def new_id(now: float) -> str:
    """Return an id that sorts behind those of earlier milliseconds. `now` is in seconds since the epoch."""
    milliseconds = max(0, int(now * 1000)) & (1 << 48) - 1
    random_high, random_low = secrets.randbits(12), secrets.randbits(62)
    return str(UUID(int=milliseconds << 80 | _VERSION | random_high << 64 | _VARIANT | random_low))
