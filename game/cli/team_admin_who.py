"""Members, teams and runs as an organiser types them: by name or by id."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from game.cli.context import Context
from game.cli.parser import WrongCallError

if TYPE_CHECKING:
    from game.team.client.organiser import Organiser
    from game.team.organising import Governed, MemberSeen, RunSeen, TeamSeen

T = TypeVar("T", bound="MemberSeen | TeamSeen")


def member_named(wish: str, side: "Organiser", contest: "Governed", context: Context) -> "MemberSeen":
    """Return the one member of that name (`TEAM/NAME` where it takes a team to tell) or id. Raises WrongCallError."""
    found = members_named(wish, side, contest)
    return _one(found, wish, "no_member", contest, context)


def team_named(wish: str, side: "Organiser", contest: "Governed", context: Context) -> "TeamSeen":
    """Return the one team of that name or id. Raises WrongCallError."""
    return _one(teams_named(wish, side, contest), wish, "no_team", contest, context)


def anybody_named(wish: str, side: "Organiser", contest: "Governed", context: Context) -> "MemberSeen | TeamSeen":
    """Return the one member or team of that name or id. Raises WrongCallError."""
    found: list[MemberSeen | TeamSeen] = [*members_named(wish, side, contest), *teams_named(wish, side, contest)]
    return _one(found, wish, "nobody", contest, context)


def run_of_id(wish: str, side: "Organiser", contest: "Governed", context: Context) -> "RunSeen":
    """Return the run of that id. Raises WrongCallError."""
    found = side.runs(contest.slug, run=wish.strip().lower()[:64]).runs
    if not found:
        raise WrongCallError(context.t("team_admin.ask.no_run", contest=contest.name, run=wish[:64]))
    return found[0]


def members_named(wish: str, side: "Organiser", contest: "Governed") -> "list[MemberSeen]":
    """Return the members of that name or id; who has left is found by the id alone."""
    from game.team.client.organiser import parts
    from game.team.names import name_key
    from game.team.organising import MOST_SHOWN

    team, slash, name = wish.rpartition("/")
    listed = parts(lambda after: side.members(contest.slug, name if slash else wish, after, MOST_SHOWN))
    found = [one for part in listed for one in part.members]
    by_id = [one for one in found if one.id == wish]
    named = [one for one in found if not one.left]
    called = [one for one in named if name_key(one.name) == name_key(wish)]  # a name may have a stroke in it, too
    of_team = (name_key(team), name_key(name))
    in_team = [one for one in named if slash and (name_key(one.team), name_key(one.name)) == of_team]
    return by_id or in_team or called


def teams_named(wish: str, side: "Organiser", contest: "Governed") -> "list[TeamSeen]":
    """Return the teams of that name or id."""
    from game.team.client.organiser import parts
    from game.team.names import name_key
    from game.team.organising import MOST_SHOWN

    listed = parts(lambda after: side.teams(contest.slug, wish, after, MOST_SHOWN))
    teams = [team for part in listed for team in part.teams]
    return [team for team in teams if wish == team.id or name_key(wish) == name_key(team.name)]


def _one(found: Sequence[T], wish: str, none: str, contest: "Governed", context: Context) -> T:
    if len(found) == 1:
        return found[0]
    if not found:
        raise WrongCallError(context.t(f"team_admin.ask.{none}", contest=contest.name, who=wish[:64]))
    lines = [f"  {one.id}  {getattr(one, 'team', '')} {one.name}".rstrip() for one in found]
    raise WrongCallError("\n".join([context.t("team_admin.ask.many", who=wish[:64]), *lines]))
