"""Runs played again: what they are worth, before the database is held for them."""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from game.engine import RULES_VERSION, Deal, Outcome, Run, replay, score
from game.story import PROMISE_STATES, Story
from game.team.server import limits, secret
from game.team.server.refusals import Refused, unknown_token
from game.team.server.services import Services
from game.team.server.store import intake, people
from game.team.server.store.people import Person
from game.team.server.store.play import Ticket
from game.team.wire import Submission

logger = logging.getLogger("steady.server")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Played:
    """A run as the engine played it again."""

    ending: str | None
    grade: str
    stamina: int
    promises_kept: int
    promises_broken: int
    score: int
    outcomes: tuple[Outcome, ...] = ()


NOTHING = Played(None, "bad", 0, 0, 0, 0)
"""What is kept of a run that could not be played again."""


@dataclass(frozen=True, slots=True)
class Came:
    """A run as it came in."""

    id: str
    token: str
    """of whoever sent it, hashed"""
    sent: Submission
    body_hash: str


@dataclass(frozen=True)
class Judged:
    """What is known of a run before it is kept."""

    person: Person
    came: Came
    ticket: Ticket
    story_id: str
    best_score: int | None
    played: Played | None
    """None where it could not be played again to its end"""

    @property
    def took(self) -> int:
        """How long the run says it took, in ms."""
        return self.came.sent.times_ms[-1] if self.came.sent.times_ms else 0

    @cached_property
    def actions_hash(self) -> str:
        """The same for two runs that did the very same in the same deal."""
        parts = (self.came.sent.digest, self.ticket.variant, *self.came.sent.actions)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def judge_several(services: Services, several: Sequence[Came]) -> Sequence[Judged | Row | Exception]:
    """Play runs again under their tickets, and return what is known of each; of one that is kept already, its row.

    Refused where token, story, rules or ticket are not those of the server. What one of them breaks is its own affair.
    """
    with services.database.glance() as connection:
        judging = _Judging(services, connection, several)
        return [judging.result(came) for came in several]


def must_be_same(row: Row, person: Person, came: Came) -> None:
    """Make sure that a run that is kept is the very one that was sent again. Raises Refused."""
    if row["member_id"] != person.id or row["body_hash"] != came.body_hash:
        raise Refused(409, "run_known")


class _Judging:
    """What the tables hold of the runs that came in together."""

    def __init__(self, services: Services, connection: Connection, several: Sequence[Came]) -> None:
        self._services, self._connection = services, connection
        self._people = people.by_tokens(connection, sorted({came.token for came in several}))
        self._known = intake.known(connection, [came.id for came in several])
        self._tickets = intake.tickets(connection, [secret.hashed(came.sent.ticket) for came in several])

    def result(self, came: Came) -> Judged | Row | Exception:
        try:
            return self._judge(came)
        except Refused as refused:
            return refused
        except Exception as error:
            logger.error("a run cannot be judged", exc_info=error)
            return error

    def _judge(self, came: Came) -> Judged | Row:
        person = self._people.get(came.token)
        if person is None:
            raise unknown_token()
        limits.allow(self._services, limits.SUBMIT, person.id)
        known = self._known.get(came.id)
        if known is not None:
            must_be_same(known, person, came)
            return known
        need_same_rules(came.sent.rules)
        shelved = self._services.shelf.story(self._connection, person.contest, came.sent.digest)
        if shelved is None:
            raise Refused(409, "other_story")
        ticket, _ = self._tickets.get(secret.hashed(came.sent.ticket), (None, ""))
        if ticket is None or ticket.member != person.id or ticket.digest != came.sent.digest:
            raise Refused(403, "not_your_ticket")
        played, best_score = _play(shelved.story, came.sent, ticket), shelved.best_scores.get(ticket.variant)
        return Judged(person, came, ticket, shelved.story.id, best_score, played)


def need_same_rules(rules: int) -> None:
    """Make sure that a chat is played under the rules of this server. Raises Refused: says who must update."""
    if rules != RULES_VERSION:
        raise Refused(409, "game_older" if rules < RULES_VERSION else "server_older")


def _play(story: Story, sent: Submission, ticket: Ticket) -> Played | None:
    run = Run(story.id, sent.digest, Deal(ticket.variant, ticket.seed), sent.actions, mode="ranked", rules=sent.rules)
    again = replay(story, run)
    state = again.state
    if not again.complete or state.ending is None:
        return None
    promises = [PROMISE_STATES[index] for index in state.promises]
    return Played(
        state.ending, story.ending(state.ending).grade, state.stamina,
        promises.count("kept"), promises.count("broken"), score(story, state).total, again.outcomes,
    )  # fmt: skip
