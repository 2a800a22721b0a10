"""How far a player is with each story of a contest: what the server told last, and what has ended here since."""

from collections.abc import Iterable
from dataclasses import dataclass

from game.saves.contests import KeptTicket, Waiting
from game.team.client.errors import ContestError
from game.team.client.kinds import RankedStory, Sending
from game.team.client.outbox import said_of
from game.team.codec import Says
from game.team.verdict import told
from game.team.wire import ContestInfo, Me, StoryInfo, Verdict

COUNTING = ("counted", "flagged")
RETOLD = frozenset((
    "busy", "failed", "game_older", "no_token", "not_open_yet", "not_your_ticket", "other_story", "run_known",
    "server_older", "ticket_used",
))  # fmt: skip
"""What servers say no to that can be told again in another language: nothing but the word itself is needed."""


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known here of one contest."""

    info: ContestInfo
    me: Me | None
    tickets: tuple[KeptTicket, ...]
    outbox: tuple[Waiting, ...]
    unfinished: frozenset[str]
    """ids of chats that have begun and not ended"""
    now: float


def ranked_story(known: Known, story: StoryInfo) -> RankedStory:
    """Return how far one is with a story."""
    tickets = [ticket for ticket in known.tickets if ticket.digest == story.digest]
    ended = [entry for entry in known.outbox if entry.digest == story.digest]
    return RankedStory(
        id=story.id,
        digest=story.digest,
        titles=dict(story.title),
        attempts_used=_used(known, story.digest, tickets, ended),
        attempts=known.info.rules.attempts,
        points=_best(known, story.digest, ended),
        waiting=sum(entry.answer is None for entry in ended),
        run=next((ticket.run for ticket in tickets if ticket.run in known.unfinished), None),
        has_ticket=any(is_open(ticket, known.now) for ticket in tickets),
    )


def is_open(ticket: KeptTicket, now: float) -> bool:
    """Whether a chat can be begun with a ticket."""
    return ticket.run is None and ticket.expires > now


def sending(entry: Waiting, info: ContestInfo | None, tickets: Iterable[KeptTicket], t: Says) -> Sending:
    """Return what became of a run so far, in words."""
    story = next((story for story in info.stories if story.digest == entry.digest), None) if info else None
    attempt = next((ticket.attempt for ticket in tickets if ticket.run == entry.run), 0)
    said = said_of(entry)
    name, titles = (story.id, dict(story.title)) if story else (entry.digest, {})
    if isinstance(said, Verdict):
        result = (told(said, t), said.score, said.points, said.best, said.place)
        return Sending(entry.run, name, titles, attempt, said.status, *result, entry.tries)
    sentence = _no(said, t) if said else ""
    if entry.answer is not None:
        return Sending(entry.run, name, titles, attempt, "refused", sentence, tries=entry.tries)
    return Sending(entry.run, name, titles, attempt, "waiting", sentence, tries=entry.tries, next_try=entry.next_try)


def _no(said: ContestError, t: Says) -> str:
    """Why a run was not taken, or waits."""
    return t(f"team_server.refused.{said.refusal}") if said.refusal in RETOLD else said.sentence(t)


def _used(known: Known, digest: str, tickets: list[KeptTicket], ended: list[Waiting]) -> int:
    """Attempts used: as the server counts, and those of chats that ended here and that it may not know of yet."""
    told = known.me.attempts.get(digest, 0) if known.me else 0
    spent = {entry.run for entry in ended if not _is_given_back(entry)}
    return max([told, *(ticket.attempt for ticket in tickets if ticket.run in spent)])


def _is_given_back(entry: Waiting) -> bool:
    """Whether the attempt was not used up: the server could not play the run again, or would not take it."""
    said = said_of(entry)
    if isinstance(said, Verdict):
        return said.status == "refused" and said.score is None
    return entry.answer is not None and isinstance(said, ContestError)


def _best(known: Known, digest: str, ended: list[Waiting]) -> int | None:
    results = known.me.results if known.me else ()
    found = [result.points for result in results if result.digest == digest and result.status in COUNTING]
    verdicts = [said for said in map(said_of, ended) if isinstance(said, Verdict)]
    heard = [verdict.best for verdict in verdicts if verdict.status in COUNTING]
    return max((points for points in (*found, *heard) if points is not None), default=None)
