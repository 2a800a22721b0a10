"""The organiser's side of contests: the one object that commands and screens ask.

Every method asks a server and may take seconds: call them in a thread. All raise ContestError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from game.team.client.address import Address
from game.team.client.errors import ContestError
from game.team.codec import Says
from game.team.contest import ContestState
from game.text import Language

if TYPE_CHECKING:
    from game.format.shelf.catalogue import Catalogue
    from game.team.client.admin import AdminClient
    from game.team.client.kinds import Watched
    from game.team.organising import Done, Found, Governed, Members, Notes, Overview, Runs, RunSeen, Teams, TeamSeen

P = TypeVar("P", "Teams", "Members", "Runs", "Notes")
_FIRST: Mapping[ContestState, int] = {"open": 0, "frozen": 0, "closed": 1, "planned": 2, "revealed": 3}
"""Which contest is meant where none is named."""
Connect = Callable[[Address, str, Language], "AdminClient"]


class NotGovernedError(ContestError):
    """None of the contests that one looks after is called that."""

    def __init__(self, slug: str, known: str) -> None:
        super().__init__("not_governed", contest=slug[:64], known=known)

    def sentence(self, t: Says) -> str:
        """Return which ones there are."""
        return t("team_admin.not_governed", **self.values)


class Organiser:
    """One server, and the tokens by which one looks after its contests. They stand in no repr and no error.

    Close it after use.
    """

    def __init__(
        self, address: Address, tokens: Sequence[str], language: Language = "zh", connect: Connect | None = None
    ) -> None:
        """`connect` is for tests."""
        self.address = address
        self.language: Language = language
        self._tokens = tuple(tokens)
        self._token_of: dict[str, str] = {}
        self._connect = connect
        self._clients: dict[tuple[str, Language], AdminClient] = {}

    def close(self) -> None:
        """Close the connections."""
        for client in self._clients.values():
            client.close()
        self._clients.clear()

    def contests(self) -> tuple[Governed, ...]:
        """Return the contests that the tokens govern. A token that opens nothing any more is passed over."""
        found: dict[str, Governed] = {}
        refusal: ContestError | None = None
        for token in self._tokens:
            try:
                mine = self._client(token).contests()
            except ContestError as error:
                if error.refusal != "not_admin":
                    raise
                refusal = error
                continue
            found |= {contest.slug: contest for contest in mine}
            self._token_of |= dict.fromkeys((contest.slug for contest in mine), token)
        if refusal and not found:
            raise refusal
        return tuple(found.values())

    def meant(self, slug: str | None = None) -> Governed:
        """Return the contest of that name, without one the newest of those that most want looking after.

        Raises NotGovernedError where there is none.
        """
        contests = self.contests()
        wanted = [contest for contest in contests if slug in (None, contest.slug)]
        if not wanted:
            known = ", ".join(contest.slug for contest in contests) or "–"
            raise NotGovernedError(slug or "", known)
        return min(wanted, key=lambda contest: _FIRST[contest.state])  # of several, the newest

    def overview(self, slug: str) -> Overview:
        """Return how a contest stands now."""
        return self._of(slug).overview(slug)

    def teams(self, slug: str, find: str = "", after: str = "", limit: int = 0) -> Teams:
        """Return the teams whose name or id is searched for, whatever the public board shows; all for an empty search.

        What is long comes in parts: `after` is what the part before has as `next`, `limit` how many to a part.
        """
        return self._of(slug).teams(slug, find, after, limit)

    def every_team(self, slug: str) -> tuple[TeamSeen, ...]:
        """Return all teams."""
        from game.team.organising import MOST_SHOWN

        return tuple(
            team for part in parts(lambda after: self.teams(slug, "", after, MOST_SHOWN)) for team in part.teams
        )

    def members(self, slug: str, find: str = "", after: str = "", limit: int = 0) -> Members:
        """Return the members whose name, team or id is searched for; all for an empty search. In parts as teams."""
        return self._of(slug).members(slug, find, after, limit)

    def runs(
        self, slug: str, member: str = "", story: str = "", run: str = "", after: str = "", limit: int = 0
    ) -> Runs:
        """Return runs, those to look at first: of a member, of a story, the one of an id. In parts as teams."""
        return self._of(slug).runs(slug, member, story, run, after, limit)

    def log(self, slug: str, after: str = "", limit: int = 0) -> Notes:
        """Return what was done to a contest, the newest first. In parts as teams."""
        return self._of(slug).log(slug, after, limit)

    def order(self, slug: str, action: str, order: Any) -> Done:
        """Have something changed; `order` is one of `game.team.orders`, `action` what its address ends in."""
        return self._of(slug).order(slug, action, order)

    def found(self, like: str, wish: Found) -> Governed:
        """Make a contest like another one, governed by the same token."""
        made = self._of(like).found(like, wish)
        self._token_of[made.slug] = self._token_of[like]
        return made

    def export(self, slug: str, format: str, *, names: bool = True) -> Iterator[bytes]:
        """Yield a contest as a file, piece by piece; without `names`, nobody is named in it."""
        yield from self._of(slug).export(slug, format, names=names)

    def watch(self, slug: str, run: str, catalogue: Catalogue, folder: Path) -> Watched:
        """Return a run played again; its story is kept in `folder` where it is not on the shelf."""
        from game.team.client.stories import ContestStories
        from game.team.client.watching import watched

        stories = ContestStories(catalogue, folder)
        client = self._of(slug)
        replay = client.run(run)
        telling = stories.find("", replay.digest)
        if telling is None:
            try:
                stories.keep(replay.digest, client.story(replay.digest))
            except OSError as error:
                raise ContestError("disk", reason=error.strerror or str(error)) from error
            telling = stories.find("", replay.digest)
        if telling is None:
            raise ContestError("no_story_here")
        return watched(replay, telling, self.language)

    def _of(self, slug: str) -> AdminClient:
        if slug not in self._token_of:
            self.contests()
        return self._client(self._token_of.get(slug, self._tokens[0]))

    def _client(self, token: str) -> AdminClient:
        """The connection that is there, else a new one: setting one up takes longer than most answers."""
        wanted = token, self.language
        if wanted not in self._clients:
            self._clients[wanted] = self._connected(*wanted)
        return self._clients[wanted]

    def _connected(self, token: str, language: Language) -> AdminClient:
        if self._connect is not None:
            return self._connect(self.address, token, language)
        from game.team.client.admin import AdminClient

        return AdminClient(self.address, token, language)


def parts(ask: Callable[[str], P]) -> Iterator[P]:
    """Yield all parts of a long list; `ask` is given what comes `after` them."""
    part = ask("")
    yield part
    while part.next:
        part = ask(part.next)
        yield part


def can_turn(run: RunSeen, order: str) -> bool:
    """Return whether a run, as it is now, can be taken out (`void`) or let count (`restore`)."""
    if order == "void":
        return run.status in ("counted", "flagged")
    return run.status != "counted" and run.reason != "unplayable"


def to_look_at(found: Iterable[Runs]) -> tuple[RunSeen, ...]:
    """Return the runs that somebody should look at, of all `parts`: they come first, so nobody asks for the others."""
    every = (run for part in found for run in part.runs)
    return tuple(takewhile(lambda run: run.needs_a_look, every))
