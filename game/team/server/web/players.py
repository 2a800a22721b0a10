"""What players ask for. Who asks is found out in the thread that answers: to change threads takes longer than that."""

import hashlib
from dataclasses import replace
from typing import Literal

from litestar import Response, delete, get, post, put
from litestar.datastructures import State
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody

from game.team import wire
from game.team.names import read_id
from game.team.server.players import leaving, own, tickets
from game.team.server.players.joining import join as let_join
from game.team.server.players.judging import Came
from game.team.server.players.verdicts import told
from game.team.server.web.described import ERRORS, OWN
from game.team.server.web.faults import Asked
from game.team.server.web.who import address_of, intake_of, person_of, services_of, t_of, token_hash_of, watcher_of
from game.team.server.web.wire_body import WireBody

OWN_FILE = OWN | {200: ResponseSpec(bytes, generate_examples=False, description="JSON")}


@post("/api/join", dto=WireBody[wire.Join], return_dto=None, status_code=200, sync_to_thread=True, responses=ERRORS)
def join(data: JSONBody[wire.Join], request: Asked, state: State) -> wire.Joined:
    """Join a contest by its code; the token is told this once."""
    return let_join(services_of(state), data, address_of(request))


@get("/api/me", sync_to_thread=True, responses=OWN, security=[{"token": []}])
def me(request: Asked, state: State) -> wire.Me:
    """Tell who one is, and how one's own runs went."""
    return own.me(services_of(state), person_of(request, state))


@get("/api/me/around", sync_to_thread=True, responses=OWN, security=[{"token": []}])
def around(request: Asked, state: State) -> wire.Around:
    """Tell one's own place among its neighbours."""
    return own.around(services_of(state), person_of(request, state))


@delete("/api/me", status_code=200, sync_to_thread=True, responses=OWN, security=[{"token": []}])
def leave(request: Asked, state: State, runs: FromQuery[Literal["keep", "delete"]] = "keep") -> wire.Left:
    """Leave, and be erased: name and token are gone at once. Runs stay under nobody's name, or go, too."""
    leaving.leave(services_of(state), person_of(request, state), keep_runs=runs == "keep")
    t = t_of(request)
    if runs == "keep":
        return wire.Left("kept", t("team_server.left.kept"))
    return wire.Left("deleted", t("team_server.left.deleted"))


@get("/api/me/data", sync_to_thread=True, responses=OWN_FILE, security=[{"token": []}])
def my_data(request: Asked, state: State) -> Response[bytes]:
    """Get all that is kept of oneself, as JSON."""
    return Response(own.everything(services_of(state), person_of(request, state)), media_type="application/json")


@post(
    "/api/me/hide", dto=WireBody[wire.HideMe], return_dto=None, status_code=200, sync_to_thread=True,
    responses=OWN, security=[{"token": []}],
)  # fmt: skip
def hide_me(data: JSONBody[wire.HideMe], request: Asked, state: State) -> wire.MemberInfo:
    """Be shown without a name, or with it again."""
    person = person_of(request, state)
    leaving.hide(services_of(state), person, hidden=data.hidden)
    return own.member_info(replace(person, hidden=data.hidden))


@post("/api/me/token", status_code=200, sync_to_thread=True, responses=OWN, security=[{"token": []}])
def new_token(request: Asked, state: State) -> wire.NewToken:
    """Get a new token in place of the one that was used; that one opens nothing any more."""
    return wire.NewToken(leaving.renew_token(services_of(state), person_of(request, state)))


@get("/api/tickets", sync_to_thread=True, responses=OWN, security=[{"token": []}])
def my_tickets(request: Asked, state: State) -> wire.Tickets:
    """Tell the tickets that one holds and has not used."""
    return tickets.held(services_of(state), person_of(request, state))


@post("/api/tickets/ahead", status_code=200, sync_to_thread=True, responses=OWN,
      security=[{"token": []}])  # fmt: skip
def tickets_ahead(request: Asked, state: State) -> wire.Tickets:
    """Ask for a ticket for every story that has attempts left, to play without a network."""
    return tickets.ahead(services_of(state), person_of(request, state))


@post(
    "/api/tickets", dto=WireBody[wire.TicketRequest], return_dto=None, status_code=200,
    sync_to_thread=True, responses=OWN, security=[{"token": []}],
)  # fmt: skip
def ticket(data: JSONBody[wire.TicketRequest], request: Asked, state: State) -> wire.Ticket:
    """Ask for leave to play one ranked attempt: the same ticket again while it is unused."""
    return tickets.issue(services_of(state), person_of(request, state), data.digest, data.rules)


@put("/api/runs/{run_id:str}", dto=WireBody[wire.Submission], return_dto=None, responses=OWN, security=[{"token": []}])
async def put_run(run_id: FromPath[str], data: JSONBody[wire.Submission], request: Asked, state: State) -> wire.Verdict:
    """Send a run: the same answer again for the same body, 409 for another one under the same id."""
    body_hash = hashlib.sha256(await request.body()).hexdigest()
    row = await intake_of(state).submit(Came(read_id(run_id), token_hash_of(request), data, body_hash))
    return told(row, t_of(request))


@get("/api/runs/{run_id:str}", sync_to_thread=True, responses=OWN, security=[{"token": []}])
def get_run(run_id: FromPath[str], request: Asked, state: State) -> wire.RunReplay:
    """Get a run to be watched: one's own, one's team's for its lead, any for the admin."""
    person, admin_of = watcher_of(request, state)
    return own.run_replay(services_of(state), read_id(run_id), person, admin_of)


HANDLERS = (join, me, leave, my_data, hide_me, new_token, around, ticket, my_tickets, tickets_ahead, put_run, get_run)
