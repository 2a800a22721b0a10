"""What goes over the wire between the game and a team server, both ways: one frozen dataclass a body.

Bodies are read with `loads(Kind, body)` or `decode(Kind, data)` and written with `dumps(value)` or `encode(value)`.
Read strictly: unknown or missing names, wrong types, too long, too deep are a WireError that says what and where, in
the language of whoever sent it; only what a newer server adds to its answers is passed over. All `at` are whole
seconds since the epoch, all `_ms` milliseconds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from game.team.codec import Bound, Shape, WireError, check, decode, dumps, encode, loads, parse
from game.team.contest import ContestState
from game.team.document import MOST_BOARD_BYTES, BoardDocument, Clock, Row
from game.team.names import DIGEST, ID, SLUG
from game.team.rules import ContestRules

__all__ = [
    "MOST_BOARD_BYTES", "MOST_STORY_BYTES", "Around", "BoardDocument", "Bound", "Clock", "ContestInfo", "Fault",
    "HideMe", "Join", "Joined", "Left", "Me", "MemberInfo", "NewToken", "OwnResult", "RunReplay", "Shape", "StoryFile",
    "StoryInfo", "Submission", "TeamInfo", "TeamMate", "TeamMates", "Ticket", "TicketRequest", "Tickets", "Verdict",
    "WireError", "check", "decode", "dumps", "encode", "loads", "parse",
]  # fmt: skip

MOST_ACTIONS = 400
MOST_STORY_BYTES = 2 * 1024 * 1024
"""Bytes of a StoryFile that is read; the other bodies stay below `codec.MOST_BYTES`, boards below MOST_BOARD_BYTES."""
TEAM_RUNS = 50
"""Results of a team in one answer where no `limit` says otherwise."""
MOST_TEAM_RUNS = 4000
"""The highest `limit`."""

Slug = Annotated[str, Shape(SLUG)]
Digest = Annotated[str, Shape(DIGEST)]
RunId = Annotated[str, Shape(ID)]
Id = Annotated[str, Bound(1, 64)]
Name = Annotated[str, Bound(1, 100)]
"""As it was typed or kept; `names` makes it fit to keep and to show."""
TypedCode = Annotated[str, Bound(1, 40)]
"""A join code as it was typed; read with `names.read_code`."""
Token = Annotated[str, Bound(16, 200), Shape("[A-Za-z0-9_.~-]+")]
Opaque = Annotated[str, Bound(1, 600), Shape("[A-Za-z0-9_.~=-]+")]
Sentence = Annotated[str, Bound(0, 1000)]
Points = Annotated[int, Bound(0, 1000)]
Second = Annotated[int, Bound(0, 253_402_300_799)]
Count = Annotated[int, Bound(0, 1_000_000)]
Lang = Literal["zh", "en"]
Role = Literal["member", "lead"]
RunStatus = Literal["counted", "flagged", "refused", "late", "void"]
"""Counts; counts, and somebody should look; cannot count; came too late; taken out."""


# Joining


@dataclass(frozen=True, slots=True)
class Join:
    """POST /api/join. Answer: Joined."""

    code: TypedCode
    team: Name
    name: Name
    language: Lang = "zh"


@dataclass(frozen=True, slots=True)
class TeamInfo:
    """A team."""

    id: Id
    name: Name


@dataclass(frozen=True, slots=True)
class MemberInfo:
    """The player, as the server knows them."""

    id: Id
    name: Name
    hidden: bool = False
    role: Role = "member"


@dataclass(frozen=True, slots=True)
class StoryInfo:
    """A story of a contest. `best_scores`: by variant, where the contest tells them."""

    digest: Digest
    id: Slug
    title: Annotated[dict[str, Annotated[str, Bound(0, 200)]], Bound(0, 8)]
    """by language: `zh`, `en`"""
    best_scores: Annotated[dict[str, Points], Bound(0, 64)] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ContestInfo:
    """GET /api/contests/{slug}. Before it opens, `stories` is empty."""

    slug: Slug
    name: Name
    rules: ContestRules
    clock: Clock
    state: ContestState
    stories: Annotated[tuple[StoryInfo, ...], Bound(0, 200)] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """The token is told this once and never again."""

    token: Token
    member: MemberInfo
    team: TeamInfo
    contest: ContestInfo


# Playing


@dataclass(frozen=True, slots=True)
class TicketRequest:
    """POST /api/tickets. Answer: Ticket, the same one again while it is unused."""

    digest: Digest
    rules: Annotated[int, Bound(0, 2**31 - 1)] = 0
    """the version of the rules it will be played under, so that nobody plays what could not count; 0: not said"""


@dataclass(frozen=True, slots=True)
class Ticket:
    """Leave to play one ranked attempt, and the deal."""

    ticket: Opaque
    digest: Digest
    variant: Id
    order: Annotated[int, Bound(0, 2**31 - 1)]
    """seed of the order in which replies are listed"""
    attempt: Annotated[int, Bound(1, 1000)]
    issued_at: Second
    expires: Second
    """moves on when the ticket is renewed; the rest stays"""


@dataclass(frozen=True, slots=True)
class Tickets:
    """POST /api/tickets/ahead, without a body: a ticket for every story that has attempts left, to play offline.

    GET /api/tickets: those that one holds and has not used.
    """

    tickets: Annotated[tuple[Ticket, ...], Bound(0, 200)] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """PUT /api/runs/{uuid}. Answer: Verdict; the same again for the same body, 409 for another."""

    ticket: Opaque
    digest: Digest
    rules: Annotated[int, Bound(1, 2**31 - 1)]
    """the version of the game's rules it was played under"""
    actions: Annotated[tuple[Annotated[str, Bound(1, 100)], ...], Bound(0, MOST_ACTIONS)]
    times_ms: Annotated[tuple[Annotated[int, Bound(0, 2**31 - 1)], ...], Bound(0, MOST_ACTIONS)]
    """when each action was taken, since the chat began; never falling"""

    def __post_init__(self) -> None:
        if len(self.times_ms) != len(self.actions):
            raise WireError("uneven", "times_ms", actions=len(self.actions), times=len(self.times_ms))
        for place, (earlier, later) in enumerate(zip(self.times_ms, self.times_ms[1:], strict=False), 1):
            if later < earlier:
                raise WireError("falling", f"times_ms[{place}]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a run that was sent."""

    status: RunStatus
    score: Points | None
    """0..1000; None where the run could not be played again to its end"""
    points: Points | None
    best: Points | None
    """the member's best points in this story now, this run included"""
    place: int | None
    """the member's place overall; None while places are hidden"""
    sentence: Sentence
    reason: Annotated[str, Bound(0, 40)] = ""
    """why it was refused or came late, in one word; empty otherwise"""
    flags: Annotated[tuple[Annotated[str, Bound(1, 40)], ...], Bound(0, 8)] = ()
    """why somebody should look at it, in one word each"""
    hidden: bool = False
    """the board is frozen, so no places are told"""


@dataclass(frozen=True, slots=True)
class OwnResult:
    """One of one's own ranked runs."""

    run: RunId
    digest: Digest
    attempt: Annotated[int, Bound(1, 1000)]
    status: RunStatus
    at: Second
    score: Points | None = None
    points: Points | None = None


@dataclass(frozen=True, slots=True)
class Me:
    """GET /api/me."""

    member: MemberInfo
    team: TeamInfo
    contest: Slug
    attempts: Annotated[dict[str, Count], Bound(0, 200)]
    """attempts used, by digest"""
    results: Annotated[tuple[OwnResult, ...], Bound(0, 4000)] = ()


@dataclass(frozen=True, slots=True)
class HideMe:
    """POST /api/me/hide: be shown without a name, or with it again. Answer: MemberInfo."""

    hidden: bool


@dataclass(frozen=True, slots=True)
class NewToken:
    """POST /api/me/token, without a body: the old token opens nothing from now on."""

    token: Token


@dataclass(frozen=True, slots=True)
class Left:
    """DELETE /api/me?runs=keep|delete: name and token are gone; runs stay under nobody's name, or are gone, too."""

    runs: Literal["kept", "deleted"]
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class TeamMate:
    """A member as the lead of the team sees them."""

    id: Id
    name: Name | None
    """None: who does not want to be named"""
    role: Role
    hidden: bool
    results: Annotated[tuple[OwnResult, ...], Bound(0, MOST_TEAM_RUNS)] = ()
    """the oldest first"""


@dataclass(frozen=True, slots=True)
class TeamMates:
    """GET /api/team?limit=…, for leads: everybody in the team, with the latest results of all of them together."""

    team: TeamInfo
    members: Annotated[tuple[TeamMate, ...], Bound(0, 50_000)] = ()
    more: bool = False
    """there are earlier results"""


@dataclass(frozen=True, slots=True)
class Around:
    """GET /api/me/around: one's own row among its neighbours."""

    me: Id
    of: Count
    """members on the board"""
    rows: Annotated[tuple[Row, ...], Bound(0, 50)] = ()


@dataclass(frozen=True, slots=True)
class StoryFile:
    """GET /api/stories/{digest}: never changes."""

    yaml: Annotated[str, Bound(1, 512 * 1024)]
    translations: Annotated[dict[str, Annotated[str, Bound(0, 512 * 1024)]], Bound(0, 8)] = field(default_factory=dict)
    """PO files by language tag"""


@dataclass(frozen=True, slots=True)
class RunReplay:
    """GET /api/runs/{uuid}: a run to be watched."""

    run: RunId
    digest: Digest
    variant: Id
    order: Annotated[int, Bound(0, 2**31 - 1)]
    actions: Annotated[tuple[Annotated[str, Bound(1, 100)], ...], Bound(0, MOST_ACTIONS)]
    times_ms: Annotated[tuple[Annotated[int, Bound(0, 2**31 - 1)], ...], Bound(0, MOST_ACTIONS)]
    rules: Annotated[int, Bound(1, 2**31 - 1)]
    status: RunStatus
    score: Points | None = None
    points: Points | None = None
    player: Annotated[str, Bound(0, 100)] = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Every answer that is an error."""

    error: Annotated[str, Bound(1, 60)]
    """one word, for machines"""
    sentence: Sentence
    """what happened and what to do, in the language of Accept-Language"""
    detail: Annotated[Mapping[str, str | int], Bound(0, 20)] = field(default_factory=dict)
