"""Who asks: the token in the head of a request, and what it opens.

What looks it up waits for the database: call it in the thread that answers, since one more would cost two turns.
"""

from litestar.datastructures import State

from game.team.server import limits
from game.team.server.organisers.leading import must_lead
from game.team.server.players.submitting import Intake
from game.team.server.refusals import Refused, not_found, unknown_token
from game.team.server.secret import hashed
from game.team.server.services import Services
from game.team.server.store import contests, people
from game.team.server.store.contests import Kept
from game.team.server.store.people import Person
from game.team.server.web.faults import Asked
from game.team.server.web.language import translator_for
from game.text import Translator

LONGEST_TOKEN = 200
_NAMED = 20
"""Contests that are named to who must say which one is meant."""


def services_of(state: State) -> Services:
    """Return what the app was made with."""
    services: Services = state.services
    return services


def intake_of(state: State) -> Intake:
    """Return the app's way in for runs."""
    intake: Intake = state.intake
    return intake


def t_of(request: Asked) -> Translator:
    """Return the translator for whoever asks."""
    return translator_for(request.headers.get("accept-language", ""))


def person_of(request: Asked, state: State) -> Person:
    """Return the member whose token a request bears. Raises Refused: `no_token`, `too_often`."""
    person = _person(request, services_of(state))
    if person is None:
        raise unknown_token()
    limits.allow(services_of(state), limits.ASK, person.id)
    return person


def governed_of(request: Asked, state: State) -> list[Kept]:
    """Return the contests whose admin token a request bears. Raises Refused: `not_admin`, `too_often`."""
    services = services_of(state)
    found = _governed(request, services)
    if not found:
        limits.allow(services, limits.ADMIN, address_of(request))
        raise Refused(403, "not_admin")
    return found


def admin_of(request: Asked, state: State, contest: str) -> Kept:
    """Return the contest whose admin token a request bears: the one that is named, if the token governs several.

    Raises Refused: `not_admin`, `no_contest`, `which_contest`, `too_often`.
    """
    governed = governed_of(request, state)
    if not contest and len(governed) > 1:
        raise Refused(400, "which_contest", known=", ".join(kept.slug for kept in governed[:_NAMED]))
    meant = next((kept for kept in governed if contest in ("", kept.slug)), None)
    if meant is None:
        raise not_found("no_contest")
    return meant


def lead_of(request: Asked, state: State) -> Person:
    """Return the lead whose token a request bears. Raises Refused: `no_token`, `not_lead`, `too_often`."""
    return must_lead(person_of(request, state))


def watcher_of(request: Asked, state: State) -> tuple[Person | None, frozenset[int]]:
    """Return the member, or the contests whose admin it is, that a token stands for.

    Raises Refused: `no_token`, `too_often`.
    """
    governed = _governed(request, services_of(state))
    person = None if governed else person_of(request, state)
    return person, frozenset(kept.id for kept in governed)


def address_of(request: Asked) -> str:
    """Return where a request comes from; empty where that is not known."""
    return request.client.host if request.client else ""


def token_hash_of(request: Asked) -> str:
    """Return what is kept of the token that a request bears; nobody has the one of a request without."""
    return hashed(_token(request))


def _person(request: Asked, services: Services) -> Person | None:
    with services.database.glance() as connection:
        return people.by_token(connection, token_hash_of(request)) if _token(request) else None


def _governed(request: Asked, services: Services) -> list[Kept]:
    token = _token(request)
    with services.database.glance() as connection:
        return contests.by_admin(connection, hashed(token)) if token else []


def _token(request: Asked) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and len(token) <= LONGEST_TOKEN else ""
