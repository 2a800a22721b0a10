"""Requests to a team server. What comes back is believed in nothing: small, strict, cleaned, from nobody else.

The token goes out in one header and is found nowhere else: not in an address, an error or a repr.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Self, TypeVar
from urllib.request import getproxies

import httpx

from game import __version__
from game.team.client.address import Address
from game.team.client.errors import ContestError
from game.team.client.faults import connection_error
from game.team.client.harmless import harmless
from game.team.client.surroundings import certificates, proxy_for
from game.team.codec import WireError
from game.team.wire import (
    MOST_BOARD_BYTES,
    MOST_STORY_BYTES,
    Around,
    BoardDocument,
    ContestInfo,
    Fault,
    HideMe,
    Join,
    Joined,
    Left,
    Me,
    MemberInfo,
    RunReplay,
    StoryFile,
    TeamMates,
    Ticket,
    TicketRequest,
    Tickets,
    Verdict,
    decode,
    dumps,
    loads,
    parse,
)
from game.text import Language, clean

T = TypeVar("T")
MOST_BYTES = 2 * 1024 * 1024
"""Bytes of an answer where nothing else is said: four thousand results have less than half of it."""
PATIENCE = httpx.Timeout(8.0, connect=4.0)
LONGEST = 20.0
"""Seconds for one whole answer, however slowly it drips in."""


class Client:
    """Talks to one server as one player, or as nobody yet. Every method raises ContestError; close it after use."""

    def __init__(
        self, address: Address, token: str = "", language: Language = "zh", transport: httpx.BaseTransport | None = None
    ) -> None:
        """`transport` is for tests. Raises ContestError where no server can be asked at such an address from here."""
        self.address = address
        self._token = token
        headers = {
            "Accept": "application/json",
            "Accept-Encoding": "identity",  # nothing small unpacks to something huge
            "Accept-Language": language,
            "User-Agent": f"steady/{__version__}",
        }
        proxy = proxy_for(address, getproxies()) if transport is None else None
        with self._told():
            self._http = httpx.Client(
                base_url=address.url, headers=headers, timeout=PATIENCE, follow_redirects=False, trust_env=False,
                proxy=proxy, verify=certificates(), transport=transport,
            )  # fmt: skip

    def __enter__(self) -> Self:
        """Return the client itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def join(self, wish: Join) -> Joined:
        """Join a contest by its code."""
        return self._ask(Joined, "POST", "/api/join", dumps(wish))

    def leave(self, *, delete_runs: bool = False) -> Left:
        """Have the server erase the player; the runs stay there under nobody's name unless they are deleted, too."""
        return self._ask(Left, "DELETE", f"/api/me?runs={'delete' if delete_runs else 'keep'}")

    def me(self) -> Me:
        """Return who one is, and how one's runs went."""
        return self._ask(Me, "GET", "/api/me")

    def hide(self, hidden: bool) -> MemberInfo:
        """Be shown without a name from now on, or with it again."""
        return self._ask(MemberInfo, "POST", "/api/me/hide", dumps(HideMe(hidden)))

    def mates(self, most: int) -> TeamMates:
        """Return the members of the team and how the latest runs of it, at most so many, went; for its lead."""
        return self._ask(TeamMates, "GET", f"/api/team?limit={most}", most=MOST_BOARD_BYTES)

    def around(self) -> Around:
        """Return one's own place among its neighbours."""
        return self._ask(Around, "GET", "/api/me/around")

    def contest(self, slug: str) -> ContestInfo:
        """Return the rules, the clock and the stories of a contest."""
        return self._ask(ContestInfo, "GET", f"/api/contests/{slug}")

    def story(self, digest: str) -> StoryFile:
        """Return a story of a contest that has opened."""
        return self._ask(StoryFile, "GET", f"/api/stories/{digest}", most=MOST_STORY_BYTES)

    def ticket(self, wish: TicketRequest) -> Ticket:
        """Return leave to play one ranked attempt."""
        return self._ask(Ticket, "POST", "/api/tickets", dumps(wish))

    def tickets_ahead(self) -> Tickets:
        """Return a ticket for every story that has attempts left, as far as the contest allows it."""
        return self._ask(Tickets, "POST", "/api/tickets/ahead")

    def submit(self, run: str, body: bytes) -> Verdict:
        """Send a run and return what became of it: the same again for the same body."""
        return self._ask(Verdict, "PUT", f"/api/runs/{run}", body)

    def run(self, run: str) -> RunReplay:
        """Return a run to be watched."""
        return self._ask(RunReplay, "GET", f"/api/runs/{run}")

    def board(self, slug: str, kind: str, story: str = "", etag: str = "") -> tuple[str, BoardDocument | None]:
        """Return a published board with its ETag; None where it still is the one of that `etag`."""
        parameters = {"kind": kind, **({"story": story} if story else {})}
        extra = {"If-None-Match": etag} if etag else {}
        path = f"/api/contests/{slug}/board.json"
        status, headers, body = self._send("GET", path, None, MOST_BOARD_BYTES, parameters, extra)
        if status == 304 and etag:
            return etag, None
        document = self._read(BoardDocument, status, headers, body, MOST_BOARD_BYTES)
        return clean(headers.get("etag", ""), limit=100), document

    def _ask(
        self,
        kind: type[T],
        method: str,
        path: str,
        body: bytes | None = None,
        most: int = MOST_BYTES,
        parameters: Mapping[str, str] | None = None,
    ) -> T:
        return self._read(kind, *self._send(method, path, body, most, parameters), most)

    def _send(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        most: int = MOST_BYTES,
        parameters: Mapping[str, str] | None = None,
        extra: Mapping[str, str] | None = None,
    ) -> tuple[int, httpx.Headers, bytes]:
        headers = dict(extra or {})
        if body is not None:
            headers["Content-Type"] = "application/json"
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        with self._told(), self._http.stream(method, path, content=body, params=parameters, headers=headers) as answer:
            return answer.status_code, answer.headers, self._whole(answer, most)

    def _read(self, kind: type[T], status: int, headers: Mapping[str, str], body: bytes, most: int) -> T:
        if status != 200:
            raise self._refusal(status, headers, body)
        try:
            data = parse(body, most)
            cleaned = data if kind is StoryFile else harmless(data)  # stories are cleaned by their reader
            return decode(kind, cleaned, ignore_unknown=True)
        except WireError as error:
            # Our own server of another version, or nothing of ours at all: a page that asks for a login, say.
            code = "not_ours" if error.code == "not_json" else "versions"
            raise ContestError(code, address=self.address.url) from error

    def _refusal(self, status: int, headers: Mapping[str, str], body: bytes) -> ContestError:
        """What an answer that is no success says, if it is one of ours."""
        if 300 <= status < 400:
            return ContestError("moved", status=status, address=self.address.url)
        try:
            fault = loads(Fault, body, ignore_unknown=True)
        except WireError:
            return ContestError("not_ours" if status < 500 else "busy", status=status, address=self.address.url)
        seconds = _seconds(headers.get("retry-after", ""))
        said = clean(fault.sentence, limit=400)
        return ContestError("refused", said=said, status=status, refusal=fault.error, retry_after=seconds)

    def _whole(self, answer: httpx.Response, most: int) -> bytes:
        """The body, read no further than it may go."""
        until, chunks, size = time.monotonic() + LONGEST, [], 0
        if answer.headers.get("content-encoding", "identity") != "identity":
            raise ContestError("not_ours", address=self.address.url)
        for chunk in answer.iter_raw():
            size += len(chunk)
            chunks.append(chunk)
            if size > most:
                raise ContestError("too_big", address=self.address.url)
            if time.monotonic() > until:
                raise ContestError("timeout", address=self.address.url)
        return b"".join(chunks)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise connection_error(error, self.address) from None  # its words name hosts and paths, ours say what to do


def _seconds(text: str) -> float | None:
    return float(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
