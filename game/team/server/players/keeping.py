"""Runs that were played again, kept with everything that follows from them: all that wait at that moment in one go.

One after the other they are worked out in memory, on what the tables hold; what came of it is then written at once.
It is all or nothing, so a crash leaves none of them or every one with all that follows from it.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError

from game.team import timing
from game.team.rules import MemberTotal, StoryPoints, TeamSum, member_total, points, team_score
from game.team.server.players.judging import NOTHING, Judged, Row, must_be_same
from game.team.server.refusals import Refused
from game.team.server.services import Services
from game.team.server.store import contests, intake, kept
from game.team.server.store.contests import Kept
from game.team.server.store.play import COUNTING
from game.team.server.store.prepared import in_one_go
from game.team.timing import Window
from game.team.wire import RunStatus

MOST_UNPLAYABLE = 10
"""Runs of one member that cannot be played again and are kept for all that: enough to see what is wrong with them."""


def keep_several(services: Services, contest: int, several: Sequence[Judged]) -> Sequence[Row | Exception]:
    """Keep runs of one contest in one transaction, and return what became of each; Refused is one of the answers.

    Where that cannot be done, each is kept alone: what goes wrong with one of them is its own affair. Raises what would
    go wrong with every one of them, such as a database that is away.
    """
    try:
        return _kept_together(services, contest, several)
    except Exception as error:
        if not _may_come_of_one(error):
            raise
        return [_kept_alone(services, contest, one) for one in several]


def _kept_together(services: Services, contest: int, several: Sequence[Judged]) -> Sequence[Row | Exception]:
    with services.database.writing() as connection:
        return _Intake(connection, contests.lock(connection, contest), several, services.now()).kept()


def _kept_alone(services: Services, contest: int, one: Judged) -> Row | Exception:
    try:
        return _kept_together(services, contest, [one])[0]
    except Exception as error:
        if not _may_come_of_one(error):
            raise
        return error


def _may_come_of_one(error: Exception) -> bool:
    """Whether a single run may have brought an error along: a value that no column holds, a fault of ours.

    Or an id that came in at this very moment for another contest; tried again, it is found there.
    """
    return isinstance(error, DataError | IntegrityError) or not isinstance(error, SQLAlchemyError | OSError)


class _Intake:
    """What the tables hold, as far as these runs touch it, and what will be written. The contest is locked."""

    def __init__(self, connection: Connection, at: Kept, several: Sequence[Judged], now: int) -> None:
        self._connection, self._at, self._several, self._now = connection, at, several, now
        ids, members = [one.came.id for one in several], sorted({one.person.id for one in several})
        self._known: dict[str, Row] = intake.known(connection, ids)
        self._tickets = intake.tickets(connection, [one.ticket.hash for one in several])
        self._bests = intake.bests(connection, members)
        since = min(one.ticket.issued_at for one in several) - at.rules.slack_ms
        self._windows = intake.windows(connection, members, since)
        self._teams = intake.teams(connection, sorted({team for _, team in self._tickets.values()}))
        done = [(one.person.id, one.actions_hash) for one in several]
        self._alike = dict(zip(done, intake.alike(connection, at.id, done), strict=True))
        broken = sorted({one.person.id for one in several if one.played is None})
        self._unplayable = intake.unplayable(connection, broken)
        self._sum = TeamSum(at.points, 0, at.members)
        self._done: dict[str, set[str]] = defaultdict(set)
        """actions by the members who did them"""
        self._added: dict[str, dict[str, Any]] = {}
        self._used: dict[str, str] = {}
        self._points: list[dict[str, Any]] = []
        self._totals: dict[str, tuple[MemberTotal, set[str]]] = {}
        self._places: Counter[kept.Entry] = Counter()
        self._sums: dict[str, TeamSum] = defaultdict(TeamSum)

    def kept(self) -> Sequence[Row | Exception]:
        """Keep them, and return what became of each."""
        found = [self._found(one) for one in self._several]
        self._write()
        return found

    def _found(self, one: Judged) -> Row | Refused:
        try:
            known = self._known.get(one.came.id)
            if known is None:
                return self._take(one)
            must_be_same(known, one.person, one.came)
            return known
        except Refused as refused:
            return refused

    def _take(self, judged: Judged) -> Row:
        ticket, team = self._tickets.get(judged.ticket.hash, (None, ""))
        if ticket is None or ticket.run is not None or ticket.hash in self._used:
            raise Refused(409, "ticket_used")
        judged = replace(judged, ticket=ticket)  # it may have been renewed since it was judged
        if judged.played is None:
            self._must_have_room(judged.person.id)
        status, reason = _status(self._at, judged, self._now)
        flags = list(self._flags(judged)) if status == "counted" else []
        row = _row(team, judged, "flagged" if flags else status, reason, flags, self._now)
        self._known[judged.came.id] = self._added[judged.came.id] = row
        if reason != "unplayable":
            self._used[ticket.hash] = judged.came.id
        if status != "refused":
            self._windows[judged.person.id].append(_window(judged, self._now))
        self._done[judged.actions_hash].add(judged.person.id)
        if row["status"] in COUNTING:
            self._count(row)
            self._add_point(team)
        return row

    def _must_have_room(self, member: str) -> None:
        """Make sure that one more run may be kept that costs no attempt. Raises Refused."""
        if self._unplayable[member] >= MOST_UNPLAYABLE:
            raise Refused(409, "too_many_unplayable", most=MOST_UNPLAYABLE)
        self._unplayable[member] += 1

    def _flags(self, judged: Judged) -> Iterator[timing.Flag]:
        """What somebody should look at. The player is told; nothing is taken away."""
        person, rules = judged.person, self._at.rules
        if judged.played and timing.is_skimmed(judged.played.outcomes, judged.came.sent.times_ms, rules):
            yield "reading"
        if timing.is_overlapping(_window(judged, self._now), self._windows[person.id], rules):
            yield "overlap"
        others = self._done[judged.actions_hash] - {person.id}
        if others or self._alike[person.id, judged.actions_hash]:
            yield "alike"

    def _count(self, row: dict[str, Any]) -> None:
        """Raise what its member has reached: a run that is added can only do that."""
        stories, member = self._bests[row["member_id"]], row["member_id"]
        before = stories.get(row["story_id"])
        if row["attempt"] > self._at.rules.attempts or (before and _is_as_good(before, row)):
            return
        was = self._total(member, row["team_id"])
        stories[row["story_id"]] = StoryPoints(row["story_id"], row["points"], row["attempt"], row["id"])
        total = self._total(member, row["team_id"])
        if total is None:
            return
        _, changed = self._totals.get(member, (None, set[str]()))
        self._totals[member] = total, changed | {row["story_id"]}
        self._places.update(kept.entries(total))
        self._places.subtract(kept.entries(was))
        change = (TeamSum().plus(was, -1) if was else TeamSum()).plus(total)
        self._sums[total.team], self._sum = self._sums[total.team] + change, self._sum + change
        sums, last = self._teams[total.team]
        self._teams[total.team] = sums + change, last

    def _total(self, member: str, team: str) -> MemberTotal | None:
        stories = self._bests[member].values()
        return member_total(member, team, stories, self._at.rules) if stories else None

    def _add_point(self, team: str) -> None:
        """One more point of the team's line, where this moved it."""
        own, last = self._teams[team]
        if not own.played:
            return
        score = team_score(own, self._sum, self._at.rules)
        if score != last:
            self._points.append({"contest_id": self._at.id, "team_id": team, "at": self._now, "score": score})
            self._teams[team] = own, score

    def _write(self) -> None:
        connection, at = self._connection, self._at
        changes = sum(row["status"] in COUNTING for row in self._added.values())
        with in_one_go(connection):
            intake.use_tickets(connection, self._used)
            if self._totals:
                intake.put_totals(connection, at.id, self._totals.values())
                intake.count(connection, at.id, self._places)
            if self._added:
                intake.sum_up(connection, at.id, self._sums, len(self._added))
            intake.add_points(connection, self._points)
            if changes:
                intake.mark(connection, at.id, changes)
        # All contests add in one order: so none waits for an id of another that waits for one of its own.
        rows = sorted(self._added.values(), key=itemgetter("id"))
        self._answer(rows)
        intake.add_runs(connection, rows)

    def _answer(self, rows: Sequence[dict[str, Any]]) -> None:
        """Add what the players are told beyond the runs; it is kept, so that asking again gets the same answer."""
        found = [self._total(row["member_id"], row["team_id"]) for row in rows]
        hidden = self._at.is_frozen(self._now)
        totals = sorted({(total.points, total.attempts) for total in found if total and not hidden})
        places = dict(zip(totals, kept.places_of(self._connection, self._at.id, totals), strict=True))
        for row, total in zip(rows, found, strict=True):
            best = self._bests[row["member_id"]].get(row["story_id"])
            place = places.get((total.points, total.attempts)) if total else None
            answer = {"best": best.points if best else None, "place": place, "hidden": hidden}
            row["answer"] = json.dumps(answer)


