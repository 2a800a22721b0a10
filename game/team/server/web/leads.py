"""What the lead of a team asks for."""

from litestar import get, post
from litestar.datastructures import State
from litestar.params import FromQuery, JSONBody

from game.team import orders, wire
from game.team.organising import Done
from game.team.server.organisers.leading import lead_act, mates
from game.team.server.web.described import OWN
from game.team.server.web.faults import Asked
from game.team.server.web.who import lead_of, services_of
from game.team.server.web.wire_body import WireBody


@get("/api/team", sync_to_thread=True, responses=OWN, security=[{"token": []}])
def team(request: Asked, state: State, limit: FromQuery[int] = wire.TEAM_RUNS) -> wire.TeamMates:
    """Tell who is in one's team, and how the latest `limit` runs of all of them together went."""
    return mates(services_of(state), lead_of(request, state), limit)


@post(
    "/api/team/rename", dto=WireBody[orders.Rename], return_dto=None, status_code=200,
    sync_to_thread=True, responses=OWN, security=[{"token": []}],
)  # fmt: skip
def rename(data: JSONBody[orders.Rename], request: Asked, state: State) -> Done:
    """Call a member of one's team, or the team, otherwise."""
    return lead_act(services_of(state), lead_of(request, state), "rename", data)


@post(
    "/api/team/hide", dto=WireBody[orders.Hide], return_dto=None, status_code=200,
    sync_to_thread=True, responses=OWN, security=[{"token": []}],
)  # fmt: skip
def hide(data: JSONBody[orders.Hide], request: Asked, state: State) -> Done:
    """Show a member of one's team without a name; with it again, only oneself."""
    return lead_act(services_of(state), lead_of(request, state), "hide", data)


HANDLERS = (team, rename, hide)
