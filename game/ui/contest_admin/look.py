"""What the organiser's screen of a contest shows: a part of one of its tables, and how it stands."""

from dataclasses import dataclass

from game.team.client.organiser import Organiser
from game.team.organising import Members, Notes, Overview, Runs, Teams
from game.ui.contest_admin.parts import Part


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a long table."""

    part: Part
    member: str = ""
    """whose runs; empty for everybody's"""
    find: str = ""
    """what members are searched for"""
    after: str = ""
    """what the part before has as `next`"""
    before: int = 0
    """how many come before it"""


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen at one moment; of the tables, only the one that is shown."""

    overview: Overview
    place: Place
    teams: Teams | None = None
    members: Members | None = None
    runs: Runs | None = None
    notes: Notes | None = None

    @property
    def listed(self) -> Teams | Members | Runs | Notes | None:
        """The table that is shown, or a part of it."""
        return self.teams or self.members or self.runs or self.notes


def look(side: Organiser, slug: str, place: Place) -> Look:
    """Ask how a contest stands, and for that part of a table. Raises ContestError."""
    overview = side.overview(slug)
    if place.part == "members":
        return Look(overview, place, members=side.members(slug, place.find, place.after))
    if place.part == "runs":
        return Look(overview, place, runs=side.runs(slug, place.member, after=place.after))
    if place.part == "log":
        return Look(overview, place, notes=side.log(slug, place.after))
    return Look(overview, place, teams=side.teams(slug, after=place.after))
