"""The clock of a contest: everything it is at a moment follows from a few times."""

from game.team import orders
from game.team.server.boards import revealing
from game.team.server.organisers.change import Change, Changing
from game.team.server.refusals import Refused
from game.team.server.store import contests

OVER = ("closed", "revealed")


def open_now(changing: Changing, order: orders.Open) -> Change:
    """Begin at once, or go on after the close."""
    at, now = changing.at, changing.now
    if at.state(now) in ("open", "frozen"):
        raise Refused(409, "nothing_to_do")
    closes = at.closes_at if (at.closes_at or 0) > now else None
    return _set(changing, opens_at=now, closes_at=closes, covered=None)


def freeze(changing: Changing, order: orders.Freeze) -> Change:
    """Let the published documents stand still."""
    if changing.at.is_frozen(changing.now):
        raise Refused(409, "nothing_to_do")
    return _set(changing, freezes_at=changing.now, revealed_at=None)


def reveal(changing: Changing, order: orders.Reveal) -> Change:
    """Show again what was hidden: everything, or one more team."""
    connection, at, now = changing.connection, changing.at, changing.now
    if not at.is_frozen(now):
        raise Refused(409, "nothing_to_do")
    if order.step == "all":
        revealing.end(connection, at, now)
        return _set(changing)
    if at.state(now) != "closed":
        raise Refused(409, "not_over_yet")
    return Change(at.slug, at.state(now), str(revealing.uncover(connection, at, now)))


def close(changing: Changing, order: orders.Close) -> Change:
    """Give out no more tickets."""
    at, now = changing.at, changing.now
    if at.state(now) in OVER:
        raise Refused(409, "nothing_to_do")
    opens = at.opens_at if at.opens_at is not None else now
    return _set(changing, opens_at=min(opens, now), closes_at=now)


def _set(changing: Changing, **moments: int | None) -> Change:
    connection, at, now = changing.connection, changing.at, changing.now
    if moments:
        contests.change(connection, at.id, **moments)
    return Change(at.slug, at.state(now), contests.by_id(connection, at.id).state(now))
