"""Contests that were joined, and all that is kept of them: who one is there, tickets, what waits to be sent.

The texts of servers are kept as they came in; whoever shows them has cleaned them before.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from game.saves.database import Database, Row

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class JoinedContest:
    """A contest that was joined, and as whom."""

    id: str
    """given here, so that no server can name another one's"""
    member: str
    """the id that the server gave the player"""
    address: str
    """of the server: `http://192.168.1.5:8765`"""
    slug: str
    title: str
    code: str
    """it was joined with"""
    token: str = field(repr=False)
    """opens everything that is one's own; shown nowhere"""
    name: str
    team: str
    joined_at: float
    """seconds since the epoch"""


@dataclass(frozen=True, slots=True)
class KeptTicket:
    """Leave to play one ranked attempt. Times are whole seconds since the epoch, by the clock of the server."""

    ticket: str
    contest: str
    digest: str
    variant: str
    order: int
    attempt: int
    issued_at: int
    expires: int
    run: str | None = None
    """the run that is played with it"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A finished run of the outbox, as it will be sent or was answered. Times in seconds since the epoch."""

    run: str
    contest: str
    ticket: str
    digest: str
    rules: int
    actions: tuple[str, ...]
    times_ms: tuple[int, ...]
    added_at: float
    tries: int
    next_try: float
    trouble: str = ""
    """why it waits, as JSON"""
    answer: str | None = None
    """what the server said, as JSON; None while it waits"""


@dataclass(frozen=True, slots=True)
class Document:
    """What a server said last, to be shown while it is away."""

    etag: str
    body: str
    seen_at: float


Kept = JoinedContest | KeptTicket | Waiting
UNREADABLE = (TypeError, ValueError, KeyError, OverflowError, RecursionError)
"""What reading a damaged row may raise."""


