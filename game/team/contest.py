"""A contest and who takes part: what a board needs to know besides the results."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from game.team.rules import ContestRules

ContestState = Literal["planned", "open", "frozen", "closed", "revealed"]
"""Not yet open; being played; played on while the public board stands still; over, the last part still hidden; over."""


@dataclass(frozen=True, slots=True)
class Contest:
    """A contest at one moment. Times are whole seconds since the epoch; None: it has no such time."""

    slug: str
    name: str
    rules: ContestRules = field(default_factory=ContestRules)
    state: ContestState = "open"
    frozen: bool = False
    """the public documents stand still"""
    now: int = 0
    opens: int | None = None
    freezes: int | None = None
    closes: int | None = None
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """titles of its stories: id to language (`zh`, `en`) to title"""


class Team(NamedTuple):
    """A team of a contest. A tuple, as TeamScore is."""

    id: str
    name: str
    size: int = 0
    """people it has by its own account; never counted as fewer than have joined"""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who has joined."""

    id: str
    team: str
    name: str
    hidden: bool = False
    """counts for the team, and is shown without a name"""


@dataclass(frozen=True)
class Roster:
    """Everybody who takes part."""

    teams: tuple[Team, ...] = ()
    members: tuple[Member, ...] = ()

    @cached_property
    def team(self) -> dict[str, Team]:
        """The teams by id."""
        return {team.id: team for team in self.teams}

    @cached_property
    def member(self) -> dict[str, Member]:
        """The members by id."""
        return {member.id: member for member in self.members}

    @cached_property
    def sizes(self) -> dict[str, int]:
        """How many people each team has."""
        joined = dict.fromkeys(self.team, 0)
        for member in self.members:
            if member.team in joined:
                joined[member.team] += 1
        return {id: max(team.size, joined[id]) for id, team in self.team.items()}
