"""What the game shows of a contest: plain values, cleaned, for whatever front end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from game.team.contest import ContestState
from game.team.document import BoardDocument, Clock, Row
from game.team.names import display_name, team_name
from game.team.rules import ContestRules

if TYPE_CHECKING:
    from game.engine import Session
    from game.saves import SavesProblem
    from game.saves.recording import Recording
    from game.story import Story
    from game.team.client.errors import ContestError

SendState = Literal["waiting", "counted", "flagged", "refused", "late", "void"]
"""Not sent yet; the others as the server says: see `wire.RunStatus`. `refused` also where it would not take the run."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A contest that was joined, and as whom."""

    id: str
    title: str
    slug: str
    address: str
    name: str
    team: str
    is_current: bool
    is_plain: bool
    """what is sent could be read on its way: worth a warning"""

    def is_who(self, team: str, name: str) -> bool:
        """Whether that is who one is there, as it was typed. Raises NameProblem."""
        typed = team_name(team), display_name(name)
        return (self.team.casefold(), self.name.casefold()) == (typed[0].casefold(), typed[1].casefold())


@dataclass(frozen=True, slots=True)
class RankedStory:
    """A story of a contest, and how far one is with it."""

    id: str
    digest: str
    titles: Mapping[str, str]
    attempts_used: int
    attempts: int
    """there are in all"""
    points: int | None = None
    """the best that counted so far, 0..1000"""
    waiting: int = 0
    """runs of it that wait to be sent"""
    run: str | None = None
    """the unfinished run to go on with"""
    has_ticket: bool = False
    """it can be begun without a network"""

    @property
    def is_spent(self) -> bool:
        """Whether no attempt is left."""
        return self.attempts_used >= self.attempts

    def title(self, language: str) -> str:
        """Return what it is called in a language, its id where it has no title."""
        return self.titles.get(language) or self.id


@dataclass(frozen=True, slots=True)
class RankedPlay:
    """A ranked chat of a contest, ready to be played. It goes into the outbox by itself when it ends."""

    recording: Recording
    story: RankedStory
    attempt: int
    attempts: int
    is_resumed: bool
    in_language: Callable[[str], Story | None]
    """the story as told in a language; None where it is not told in it"""
    notes: tuple[SavesProblem, ...] = ()
    """what to tell before going on"""


@dataclass(frozen=True, slots=True)
class Sending:
    """A finished run on its way."""

    run: str
    story: str
    """the id of the story; its digest where that is not known any more"""
    titles: Mapping[str, str]
    attempt: int
    state: SendState
    sentence: str = ""
    """the server's, or why it waits"""
    score: int | None = None
    points: int | None = None
    best: int | None = None
    place: int | None = None
    tries: int = 0
    next_try: float | None = None
    """seconds since the epoch; None unless it waits"""

    @property
    def sent(self) -> bool:
        """Whether the server has answered."""
        return self.state != "waiting"

    def title(self, language: str) -> str:
        """Return what its story is called."""
        return self.titles.get(language) or self.story


@dataclass(frozen=True, slots=True)
class Standing:
    """How a contest stands for the player, as last seen."""

    membership: Membership
    state: ContestState = "planned"
    clock: Clock | None = None
    place: int | None = None
    """None: not placed yet, or places are hidden"""
    of: int = 0
    points: int = 0
    attempts: int = 0
    """used for those points"""
    stories: tuple[RankedStory, ...] = ()
    rules: ContestRules = field(default_factory=ContestRules)
    hidden: bool = False
    """one's name is shown to nobody"""
    is_lead: bool = False
    """of the team: may look at its members' runs"""
    seen_at: float | None = None
    """seconds since the epoch by this computer's clock; None: nothing was seen yet"""
    problem: ContestError | None = None
    """why this is not how it stands now"""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """One's own row among its neighbours, as last seen."""

    me: str = ""
    of: int = 0
    rows: tuple[Row, ...] = ()
    seen_at: float | None = None
    problem: ContestError | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """A published board, as last seen."""

    document: BoardDocument | None = None
    seen_at: float | None = None
    problem: ContestError | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """A run of a contest, played again to its end."""

    session: Session
    status: SendState
    player: str
    score: int | None
    points: int | None
    times_ms: tuple[int, ...]
    in_language: Callable[[str], Story | None]
    """the story as told in a language; None where it is not told in it"""


@dataclass(frozen=True, slots=True)
class TeamRun:
    """A run of somebody in the team, as its lead sees it."""

    run: str
    name: str | None
    """None: who does not want to be named"""
    story: str
    titles: Mapping[str, str]
    attempt: int
    state: SendState
    points: int | None

    def title(self, language: str) -> str:
        """Return what its story is called."""
        return self.titles.get(language) or self.story


@dataclass(frozen=True, slots=True)
class TeamRuns:
    """The latest runs of a team."""

    runs: tuple[TeamRun, ...] = ()
    """the latest first"""
    more: bool = False
    """there are earlier ones, which can be asked for"""
