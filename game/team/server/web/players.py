"""What players ask for."""

from litestar import get, post, put
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from game.team import wire
from game.team.names import read_id
from game.team.server.players import own
from game.team.server.players.joining import join as let_join
from game.team.server.players.submitting import submit
from game.team.server.players.tickets import issue
from game.team.server.store.people import Person
from game.team.server.web.described import ERRORS, OWN
from game.team.server.web.faults import Asked
from game.team.server.web.who import address_of, person_of, services_of, t_of, watcher_of
from game.team.server.web.wire_body import WireBody

ME = {"person": Provide(person_of, sync_to_thread=True)}


@post("/api/join", dto=WireBody[wire.Join], return_dto=None, status_code=200, sync_to_thread=True, responses=ERRORS)
def join(data: JSONBody[wire.Join], request: Asked, state: State) -> wire.Joined:
    """Join a contest by its code; the token is told this once."""
    return let_join(services_of(state), data, address_of(request))


@get("/api/me", dependencies=ME, sync_to_thread=True, responses=OWN, security=[{"token": []}])
def me(person: NamedDependency[Person], state: State) -> wire.Me:
    """Tell who one is, and how one's own runs went."""
    return own.me(services_of(state), person)


@get("/api/me/around", dependencies=ME, sync_to_thread=True, responses=OWN, security=[{"token": []}])
def around(person: NamedDependency[Person], state: State) -> wire.Around:
    """Tell one's own place among its neighbours."""
    return own.around(services_of(state), person)


@post(
    "/api/tickets", dto=WireBody[wire.TicketRequest], return_dto=None, status_code=200, dependencies=ME,
    sync_to_thread=True, responses=OWN, security=[{"token": []}],
)  # fmt: skip
def ticket(data: JSONBody[wire.TicketRequest], person: NamedDependency[Person], state: State) -> wire.Ticket:
    """Ask for leave to play one ranked attempt: the same ticket again while it is unused."""
    return issue(services_of(state), person, data.digest)


@put(
    "/api/runs/{run_id:str}", dto=WireBody[wire.Submission], return_dto=None, dependencies=ME, responses=OWN,
    security=[{"token": []}],
)  # fmt: skip
async def put_run(
    run_id: FromPath[str],
    data: JSONBody[wire.Submission],
    person: NamedDependency[Person],
    request: Asked,
    state: State,
) -> wire.Verdict:
    """Send a run: the same answer again for the same body, 409 for another one under the same id."""
    body = await request.body()
    return await sync_to_thread(submit, services_of(state), person, read_id(run_id), data, body, t_of(request))


@get("/api/runs/{run_id:str}", sync_to_thread=True, responses=OWN, security=[{"token": []}])
def get_run(run_id: FromPath[str], request: Asked, state: State) -> wire.RunReplay:
    """Get a run to be watched: one's own, one's team's for its lead, any for the admin."""
    person, admin_of = watcher_of(request, state)
    return own.run_replay(services_of(state), read_id(run_id), person, admin_of)


HANDLERS = (join, me, around, ticket, put_run, get_run)