def _is_as_good(before: StoryPoints, row: Row) -> bool:
    return (-before.points, before.attempts) <= (-row["points"], row["attempt"])


def _window(judged: Judged, now: int) -> Window:
    return (judged.ticket.issued_at, now, judged.took)


def _status(at: Kept, judged: Judged, now: int) -> tuple[RunStatus, str]:
    ticket = judged.ticket
    if judged.played is None:
        return "refused", "unplayable"
    reason = timing.refusal(judged.came.sent.times_ms, ticket.issued_at, now, at.rules)
    if reason:
        return "refused", reason
    if at.closes_at is not None and now > at.closes_at + at.grace_ms:
        return "late", "closed"
    return ("late", "expired") if now > ticket.expires_at + at.grace_ms else ("counted", "")


def _row(team: str, judged: Judged, status: str, reason: str, flags: list[timing.Flag], now: int) -> dict[str, Any]:
    person, sent, ticket, found = judged.person, judged.came.sent, judged.ticket, judged.played or NOTHING
    done = ("ending", "grade", "stamina", "promises_kept", "promises_broken", "score")
    return {
        "id": judged.came.id, "contest_id": person.contest, "member_id": person.id, "team_id": team,
        "story_id": judged.story_id, "digest": sent.digest, "ticket_hash": ticket.hash, "attempt": ticket.attempt,
        "variant": ticket.variant, "seed": ticket.seed, "actions": json.dumps(sent.actions),
        "actions_hash": judged.actions_hash, "times_ms": json.dumps(sent.times_ms), "rules": sent.rules,
        "best_score": judged.best_score, "points": points(found.score, judged.best_score), "status": status,
        "reason": reason, "flags": ",".join(flags), "body_hash": judged.came.body_hash, "answer": "{}",
        "duration_ms": judged.took, "issued_at": ticket.issued_at, "expires_at": ticket.expires_at, "received_at": now,
        **{name: getattr(found, name) for name in done},
    }  # fmt: skip
