"""What the lead of a team asks for."""

from litestar import get, post
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody

from game.team import orders, wire
from game.team.organising import Done
from game.team.server.organisers.leading import lead_act, mates
from game.team.server.store.people import Person
from game.team.server.web.described import OWN
from game.team.server.web.who import lead_of, services_of
from game.team.server.web.wire_body import WireBody

LEAD = {"lead": Provide(lead_of, sync_to_thread=True)}


@get("/api/team", dependencies=LEAD, sync_to_thread=True, responses=OWN, security=[{"token": []}])
def team(lead: NamedDependency[Person], state: State) -> wire.TeamMates:
    """Tell who is in one's team, and how their runs went."""
    return mates(services_of(state), lead)


@post(
    "/api/team/rename", dto=WireBody[orders.Rename], return_dto=None, status_code=200, dependencies=LEAD,
    sync_to_thread=True, responses=OWN, security=[{"token": []}],
)  # fmt: skip
def rename(data: JSONBody[orders.Rename], lead: NamedDependency[Person], state: State) -> Done:
    """Call a member of one's team, or the team, otherwise."""
    return lead_act(services_of(state), lead, "rename", data)


@post(
    "/api/team/hide", dto=WireBody[orders.Hide], return_dto=None, status_code=200, dependencies=LEAD,
    sync_to_thread=True, responses=OWN, security=[{"token": []}],
)  # fmt: skip
def hide(data: JSONBody[orders.Hide], lead: NamedDependency[Person], state: State) -> Done:
    """Show a member of one's team without a name; with it again, only oneself."""
    return lead_act(services_of(state), lead, "hide", data)


HANDLERS = (team, rename, hide)
