"""What an organiser can have done from the screen: which order, asked how, and when there is anything to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from game.team.client.moments import read_moment, show_moment
from game.team.client.organiser import can_turn
from game.team.contest import ContestState
from game.team.orders import MOMENTS
from game.team.organising import Governed, MemberSeen, RunSeen, TeamSeen

Thing = TeamSeen | MemberSeen | RunSeen | None
OVER = ("closed", "revealed")


@dataclass(frozen=True, slots=True)
class Deed:
    """An order, ready but for its reason."""

    action: str
    """what its address ends in"""
    word: str
    """under which it is asked about and told of"""
    values: dict[str, Any]


_STATES: dict[str, tuple[ContestState, ...]] = {
    "open": ("planned", "closed", "revealed"),
    "close": ("planned", "open", "frozen"),
    "times": ("planned", "open", "frozen"),
    "freeze": ("open",),
    "unfreeze": ("frozen",),
    "reveal": ("closed",),
    "reveal_one": ("closed",),
    "rotate_code": ("planned", "open", "frozen"),
    "wall_code": ("planned", "open", "frozen"),
}
"""When each order about a contest as a whole can do something."""


def is_possible(id: str, contest: Governed, thing: Thing) -> bool:
    """Whether a command can do something now, with the highlighted row."""
    if id in _STATES:
        return contest.state in _STATES[id]
    if id in ("void", "restore"):
        return isinstance(thing, RunSeen) and can_turn(thing, id)
    if id == "rename":
        return isinstance(thing, TeamSeen) or (isinstance(thing, MemberSeen) and not thing.left)
    return isinstance(thing, MemberSeen) and not thing.left


def times_to_set(contest: Governed) -> dict[str, str]:
    """Return the times that can still be moved, as they can be typed; empty for those by hand."""
    clock = contest.clock
    to_come = {"planned": MOMENTS, "open": MOMENTS[1:], "frozen": MOMENTS[2:]}.get(contest.state, ())
    found = {moment: getattr(clock, moment) for moment in to_come}
    return {moment: "" if at is None or at <= clock.now else show_moment(at) for moment, at in found.items()}


def times_wished(contest: Governed, typed: Mapping[str, str]) -> dict[str, Any]:
    """Return what the order to move times says: of the fields that were changed alone. Raises ValueError."""
    changed = {moment: text for moment, text in typed.items() if text != times_to_set(contest)[moment]}
    values: dict[str, Any] = {"by_hand": tuple(moment for moment, text in changed.items() if not text)}
    for moment, text in changed.items():
        if text:
            values[moment] = read_moment(text, getattr(contest.clock, moment))
    return values


def deed(id: str, contest: Governed, thing: Thing) -> Deed:
    """Return what a command orders."""
    if id in _STATES:
        return _of_contest(id, contest)
    if isinstance(thing, RunSeen):
        return Deed(id, id, {"run": thing.run})
    if isinstance(thing, MemberSeen) and id != "rename":
        return _of_member(id, thing)
    return Deed("rename", "rename", {"id": thing.id if thing else ""})


def _of_member(id: str, member: MemberSeen) -> Deed:
    who = {"member": member.id}
    if id == "hide":
        return Deed("hide", "show" if member.hidden else "hide", {**who, "hidden": not member.hidden})
    if id == "lead":
        leads = member.role == "lead"
        return Deed("lead", "lead_off" if leads else "lead", {**who, "lead": not leads})
    return Deed(id, id, who)


def _of_contest(id: str, contest: Governed) -> Deed:
    if id in ("unfreeze", "reveal", "reveal_one"):
        return Deed("reveal", id, {"step": "one" if id == "reveal_one" else "all"})
    if id == "wall_code":
        return Deed("show-code", "show-code_off" if contest.code_shown else "show-code",
                    {"shown": not contest.code_shown})  # fmt: skip
    if id == "open" and contest.state in OVER:
        return Deed("open", "open_again", {})
    action = id.replace("_", "-")
    return Deed(action, action, {})
