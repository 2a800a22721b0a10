"""The clock of a contest: everything it is at a moment follows from a few times."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from game.team import orders
from game.team.server.boards import revealing
from game.team.server.organisers.change import Change, Changing
from game.team.server.refusals import Refused
from game.team.server.store import contests
from game.team.server.store.contests import Kept

OVER = ("closed", "revealed")


def open_now(changing: Changing, order: orders.Open) -> Change:
    """Begin at once, or go on after the close. What was planned for a time that has passed is by hand now.

    A board that stood still at the close still does.
    """
    at, now = changing.at, changing.now
    if at.state(now) in ("open", "frozen"):
        raise Refused(409, "nothing_to_do")
    freezes = _to_come(at.freezes_at, now) if at.state(now) == "planned" else at.freezes_at
    revealing.call_off(changing.connection, at, now)
    return _set(changing, opens_at=now, freezes_at=freezes, closes_at=_to_come(at.closes_at, now), covered=None)


def freeze(changing: Changing, order: orders.Freeze) -> Change:
    """Let the published documents stand still."""
    if changing.at.state(changing.now) == "planned":
        raise Refused(409, "not_open_yet")
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
    """Give out no more tickets. A board that was to freeze later no longer will: it is over, and shown."""
    at, now = changing.at, changing.now
    if at.state(now) in OVER:
        raise Refused(409, "nothing_to_do")
    opens = at.opens_at if at.opens_at is not None else now
    freezes = at.freezes_at if at.is_frozen(now) else None
    return _set(changing, opens_at=min(opens, now), freezes_at=freezes, closes_at=now)


def times(changing: Changing, order: orders.Times) -> Change:
    """Set when what is still to come happens: earlier, later, or by hand. What has happened stays as it is."""
    at, now = changing.at, changing.now
    if at.state(now) in OVER:
        raise Refused(409, "over_for_good")
    given = {moment: getattr(order, moment) for moment in orders.MOMENTS}
    wished = {f"{moment}_at": second * 1000 for moment, second in given.items() if second is not None}
    wished |= {f"{moment}_at": None for moment in order.by_hand}
    changed = {name: moment for name, moment in wished.items() if moment != getattr(at, name)}
    if not changed:
        raise Refused(409, "nothing_to_do")
    _must_be_to_come(at, now, changed)
    if "opens_at" in changed:  # as when it is opened by hand: else it would open frozen, or be over at once
        changed = _passed(at, now) | changed
    values: dict[str, Any] = {**changed, **({"revealed_at": None} if "freezes_at" in changed else {})}
    after = replace(at, **values)
    _must_be_in_order(after, now)
    contests.change(changing.connection, at.id, **values)
    return Change(at.slug, _told(at, changed), _told(after, changed))


def _must_be_to_come(at: Kept, now: int, changed: Mapping[str, int | None]) -> None:
    """Raise Refused where something has happened already, or would have."""
    if "opens_at" in changed and at.state(now) != "planned":
        raise Refused(409, "has_opened")
    if "freezes_at" in changed and at.is_frozen(now):
        raise Refused(409, "has_frozen")
    if any(moment is not None and moment <= now for moment in changed.values()):
        raise Refused(409, "in_the_past")


def _must_be_in_order(after: Kept, now: int) -> None:
    """Raise Refused where it would freeze before it opens, or end before that. What has come is past all order."""
    wished = (after.opens_at, after.freezes_at, after.closes_at)
    moments = [moment for at in wished if (moment := _to_come(at, now)) is not None]
    if moments != sorted(moments):
        raise Refused(400, "bad_order")


def _passed(at: Kept, now: int) -> dict[str, int | None]:
    """What was planned for a time that has passed, by hand now."""
    return {name: None for name in ("freezes_at", "closes_at") if (getattr(at, name) or now + 1) <= now}


def _to_come(moment: int | None, now: int) -> int | None:
    return moment if moment is not None and moment > now else None


def _told(at: Kept, names: Iterable[str]) -> str:
    """Times in seconds, by name; 0 for those by hand: `closes=1900000000`."""
    return " ".join(f"{name.removesuffix('_at')}={(getattr(at, name) or 0) // 1000}" for name in sorted(names))


def _set(changing: Changing, **moments: int | None) -> Change:
    connection, at, now = changing.connection, changing.at, changing.now
    if moments:
        contests.change(connection, at.id, **moments)
    return Change(at.slug, at.state(now), contests.by_id(connection, at.id).state(now))
