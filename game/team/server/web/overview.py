"""What an organiser may see, and a further contest. Who governs several says which one by `?contest=`."""

from litestar import get, post
from litestar.datastructures import State
from litestar.params import FromQuery, JSONBody

from game.team.organising import SHOWN, Contests, Found, Governed, Members, Notes, Overview, Runs, Teams
from game.team.server.organisers import seeing
from game.team.server.organisers.founding import found
from game.team.server.organisers.seeing import Part
from game.team.server.web.described import OWN
from game.team.server.web.faults import Asked
from game.team.server.web.who import admin_of, governed_of, services_of
from game.team.server.web.wire_body import WireBody


@get("/api/admin/contests", sync_to_thread=True, responses=OWN, security=[{"token": []}])
def contests(request: Asked, state: State) -> Contests:
    """List the contests that the token governs, the newest first."""
    return seeing.every(services_of(state), governed_of(request, state))


@post(
    "/api/admin/contests", dto=WireBody[Found], return_dto=None, status_code=200,
    sync_to_thread=True, responses=OWN, security=[{"token": []}],
)  # fmt: skip
def new_contest(data: JSONBody[Found], request: Asked, state: State, contest: FromQuery[str] = "") -> Governed:
    """Make another contest with the rules and stories of this one, governed by the same token."""
    return found(services_of(state), admin_of(request, state, contest), data)


@get("/api/admin/overview", sync_to_thread=True, responses=OWN, security=[{"token": []}])
def overview(request: Asked, state: State, contest: FromQuery[str] = "") -> Overview:
    """Tell how a contest stands now."""
    return seeing.overview(services_of(state), admin_of(request, state, contest))


@get("/api/admin/teams", sync_to_thread=True, responses=OWN, security=[{"token": []}])
def teams(
    request: Asked, state: State, contest: FromQuery[str] = "", find: FromQuery[str] = "", after: FromQuery[str] = "",
    limit: FromQuery[int] = SHOWN,
) -> Teams:  # fmt: skip
    """List teams as they stand now, whatever the public board shows: all, or those whose name or id is searched for.

    `after`: what those before had as `next`.
    """
    return seeing.teams(services_of(state), admin_of(request, state, contest), find, Part(after, limit))


@get("/api/admin/members", sync_to_thread=True, responses=OWN, security=[{"token": []}])
def members(
    request: Asked, state: State, contest: FromQuery[str] = "", find: FromQuery[str] = "", after: FromQuery[str] = "",
    limit: FromQuery[int] = SHOWN,
) -> Members:  # fmt: skip
    """List members: all, or those whose name, team or id is searched for. `after` as for teams."""
    return seeing.members(services_of(state), admin_of(request, state, contest), find, Part(after, limit))


@get("/api/admin/runs", sync_to_thread=True, responses=OWN, security=[{"token": []}])
def runs(
    request: Asked, state: State, contest: FromQuery[str] = "", member: FromQuery[str] = "", story: FromQuery[str] = "",
    run: FromQuery[str] = "", after: FromQuery[str] = "", limit: FromQuery[int] = SHOWN,
) -> Runs:  # fmt: skip
    """List runs, those to look at first: of a member, of a story, the one of an id. `after` as for teams."""
    return seeing.runs(services_of(state), admin_of(request, state, contest), member, story, run, Part(after, limit))


@get("/api/admin/log", sync_to_thread=True, responses=OWN, security=[{"token": []}])
def log(
    request: Asked, state: State, contest: FromQuery[str] = "", after: FromQuery[str] = "",
    limit: FromQuery[int] = SHOWN,
) -> Notes:  # fmt: skip
    """List what was done to the contest, the newest first. `after` as for teams."""
    return seeing.notes(services_of(state), admin_of(request, state, contest), Part(after, limit))


HANDLERS = (contests, new_contest, overview, teams, members, runs, log)
