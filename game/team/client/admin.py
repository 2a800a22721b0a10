"""Requests of an organiser to a team server, believed as little as those of a player."""

from collections.abc import Iterator
from typing import Any, TypeVar

import httpx

from game.team.client.errors import ContestError
from game.team.client.http import MOST_BYTES, Client
from game.team.organising import Contests, Done, Found, Governed, Members, Notes, Overview, Runs, Teams
from game.team.wire import dumps
from game.text import clean

T = TypeVar("T")
MOST_EXPORT = 4 * 1024**3
"""Bytes of an export: a million runs have about one GiB."""
EXPORT_PATIENCE = httpx.Timeout(120.0, connect=4.0)
"""A large contest takes the server a while before the first byte."""


class AdminClient(Client):
    """Talks to one server with one organiser's token. Every method raises ContestError; close it after use."""

    def contests(self) -> tuple[Governed, ...]:
        """Return the contests that the token governs, the newest first."""
        return self._ask(Contests, "GET", "/api/admin/contests").contests

    def overview(self, slug: str) -> Overview:
        """Return how a contest stands now."""
        return self._look(Overview, "overview", slug)

    def teams(self, slug: str, find: str = "", after: str = "", limit: int = 0) -> Teams:
        """Return the teams that a search finds; `after`: what the answer before has as `next`."""
        return self._look(Teams, "teams", slug, find=find, after=after, limit=limit)

    def members(self, slug: str, find: str = "", after: str = "", limit: int = 0) -> Members:
        """Return the members that a search finds; `after` as for teams."""
        return self._look(Members, "members", slug, find=find, after=after, limit=limit)

    def runs(
        self, slug: str, member: str = "", story: str = "", run: str = "", after: str = "", limit: int = 0
    ) -> Runs:
        """Return runs, those to look at first; `after` as for teams."""
        return self._look(Runs, "runs", slug, member=member, story=story, run=run, after=after, limit=limit)

    def log(self, slug: str, after: str = "", limit: int = 0) -> Notes:
        """Return what was done, the newest first; `after` as for teams."""
        return self._look(Notes, "log", slug, after=after, limit=limit)

    def order(self, slug: str, action: str, order: Any) -> Done:
        """Have something changed; `order` is one of `game.team.orders`."""
        return self._ask(Done, "POST", f"/api/admin/{action}", dumps(order), parameters={"contest": slug})

    def found(self, like: str, wish: Found) -> Governed:
        """Make a contest like another one."""
        return self._ask(Governed, "POST", "/api/admin/contests", dumps(wish), parameters={"contest": like})

    def export(self, slug: str, format: str, *, names: bool = True) -> Iterator[bytes]:
        """Yield a contest as a file, piece by piece; without `names`, nobody is named in it."""
        path, size = f"/api/export/{slug}.{format}", 0
        query = {"contest": slug, **({} if names else {"names": "no"})}
        asked = self._http.stream("GET", path, params=query, headers=self._authority, timeout=EXPORT_PATIENCE)
        with self._told(), asked as answer:
            if answer.status_code != 200:
                raise self._refusal(answer.status_code, answer.headers, self._whole(answer, 16 * 1024))
            if answer.headers.get("content-encoding", "identity") != "identity":
                raise ContestError("not_ours", address=clean(self.address.url))
            for piece in answer.iter_raw():
                size += len(piece)
                if size > MOST_EXPORT:
                    raise ContestError("too_big", address=self.address.url)
                yield piece

    @property
    def _authority(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"}

    def _look(self, kind: type[T], what: str, slug: str, **query: str | int) -> T:
        given = {"contest": slug, **{name: str(value) for name, value in query.items() if value}}
        return self._ask(kind, "GET", f"/api/admin/{what}", most=MOST_BYTES, parameters=given)
