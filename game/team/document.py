"""The published board as it goes over the wire: one JSON document for the wall, the game and the commands.

No words in it but names, titles and the printed rule; those that depend on the language are given in both.
"""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from game.team.awards import AwardKind
from game.team.codec import Bound
from game.team.contest import ContestState

BoardKind = Literal["team", "member", "story"]
"""Teams; members over all stories; members in one story."""
Text = Annotated[str, Bound(0, 200)]
MOST_BOARD_BYTES = 8 * 1024 * 1024
"""Bytes of a document that a client reads."""
Rows = Bound(0, 50_000)


@dataclass(frozen=True, slots=True)
class Clock:
    """Whole seconds since the epoch by the clock of the server; None: there is no such time."""

    now: int
    opens: int | None = None
    freezes: int | None = None
    closes: int | None = None


@dataclass(frozen=True, slots=True)
class ContestHead:
    """What stands above a board. Times as in Clock."""

    slug: Text
    name: Text
    state: ContestState
    frozen: bool
    now: int
    opens: int | None = None
    freezes: int | None = None
    closes: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One ranked team or member."""

    place: int | None
    """None where places are hidden"""
    id: Text
    name: Text | None
    """None: a team mate who does not want to be named"""
    score: int
    """team: 0..1000 x the number of stories that count; member: likewise; story: 0..1000"""
    change: int | None = None
    """places won (+) or lost (-) when the place last moved; None: new on the board"""
    team: Text = ""
    """the name of a member's team; empty for teams"""
    members: int = 1
    played: int = 1
    """of the members, those who have a result"""
    attempts: float = 0.0
    """attempts used, for a team per member, to one decimal"""
    spark: Annotated[tuple[int, ...], Bound(0, 60)] = ()
    """the score over time, the oldest first, the last is now"""


@dataclass(frozen=True, slots=True)
class Filling:
    """A team of which too few have played to be ranked."""

    id: Text
    name: Text
    played: int
    members: int
    needed: int
    """so many must have played"""


@dataclass(frozen=True, slots=True)
class Tick:
    """One run that counted. Names a team, never a person."""

    at: int
    """whole seconds since the epoch"""
    team: Text
    story: Text
    """its id, see `titles`"""
    points: int | None
    """None where too few of the team have played for it to say nothing about a person"""


@dataclass(frozen=True, slots=True)
class AwardRow:
    """An award as it is published."""

    award: AwardKind
    id: Text
    name: Text | None
    """None: a team mate who does not want to be named"""
    team: Text
    value: int
    story: Text = ""


@dataclass(frozen=True, slots=True)
class JoinBox:
    """How to join, as the wall shows it."""

    address: Text
    """empty where it is not known"""
    code: Text
    """as it is read aloud"""


@dataclass(frozen=True, slots=True)
class Revealing:
    """A reveal under way: the document holds the rows that are uncovered, and none of those above them."""

    covered: int
    """rows from the top that are still secret"""
    of: int
    """rows there are"""


@dataclass(frozen=True, slots=True)
class BoardDocument:
    """A board as everybody may see it."""

    contest: ContestHead
    kind: BoardKind
    version: int
    """grows with every document published of this kind"""
    rule: Annotated[dict[str, Annotated[str, Bound(0, 600)]], Bound(0, 8)]
    """how places are given, by language (`zh`, `en`), to be printed under the table"""
    rows: Annotated[tuple[Row, ...], Rows] = ()
    filling: Annotated[tuple[Filling, ...], Rows] = ()
    ticker: Annotated[tuple[Tick, ...], Bound(0, 100)] = ()
    """the newest first"""
    awards: Annotated[tuple[AwardRow, ...], Rows] = ()
    story: Text = ""
    """kind `story`: its id"""
    played: int = 0
    """people who have a result on this board"""
    needed: int = 0
    """kinds `member` and `story`: so many must have a result before persons are listed"""
    titles: Annotated[dict[str, Annotated[dict[str, Text], Bound(0, 8)]], Bound(0, 200)] = field(default_factory=dict)
    """titles of the stories: id to language (`zh`, `en`) to title"""
    join: JoinBox | None = None
    """kind `team`: while people may join, where the organiser wants it shown"""
    reveal: Revealing | None = None
    """kind `team`: while it is revealed step by step"""
