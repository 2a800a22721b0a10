"""A run that comes in: played again, judged by its times, and kept with everything that follows from it, or not at all.

Nothing that a client says is trusted but the list of actions, and that only because playing it again shows what it is
worth. The heavy part, playing it again, is done before the database is held.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping
from sqlalchemy.exc import IntegrityError

from game.team import timing
from game.team.rules import MemberTotal, points
from game.team.server.boards.way import add_team_point
from game.team.server.players.judging import NOTHING, Judged, judge
from game.team.server.players.verdicts import told
from game.team.server.refusals import Refused
from game.team.server.services import Services
from game.team.server.store import contests, kept, play, shown
from game.team.server.store.contests import Kept
from game.team.server.store.people import Person
from game.team.server.store.play import COUNTING, Ticket
from game.team.wire import RunStatus, Submission, Verdict
from game.text import Translator


def submit(services: Services, person: Person, run_id: str, sent: Submission, body: bytes, t: Translator) -> Verdict:
    """Take a run in and return what became of it: the same answer for the same body. Raises Refused."""
    body_hash = hashlib.sha256(body).hexdigest()
    with services.database.reading() as connection:
        known = _known(connection, person, run_id, body_hash)
        if known is not None:
            return told(known, t)
        judged = judge(connection, person, run_id, body_hash, sent)
    try:
        with services.database.writing() as connection:
            return told(_keep(connection, services.now(), person, judged), t)
    except IntegrityError as error:  # the same id came in twice at this moment, from two members
        raise Refused(409, "run_known") from error


def _known(connection: Connection, person: Person, run_id: str, body_hash: str) -> RowMapping | None:
    row = play.run_of(connection, run_id)
    if row is None:
        return None
    if row["member_id"] != person.id or row["body_hash"] != body_hash:
        raise Refused(409, "run_known")
    return row


def _keep(connection: Connection, now: int, person: Person, judged: Judged) -> Mapping[Any, Any]:
    """Keep the run, its ticket's use and all that follows from it, under the lock of the contest."""
    at = contests.lock(connection, person.contest)
    known = _known(connection, person, judged.id, judged.body_hash)
    if known is not None:
        return known
    ticket = play.ticket_of(connection, judged.ticket.hash)
    if ticket is None or ticket.run is not None:
        raise Refused(409, "ticket_used")
    status, reason = _status(at, ticket, judged, now)
    flags = list(_flags(connection, at, person, judged, now)) if status == "counted" else []
    row = _row(person, judged, "flagged" if flags else status, reason, flags, now)
    play.add_run(connection, row)
    if reason != "unplayable":
        play.use_ticket(connection, ticket.hash, judged.id)
    total = kept.refold(connection, at, person.id, person.team)
    if status in COUNTING:
        add_team_point(connection, contests.by_id(connection, at.id), person.team, now)
        shown.mark(connection, at.id)
    answer = json.dumps(_answer(connection, at, judged, total, now))
    play.change_run(connection, judged.id, answer=answer)
    return {**row, "answer": answer}


def _status(at: Kept, ticket: Ticket, judged: Judged, now: int) -> tuple[RunStatus, str]:
    if judged.played is None:
        return "refused", "unplayable"
    reason = timing.refusal(judged.sent.times_ms, ticket.issued_at, now, at.rules)
    if reason:
        return "refused", reason
    if at.closes_at is not None and now > at.closes_at + at.grace_ms:
        return "late", "closed"
    return ("late", "expired") if now > ticket.expires_at + at.grace_ms else ("counted", "")


def _flags(connection: Connection, at: Kept, person: Person, judged: Judged, now: int) -> Iterator[timing.Flag]:
    """What somebody should look at. The player is told; nothing is taken away."""
    times = judged.sent.times_ms
    if judged.played and timing.is_skimmed(judged.played.outcomes, times, at.rules):
        yield "reading"
    window = (judged.ticket.issued_at, now, judged.took)
    if timing.is_overlapping(window, play.windows(connection, person.id), at.rules):
        yield "overlap"
    if play.alike(connection, at.id, person.id, judged.actions_hash):
        yield "alike"


def _row(
    person: Person, judged: Judged, status: str, reason: str, flags: list[timing.Flag], now: int
) -> dict[str, Any]:
    sent, ticket, found = judged.sent, judged.ticket, judged.played or NOTHING
    done = ("ending", "grade", "stamina", "promises_kept", "promises_broken", "score")
    return {
        "id": judged.id, "contest_id": person.contest, "member_id": person.id, "team_id": person.team,
        "story_id": judged.story_id, "digest": sent.digest, "ticket_hash": ticket.hash, "attempt": ticket.attempt,
        "variant": ticket.variant, "seed": ticket.seed, "actions": json.dumps(sent.actions),
        "actions_hash": judged.actions_hash, "times_ms": json.dumps(sent.times_ms), "rules": sent.rules,
        "best_score": judged.best_score, "points": points(found.score, judged.best_score), "status": status,
        "reason": reason, "flags": ",".join(flags), "body_hash": judged.body_hash, "answer": "{}",
        "duration_ms": judged.took, "issued_at": ticket.issued_at, "received_at": now,
        **{name: getattr(found, name) for name in done},
    }  # fmt: skip


def _answer(
    connection: Connection, at: Kept, judged: Judged, total: MemberTotal | None, now: int
) -> dict[str, int | bool | None]:
    """What the player is told beyond the run itself; it is kept, so that asking again gets the same answer."""
    stories = total.stories if total else ()
    best = next((found.points for found in stories if found.story == judged.story_id), None)
    hidden = at.is_frozen(now)
    if total is None or hidden:
        return {"best": best, "place": None, "hidden": hidden}
    place = kept.place(connection, at.id, kept.ALL, total.points, total.attempts)
    return {"best": best, "place": place, "hidden": False}
