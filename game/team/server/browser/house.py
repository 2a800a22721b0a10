"""Where people play in a browser, and who is known there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from urllib.parse import urlsplit

from game.team.server import limits
from game.team.server.browser.rooms import Guest, Rooms
from game.team.server.browser.seats import MOST, Seats
from game.team.server.limits import Limit
from game.team.server.secret import hashed
from game.team.server.services import Services
from game.team.server.store import contests, people
from game.team.server.web.who import LONGEST_TOKEN

COOKIE = "steady_play"
"""Holds the member's token. No script can read it, and no page of another site can make a browser send it."""
LONGEST_COOKIES = 4096
PLAY = Limit("play", 10, 10)
"""Games that one member starts: each is a process."""


@dataclass(frozen=True, slots=True)
class House:
    """What playing in a browser needs besides the services of the server."""

    rooms: Rooms
    command: Sequence[str]
    """starts the game; the room and the server's address are added to it"""
    here: str
    """the address by which games of this very computer reach the server"""
    public: str = ""
    """where a proxy before the server is reached, if its address was given"""
    seats: Seats = field(default_factory=lambda: Seats(MOST))

    def order(self, room: Path) -> tuple[str, ...]:
        """Return what starts a game in a room."""
        return (*self.command, str(room), self.here)

    @property
    def is_encrypted(self) -> bool:
        """Whether people reach this server by HTTPS alone."""
        return self.public.startswith("https://")

    def path_for(self, origin: str) -> str:
        """Return the path below which a proxy shows this server to the pages of an origin; empty without one."""
        given = urlsplit(self.public)
        return given.path.rstrip("/") if given.netloc and f"{given.scheme}://{given.netloc}" == origin.lower() else ""

    def is_own_page(self, origin: str, host: str) -> bool:
        """Whether a request was made by a page of this server: what a browser says of itself, which pages cannot."""
        if not origin or not host:
            return False
        try:
            said = urlsplit(origin)
        except ValueError:
            return False
        own = {host.lower(), urlsplit(self.public).netloc.lower()} - {""}
        return said.scheme in ("http", "https") and said.netloc.lower() in own


def token_of(cookies: str) -> str:
    """Return the token in a header of cookies; empty for none."""
    if len(cookies) > LONGEST_COOKIES:
        return ""
    try:
        found = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found is not None and len(found.value) <= LONGEST_TOKEN else ""


def guest_of(services: Services, token: str) -> Guest | None:
    """Return whose token that is; None for nobody's."""
    if not token:
        return None
    with services.database.reading() as connection:
        person = people.by_token(connection, hashed(token))
        if person is None:
            return None
        contest = contests.by_id(connection, person.contest)
        team = people.team_of_id(connection, person.contest, person.team)
    return Guest(person.id, token, person.name, team.name if team else "", person.language, contest.slug, contest.name)


def allow_start(services: Services, guest: Guest) -> None:
    """Count one start of a game. Raises Refused where it is one too many."""
    limits.allow(services, PLAY, guest.member)
