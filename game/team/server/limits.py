"""How often one may ask: token buckets, most of which all processes of a server share.

By token wherever there is one, since a whole office may come from one address. Only who has no token yet is told apart
by address, and of that only a hash is kept, for an hour.
"""

from dataclasses import dataclass

from game.team.server.refusals import Refused
from game.team.server.secret import hashed
from game.team.server.services import Services
from game.team.server.store import log


@dataclass(frozen=True, slots=True)
class Limit:
    """So many at once, and so many a minute from then on."""

    name: str
    burst: int
    per_minute: float
    is_shared: bool = True
    """Counted by all processes together; else by each for itself."""


JOIN = Limit("join", 10, 10)
"""Wrong join codes from one address: at 40 bits and ten a minute, a code lasts longer than any contest. Right ones do
not count, since a whole office may join from one address."""
JOIN_ALL = Limit("all", 600, 600)
"""Join codes tried from anywhere, right or wrong; beyond it the log sounds an alarm."""
ADMIN = Limit("admin", 20, 20)
"""Admin tokens tried from one address that were wrong."""
SUBMIT = Limit("run", 60, 30, is_shared=False)
"""Runs sent. It guards the time of a process: to share it would cost the database more than what it guards."""
ASK = Limit("ask", 120, 120, is_shared=False)
"""Everything else that somebody with a token asks for; for the same reason each process counts for itself."""
FORGOTTEN_AFTER = 3_600_000
"""ms: until then every bucket is full again."""


def allow(services: Services, limit: Limit, who: str) -> None:
    """Count one request of somebody. Raises Refused where it is one too many."""
    left = _take(services, limit, hashed(f"{limit.name}\x1f{who}"))
    if left < 0:
        seconds = max(1, round(-left * 60 / limit.per_minute + 0.5))
        raise Refused(429, "too_often", {"Retry-After": str(seconds)}, seconds=seconds)


def forgive(services: Services, limit: Limit, who: str) -> None:
    """Take back one request that was counted: it was a right one."""
    key = hashed(f"{limit.name}\x1f{who}")
    if services.database.is_sqlite:
        services.levels.give(key, float(limit.burst))
        return
    with services.database.writing() as connection:
        log.give(connection, key, float(limit.burst))


def forget(services: Services) -> None:
    """Forget who has not asked for long."""
    before = services.now() - FORGOTTEN_AFTER
    services.levels.forget(before)
    with services.database.writing() as connection:
        log.forget_buckets(connection, before)


def _take(services: Services, limit: Limit, key: str) -> float:
    per_ms, size = limit.per_minute / 60_000, float(limit.burst)
    if services.database.is_sqlite or not limit.is_shared:
        return services.levels.take(key, per_ms, size, services.now())
    with services.database.writing() as connection:
        return log.take(connection, key, per_ms, size, services.now())
