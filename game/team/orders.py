"""What organisers, and leads in their own team, may order: POST /api/admin/… and /api/team/…, read like `wire`.

Whatever an order says of people, runs or times, it says why; those that are part of every contest need not. All reasons
go into the log.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Annotated, Any, Literal

from game.team.codec import Bound
from game.team.wire import Id, Name, RunId, Second

Reason = Annotated[str, Bound(1, 300)]
Remark = Annotated[str, Bound(0, 300)]
"""A reason that may be left out."""
Moment = Literal["opens", "freezes", "closes"]
MOMENTS: tuple[Moment, ...] = ("opens", "freezes", "closes")


@dataclass(frozen=True, slots=True)
class Open:
    """…/open: begin at once."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Freeze:
    """…/freeze: stop replacing the public documents."""

    reason: Remark = ""


@dataclass(frozen=True, slots=True)
class Reveal:
    """…/reveal: publish again what was hidden; after the close also one team at a time, from the bottom."""

    reason: Remark = ""
    step: Literal["all", "one"] = "all"


@dataclass(frozen=True, slots=True)
class Close:
    """…/close: no more tickets."""

    reason: Remark = ""


@dataclass(frozen=True, slots=True)
class Times:
    """…/times: when what is still to come happens. None: as it was; those named `by_hand` have no time any more."""

    reason: Reason
    opens: Second | None = None
    freezes: Second | None = None
    closes: Second | None = None
    by_hand: Annotated[tuple[Moment, ...], Bound(0, 3)] = ()


@dataclass(frozen=True, slots=True)
class Void:
    """…/void: take a run out."""

    run: RunId
    reason: Reason


@dataclass(frozen=True, slots=True)
class Restore:
    """…/restore: let a run count that was void, late or flagged."""

    run: RunId
    reason: Reason


@dataclass(frozen=True, slots=True)
class Move:
    """…/move: a member to another team, with all results."""

    member: Id
    team: Id
    reason: Reason


@dataclass(frozen=True, slots=True)
class Rename:
    """…/rename: a member or a team, by id."""

    id: Id
    name: Name
    reason: Reason


@dataclass(frozen=True, slots=True)
class Hide:
    """…/hide: show a member without a name, or with it again."""

    member: Id
    reason: Reason
    hidden: bool = True


@dataclass(frozen=True, slots=True)
class RotateCode:
    """…/rotate-code: a new join code; the old one no longer opens."""

    reason: Remark = ""


@dataclass(frozen=True, slots=True)
class ShowCode:
    """…/show-code: let the wall show how to join, or no longer."""

    reason: Remark = ""
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Lead:
    """…/lead: make a member the lead of their team, or no longer."""

    member: Id
    reason: Reason
    lead: bool = True


@dataclass(frozen=True, slots=True)
class Readmit:
    """…/readmit: let a member who lost their token join once more under the same name; the old token opens nothing."""

    member: Id
    reason: Reason


ORDERS: Mapping[str, type[Any]] = {
    "open": Open, "freeze": Freeze, "reveal": Reveal, "close": Close, "times": Times, "void": Void, "restore": Restore,
    "move": Move, "rename": Rename, "hide": Hide, "lead": Lead, "readmit": Readmit, "rotate-code": RotateCode,
    "show-code": ShowCode,
}  # fmt: skip
"""The orders of organisers, by what their addresses end in."""


def needs_reason(action: str) -> bool:
    """Return whether an order, by what its address ends in, must say why."""
    return any(part.name == "reason" and part.default is MISSING for part in fields(ORDERS[action]))
