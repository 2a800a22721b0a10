"""Runs taken out and let count again."""

from game.team import orders
from game.team.server.boards.way import add_team_point
from game.team.server.organisers.change import Change, Changing
from game.team.server.refusals import Refused, not_found
from game.team.server.store import contests, kept, play

RESTORABLE = ("void", "late", "refused", "flagged")


def void(changing: Changing, order: orders.Void) -> Change:
    """Take a run out."""
    return _turn(changing, order.run, play.COUNTING, "void")


def restore(changing: Changing, order: orders.Restore) -> Change:
    """Let a run count that was void, late, refused for its times, or flagged."""
    return _turn(changing, order.run, RESTORABLE, "counted")


def _turn(changing: Changing, run_id: str, from_these: tuple[str, ...], to: str) -> Change:
    connection, at = changing.connection, changing.at
    row = play.run_of(connection, run_id)
    if row is None or row["contest_id"] != at.id:
        raise not_found("no_run")
    if row["status"] not in from_these or row["reason"] == "unplayable":
        raise Refused(409, "not_that_run", status=row["status"])
    play.change_run(connection, run_id, status=to, reason="", flags=row["flags"] if to == "void" else "")
    person = changing.member(row["member_id"])
    kept.refold(connection, at, person.id, person.team)
    add_team_point(connection, contests.by_id(connection, at.id), person.team, changing.now)
    return Change(run_id, row["status"], to)
