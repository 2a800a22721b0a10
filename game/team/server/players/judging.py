"""A run played again: what it is worth, before the database is held for it."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection

from game.engine import RULES_VERSION, Deal, Outcome, Run, replay, score
from game.story import PROMISE_STATES, Story
from game.team.server import secret
from game.team.server.refusals import Refused
from game.team.server.services import Services
from game.team.server.store import intake
from game.team.server.store.people import Person
from game.team.server.store.play import Ticket
from game.team.wire import Submission


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
class Judged:
    """What is known of a run before it is kept."""

    id: str
    body_hash: str
    """of the body as it came in"""
    sent: Submission
    ticket: Ticket
    story_id: str
    best_score: int | None
    played: Played | None
    """None where it could not be played again to its end"""

    @property
    def took(self) -> int:
        """How long the run says it took, in ms."""
        return self.sent.times_ms[-1] if self.sent.times_ms else 0

    @property
    def actions_hash(self) -> str:
        """The same for two runs that did the very same in the same deal."""
        parts = (self.sent.digest, self.ticket.variant, *self.sent.actions)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def judge(
    services: Services, connection: Connection, person: Person, run_id: str, body_hash: str, sent: Submission
) -> Judged:
    """Play a run again under its ticket. Raises Refused where story, rules or ticket are not those of the server."""
    need_same_rules(sent.rules)
    shelved = services.shelf.story(connection, person.contest, sent.digest)
    if shelved is None:
        raise Refused(409, "other_story")
    hash = secret.hashed(sent.ticket)
    ticket, _ = intake.tickets(connection, [hash]).get(hash, (None, ""))
    if ticket is None or ticket.member != person.id or ticket.digest != sent.digest:
        raise Refused(403, "not_your_ticket")
    played = _play(shelved.story, sent, ticket)
    best_score = shelved.best_scores.get(ticket.variant)
    return Judged(run_id, body_hash, sent, ticket, shelved.story.id, best_score, played)


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