class Contests:
    """What is kept of joined contests. Every method raises SavesError where it cannot read or write."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Joined

    def joined(self) -> tuple[JoinedContest, ...]:
        """Return the contests, the current one first."""
        return tuple(_some(_contest, self._database.read("SELECT * FROM contests ORDER BY chosen_at DESC, id DESC")))

    def add(self, contest: JoinedContest) -> None:
        """Keep a contest and make it the current one."""
        with self._database.writing():
            self.insert(contest)

    def insert(self, contest: JoinedContest) -> None:
        """Keep a contest within a transaction."""
        values = (
            contest.id, contest.member, contest.address, contest.slug, contest.title, contest.code, contest.token,
            contest.name, contest.team, contest.joined_at,
        )  # fmt: skip
        self._database.write(
            f"INSERT OR IGNORE INTO contests VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, {_NEXT_CHOICE})", *values
        )

    def choose(self, contest: str) -> None:
        """Make a contest the current one."""
        with self._database.writing():
            self._database.write(f"UPDATE contests SET chosen_at = {_NEXT_CHOICE} WHERE id = ?", contest)

    def rename(self, contest: str, title: str, name: str, team: str) -> None:
        """Keep what a contest, a player and a team are called now."""
        with self._database.writing():
            change = "UPDATE contests SET title = ?, name = ?, team = ? WHERE id = ?"
            self._database.write(change, title, name, team, contest)

    def reach(self, contest: str, address: str, token: str) -> None:
        """Keep by which address and with which token a contest is reached from now on."""
        with self._database.writing():
            self._database.write("UPDATE contests SET address = ?, token = ? WHERE id = ?", address, token, contest)

    def forget(self, contest: str) -> None:
        """Erase a contest with its token, tickets, documents and outbox. The runs stay in the history."""
        with self._database.writing():
            self._database.write("DELETE FROM contests WHERE id = ?", contest)

    # Documents

    def document(self, contest: str, kind: str) -> Document | None:
        """Return what was last seen of a kind."""
        query = "SELECT etag, body, seen_at FROM contest_documents WHERE contest = ? AND kind = ?"
        return next(_some(lambda row: Document(**row), self._database.read(query, contest, kind)), None)

    def keep_document(self, contest: str, kind: str, document: Document) -> None:
        """Keep what was seen, instead of what was seen before."""
        with self._database.writing():
            self._database.write(
                "INSERT OR REPLACE INTO contest_documents SELECT id, ?, ?, ?, ? FROM contests WHERE id = ?",
                kind, document.etag, document.body, document.seen_at, contest,
            )  # fmt: skip

    # Tickets

    def add_ticket(self, ticket: KeptTicket) -> None:
        """Keep a ticket; one that is known gets its new times, and keeps its run."""
        with self._database.writing():
            self.insert_ticket(ticket)

    def insert_ticket(self, ticket: KeptTicket) -> None:
        """Keep a ticket within a transaction."""
        self._database.write(
            """INSERT OR IGNORE INTO tickets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (contest, ticket)
               DO UPDATE SET issued_at = excluded.issued_at, expires = excluded.expires""",
            ticket.ticket, ticket.contest, ticket.digest, ticket.variant, ticket.order, ticket.attempt,
            ticket.issued_at, ticket.expires, ticket.run,
        )  # fmt: skip

    def bind(self, ticket: KeptTicket, run: str) -> bool:
        """Note that a run is played with a ticket, and return whether that holds: not where another one is by now."""
        with self._database.writing():
            change = "UPDATE tickets SET run = ? WHERE contest = ? AND ticket = ? AND run IS ?"
            return self._database.write(change, run, ticket.contest, ticket.ticket, ticket.run) > 0

    def tickets(self, contest: str) -> tuple[KeptTicket, ...]:
        """Return the tickets of a contest, by story and attempt."""
        query = "SELECT * FROM tickets WHERE contest = ? ORDER BY digest, attempt"
        return tuple(_some(_ticket, self._database.read(query, contest)))

    def ticket_of(self, run: str) -> KeptTicket | None:
        """Return the ticket that a run is played with; None where it is played for no contest."""
        return next(_some(_ticket, self._database.read("SELECT * FROM tickets WHERE run = ?", run)), None)

    def begun(self) -> dict[str, Mapping[str, str]]:
        """Return the chats that have begun with a ticket and not ended: each with the titles of its story by language,
        as far as they are known."""
        query = """SELECT run, digest, body FROM tickets LEFT JOIN contest_documents AS seen
                   ON seen.contest = tickets.contest AND kind = 'contest'
                   WHERE run IN (SELECT id FROM runs WHERE finished_at IS NULL)"""
        return {row["run"]: next(_some(_titles, [row]), {}) for row in self._database.read(query)}

    # Outbox

    def waiting(self) -> tuple[Waiting, ...]:
        """Return the runs that wait to be sent, the oldest first."""
        return self._outbox("answer IS NULL")

    def sent(self, contest: str) -> tuple[Waiting, ...]:
        """Return the runs of a contest that ended, sent or not, the oldest first."""
        return self._outbox("contest = ?", contest)

    def outbox_of(self, run: str) -> Waiting | None:
        """Return the entry of a run; None where it is in no outbox."""
        return next(iter(self._outbox("run = ?", run)), None)

    def answered(self, run: str, answer: str) -> None:
        """Keep what the server said of a run; it is not sent again, and what was said first stays."""
        with self._database.writing():
            change = "UPDATE outbox SET answer = ?, trouble = '' WHERE run = ? AND answer IS NULL"
            self._database.write(change, answer, run)

    def put_off(self, run: str, tries: int, next_try: float, trouble: str) -> None:
        """Note that a run could not be sent, and when to try again; one that was answered meanwhile stays so."""
        with self._database.writing():
            change = "UPDATE outbox SET tries = ?, next_try = ?, trouble = ? WHERE run = ? AND answer IS NULL"
            self._database.write(change, tries, next_try, trouble, run)

    def insert_waiting(self, entry: Waiting) -> None:
        """Put an entry into the outbox as it is, within a transaction."""
        self._database.write(
            "INSERT OR IGNORE INTO outbox VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            entry.run, entry.contest, entry.ticket, entry.digest, entry.rules,
            json.dumps(entry.actions, ensure_ascii=False), json.dumps(entry.times_ms),
            entry.added_at, entry.tries, entry.next_try, entry.trouble, entry.answer,
        )  # fmt: skip

    def restore(self, kept: Iterable[Kept]) -> None:
        """Write what was read of a damaged file, within a transaction; what belongs to nothing any more is left out."""
        contests: set[str] = set()
        for one in kept:
            if isinstance(one, JoinedContest):
                self.insert(one)
                contests.add(one.id)
            elif one.contest in contests:
                self.insert_ticket(one) if isinstance(one, KeptTicket) else self.insert_waiting(one)

    def _outbox(self, condition: str, *values: object) -> tuple[Waiting, ...]:
        rows = self._database.read(f"SELECT * FROM outbox WHERE {condition} ORDER BY added_at, run", *values)
        return tuple(_some(_waiting, rows))


_NEXT_CHOICE = "(SELECT coalesce(max(chosen_at), 0) + 1 FROM contests)"
"""Counts choices rather than seconds, so that no clock decides which contest is the current one."""


def _some(read: Callable[[Row], T], rows: Iterable[Row]) -> Iterator[T]:
    """What can be read of some rows; a damaged one is left out."""
    for row in rows:
        try:
            yield read(row)
        except UNREADABLE:
            continue


def _contest(row: Row) -> JoinedContest:
    texts = ("id", "member", "address", "slug", "title", "code", "token", "name", "team")
    return JoinedContest(**{name: _text(row[name]) for name in texts}, joined_at=float(row["joined_at"]))


def _ticket(row: Row) -> KeptTicket:
    ticket, contest, digest, variant = (_text(row[name]) for name in ("ticket", "contest", "digest", "variant"))
    order, attempt, issued, expires = (int(row[name]) for name in ("order_seed", "attempt", "issued_at", "expires"))
    run = None if row["run"] is None else _text(row["run"])
    return KeptTicket(ticket, contest, digest, variant, order, attempt, issued, expires, run)


def _titles(row: Row) -> dict[str, str]:
    """What the story of a ticket is called, in what was last seen of its contest."""
    stories = json.loads(row["body"])["stories"]
    titles: Mapping[str, str] = next((story["title"] for story in stories if story["digest"] == row["digest"]), {})
    return {_text(language): _text(title) for language, title in dict(titles).items()}


def _waiting(row: Row) -> Waiting:
    texts = {name: _text(row[name]) for name in ("run", "contest", "ticket", "digest", "trouble")}
    return Waiting(
        **texts,
        rules=int(row["rules"]),
        actions=tuple(_text(action) for action in json.loads(row["actions"])),
        times_ms=tuple(int(time) for time in json.loads(row["times_ms"])),
        added_at=float(row["added_at"]),
        tries=int(row["tries"]),
        next_try=float(row["next_try"]),
        answer=None if row["answer"] is None else _text(row["answer"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{type(value)} is no text")
    return value


READERS: Mapping[str, tuple[str, Callable[[Row], Kept]]] = {
    "contests": ("id", _contest),
    "tickets": ("ticket", _ticket),
    "outbox": ("run", _waiting),
}
"""A key of each table and how a row of it is read, in the order in which they refer to each other."""
