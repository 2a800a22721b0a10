"""What an organiser is told by a team server: GET /api/admin/…, read like `wire`.

It holds what nobody else may see: codes, names of those who are hidden, places while the public board stands still.
All moments are whole seconds since the epoch.
"""

from dataclasses import dataclass, field
from typing import Annotated

from game.team.codec import Bound
from game.team.contest import ContestState
from game.team.document import Clock
from game.team.rules import ContestRules
from game.team.wire import Count, Id, Points, Role, RunId, RunStatus, Second, Slug

SHOWN = 50
"""Teams, members, runs or notes in one answer where no `limit` says otherwise; `next` of it leads to the others."""
MOST_SHOWN = 500
"""The highest `limit`."""
COUNTED = 1000
"""Of the members and runs that are searched for so many are counted; `of` is None where there are more."""
NEEDS_A_LOOK = ("flagged", "late", "refused")
"""What an organiser may have to decide about."""
Told = Annotated[str, Bound(0, 400)]
Shown = Bound(0, MOST_SHOWN)
Next = Annotated[str, Bound(0, 100)]
"""Asked for as `?after=…`, it gives those that come next; empty where these were the last ones."""
Total = Annotated[int, Bound(0, 2**53 - 1)]


@dataclass(frozen=True, slots=True)
class Governed:
    """A contest, as its organiser sees it."""

    slug: Slug
    name: Told
    state: ContestState
    frozen: bool
    """the public documents stand still"""
    clock: Clock
    code: Told
    """as it is read aloud"""
    code_shown: bool
    """on the wall"""
    address: Told
    """where people join; empty where that is not known"""
    covered: Count | None
    """teams that are still secret in a reveal step by step; None: there is none under way"""
    teams: Count
    members: Count
    """who have joined and not left"""
    played: Count
    """of these, who have a result"""
    runs: Count
    flagged: Count
    """runs that somebody should look at: flagged, late or refused for their times"""


@dataclass(frozen=True, slots=True)
class Contests:
    """GET /api/admin/contests: those that the token governs, the newest first."""

    contests: Annotated[tuple[Governed, ...], Bound(0, 1000)] = ()


@dataclass(frozen=True, slots=True)
class StorySeen:
    """A story of a contest."""

    id: Slug
    digest: Told
    title: Annotated[dict[str, Told], Bound(0, 8)]


@dataclass(frozen=True, slots=True)
class Overview:
    """GET /api/admin/overview."""

    contest: Governed
    rules: ContestRules
    stories: Annotated[tuple[StorySeen, ...], Bound(0, 200)] = ()


@dataclass(frozen=True, slots=True)
class TeamSeen:
    """A team as it stands now, whatever the public board shows."""

    id: Id
    name: Told
    members: Count
    played: Count
    place: Count | None = None
    """None: too few have played for it to be ranked"""
    score: Total | None = None


@dataclass(frozen=True, slots=True)
class Teams:
    """GET /api/admin/teams?find=…&after=…&limit=…: in the order of their places, those not ranked behind them."""

    of: Count
    """that fit"""
    teams: Annotated[tuple[TeamSeen, ...], Shown] = ()
    next: Next = ""


@dataclass(frozen=True, slots=True)
class MemberSeen:
    """Somebody who has joined."""

    id: Id
    name: Told
    """empty for who has left"""
    team: Told
    team_id: Id
    role: Role
    hidden: bool
    left: bool
    joined: Second
    runs: Count
    flagged: Count
    points: Total | None = None
    """the member's total; None: no result"""
    attempts: Count = 0
    """it took for them"""


@dataclass(frozen=True, slots=True)
class Members:
    """GET /api/admin/members?find=…&after=…&limit=…: by team, then by name."""

    of: Count | None
    """that fit, see COUNTED; more than are listed where there are many"""
    members: Annotated[tuple[MemberSeen, ...], Shown] = ()
    next: Next = ""


@dataclass(frozen=True, slots=True)
class RunSeen:
    """A run that came in."""

    run: RunId
    member: Id
    name: Told
    team: Told
    story: Slug
    attempt: Count
    status: RunStatus
    reason: Told
    """why it was refused or came late, in one word; empty otherwise"""
    flags: Annotated[tuple[Told, ...], Bound(0, 8)]
    """why somebody should look at it, in one word each: `reading`, `overlap`, `alike`"""
    at: Second
    seconds: Count
    """that it took, by its own account"""
    score: Points | None = None
    points: Points | None = None

    @property
    def needs_a_look(self) -> bool:
        """Whether somebody should decide about it; nothing can be done about one that cannot be played again."""
        return self.status in NEEDS_A_LOOK and self.reason != "unplayable"


@dataclass(frozen=True, slots=True)
class Runs:
    """GET /api/admin/runs?member=…&story=…&run=…&after=…&limit=…: those that somebody should look at, then the others;
    of both the newest first."""

    of: Count | None
    """that fit, see COUNTED"""
    runs: Annotated[tuple[RunSeen, ...], Shown] = ()
    next: Next = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody did."""

    at: Second
    actor: Told
    action: Told
    target: Told
    """an id, or the contest's name in addresses"""
    name: Told
    """whose id that is: a member's, a team's; of a run its player's; empty for the contest"""
    before: Told
    after: Told
    reason: Told


@dataclass(frozen=True, slots=True)
class Notes:
    """GET /api/admin/log?after=…&limit=…: the newest first."""

    of: Count
    notes: Annotated[tuple[Note, ...], Shown] = ()
    next: Next = ""


@dataclass(frozen=True, slots=True)
class Done:
    """POST /api/admin/… and /api/team/…: what was changed, from what to what."""

    action: Told
    target: Told
    before: Told
    after: Told


@dataclass(frozen=True, slots=True)
class Found:
    """POST /api/admin/contests: a new contest with the rules and stories of the one that is meant."""

    name: Annotated[str, Bound(1, 100)]
    reason: Annotated[str, Bound(1, 300)]
    stories: Annotated[tuple[Slug, ...], Bound(0, 200)] = ()
    """ids of those it is to have; none: all"""
    opens: Second | None = None
    """None: by hand, as for the other two"""
    freezes: Second | None = None
    closes: Second | None = None
    rules: ContestRules | None = field(default=None)
    """None: as in the other contest"""
