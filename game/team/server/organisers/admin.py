"""What an admin may do. Each change has a reason, and a line in the log that is only ever added to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from game.team import wire
from game.team.names import display_name, name_key, new_code, show_code, team_name
from game.team.server.boards.publishing import publish
from game.team.server.boards.way import add_team_point
from game.team.server.refusals import Refused, not_found
from game.team.server.services import Services
from game.team.server.store import contests, kept, log, people, play, shown
from game.team.server.store.contests import Kept
from game.team.server.store.people import Person

Order = (
    wire.Open | wire.Freeze | wire.Reveal | wire.Close | wire.Void | wire.Restore | wire.Move | wire.Rename
    | wire.Hide | wire.RotateCode
)  # fmt: skip
ACTIONS: dict[str, type[Order]] = {
    "open": wire.Open, "freeze": wire.Freeze, "reveal": wire.Reveal, "close": wire.Close, "void": wire.Void,
    "restore": wire.Restore, "move": wire.Move, "rename": wire.Rename, "hide": wire.Hide,
    "rotate-code": wire.RotateCode,
}  # fmt: skip
RESTORABLE = ("void", "late", "refused", "flagged")


@dataclass(frozen=True, slots=True)
class Done:
    """POST /api/admin/…: what was changed, from what to what."""

    action: str
    target: str
    before: str
    after: str


def act(services: Services, contest: int, action: str, order: Order) -> Done:
    """Do what an admin orders; the publisher shows it within a second. Raises Refused, NameProblem."""
    if action == "freeze":
        publish(services, contest)  # what has come in until now is to be seen
    try:
        with services.database.writing() as connection:
            at, now = contests.lock(connection, contest), services.now()
            done = _Acts(connection, at, now).do(action, order)
            what = {"target": done.target, "before": done.before, "after": _for_log(done), "reason": order.reason}
            log.note(connection, contest, now, "admin", action, **what)
            shown.mark(connection, contest)
    except IntegrityError as error:  # another one of that name came in between
        raise Refused(409, "name_taken", name=getattr(order, "name", "")) from error
    return done


def _for_log(done: Done) -> str:
    return "" if done.action == "rotate-code" else done.after


class _Acts:
    """The changes, within one transaction that holds the contest."""

    def __init__(self, connection: Connection, at: Kept, now: int) -> None:
        self._connection, self._at, self._now = connection, at, now

    def do(self, action: str, order: Any) -> Done:
        """Do one of them."""
        acts: dict[str, Callable[[Any], tuple[str, str, str]]] = {
            "open": self._open, "freeze": self._freeze, "reveal": self._reveal, "close": self._close,
            "void": self._void, "restore": self._restore, "move": self._move, "rename": self._rename,
            "hide": self._hide, "rotate-code": self._rotate,
        }  # fmt: skip
        return Done(action, *acts[action](order))

    # The clock: everything a contest is at a moment follows from these four times

    def _open(self, order: wire.Open) -> tuple[str, str, str]:
        if self._at.state(self._now) in ("open", "frozen"):
            raise Refused(409, "nothing_to_do")
        closes = self._at.closes_at if (self._at.closes_at or 0) > self._now else None
        return self._clock(opens_at=self._now, closes_at=closes)

    def _freeze(self, order: wire.Freeze) -> tuple[str, str, str]:
        if self._at.is_frozen(self._now):
            raise Refused(409, "nothing_to_do")
        return self._clock(freezes_at=self._now, revealed_at=None)

    def _reveal(self, order: wire.Reveal) -> tuple[str, str, str]:
        if not self._at.is_frozen(self._now):
            raise Refused(409, "nothing_to_do")
        return self._clock(revealed_at=self._now)

    def _close(self, order: wire.Close) -> tuple[str, str, str]:
        if self._at.state(self._now) in ("closed", "revealed"):
            raise Refused(409, "nothing_to_do")
        opens = self._at.opens_at if self._at.opens_at is not None else self._now
        return self._clock(opens_at=min(opens, self._now), closes_at=self._now)

    def _clock(self, **moments: int | None) -> tuple[str, str, str]:
        before = self._at.state(self._now)
        contests.change(self._connection, self._at.id, **moments)
        after = contests.by_id(self._connection, self._at.id)
        return self._at.slug, before, after.state(self._now)

    # Runs

    def _void(self, order: wire.Void) -> tuple[str, str, str]:
        return self._turn(order.run, play.COUNTING, "void")

    def _restore(self, order: wire.Restore) -> tuple[str, str, str]:
        return self._turn(order.run, RESTORABLE, "counted")

    def _turn(self, run_id: str, from_these: tuple[str, ...], to: str) -> tuple[str, str, str]:
        row = play.run_of(self._connection, run_id)
        if row is None or row["contest_id"] != self._at.id:
            raise not_found("no_run")
        if row["status"] not in from_these or row["reason"] == "unplayable":
            raise Refused(409, "not_that_run", status=row["status"])
        play.change_run(self._connection, run_id, status=to, reason="", flags=row["flags"] if to == "void" else "")
        self._refold(self._member(row["member_id"]))
        return run_id, row["status"], to

    # People

    def _move(self, order: wire.Move) -> tuple[str, str, str]:
        person = self._member(order.member)
        team = people.team_of_id(self._connection, self._at.id, order.team)
        before = people.team_of_id(self._connection, self._at.id, person.team)
        if team is None or before is None:
            raise not_found("no_team")
        if team.id == person.team:
            raise Refused(409, "nothing_to_do")
        people.move(self._connection, person, team.id)
        play.move_runs(self._connection, person.id, team.id)
        kept.refold(self._connection, self._at, person.id, team.id)
        for moved in (before.id, team.id):
            add_team_point(self._connection, contests.by_id(self._connection, self._at.id), moved, self._now)
        return person.id, before.name, team.name

    def _rename(self, order: wire.Rename) -> tuple[str, str, str]:
        person = people.by_id(self._connection, self._at.id, order.id)
        if person is not None:
            name = display_name(order.name)
            people.change(self._connection, person.id, name=name, name_key=name_key(name))
            return person.id, person.name, name
        team = people.team_of_id(self._connection, self._at.id, order.id)
        if team is None:
            raise not_found("no_member")
        name = team_name(order.name)
        people.rename_team(self._connection, team.id, name, name_key(name))
        return team.id, team.name, name

    def _hide(self, order: wire.Hide) -> tuple[str, str, str]:
        person = self._member(order.member)
        if person.hidden == order.hidden:
            raise Refused(409, "nothing_to_do")
        people.change(self._connection, person.id, hidden=order.hidden)
        return person.id, _shown(person.hidden), _shown(order.hidden)

    def _rotate(self, order: wire.RotateCode) -> tuple[str, str, str]:
        code = new_code()
        contests.change(self._connection, self._at.id, code=code)
        return self._at.slug, "", show_code(code)

    def _member(self, id: str) -> Person:
        person = people.by_id(self._connection, self._at.id, id)
        if person is None:
            raise not_found("no_member")
        return person

    def _refold(self, person: Person) -> None:
        kept.refold(self._connection, self._at, person.id, person.team)
        add_team_point(self._connection, contests.by_id(self._connection, self._at.id), person.team, self._now)


def _shown(hidden: bool) -> str:
    return "hidden" if hidden else "shown"
