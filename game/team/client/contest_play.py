"""The contest in the game: the one object that front ends ask.

Methods that ask a server may take seconds: call them in a thread. All others read what is kept. Where a server is away,
nothing that was played is lost by it, and everything that was seen before can still be looked at.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from game.format.shelf.catalogue import Catalogue
from game.saves import Saves
from game.saves.contests import JoinedContest, Waiting
from game.team.client import memberships, outbox, progress, standings
from game.team.client.errors import ContestError
from game.team.client.kinds import (
    Board,
    Membership,
    Neighbours,
    RankedPlay,
    RankedStory,
    Sending,
    Standing,
    TeamRuns,
    Watched,
)
from game.team.client.link import Connect, Link
from game.team.document import BoardKind
from game.team.wire import ContestInfo
from game.text import Language, load

if TYPE_CHECKING:  # stories and rules are loaded when a chat begins
    from game.team.client.http import Client
    from game.team.client.ranked import RankedChats
    from game.team.client.stories import ContestStories

OVER = ("closed", "revealed")


class ContestPlay:
    """Contests that were joined, ranked chats, the outbox, boards. Any method may raise SavesError."""

    def __init__(
        self,
        saves: Saves,
        catalogue: Catalogue,
        folder: Path,
        language: Language,
        *,
        clock: Callable[[], float] = time.time,
        connect: Connect | None = None,
    ) -> None:
        """`folder` is where the saves are; stories of servers are kept there too. `clock` tells seconds since 1970."""
        self._link = Link(saves, language, clock, connect)
        self._catalogue, self._folder = catalogue, folder

    @property
    def language(self) -> Language:
        """The language in which servers answer and stories are told."""
        return self._link.language

    @language.setter
    def language(self, language: Language) -> None:
        self._link.language = language

    # Contests

    def joined(self) -> tuple[Membership, ...]:
        """Return the contests that were joined, the current one first."""
        return memberships.joined(self._link)

    @property
    def current(self) -> Membership | None:
        """The contest that ranked chats are played for; None: there is none."""
        return next(iter(self.joined()), None)

    def use(self, id: str) -> None:
        """Make another contest the current one."""
        self._link.store.choose(id)

    def join(self, address: str, code: str, team: str, name: str) -> Membership:
        """Join a contest and make it the current one. Asks. Raises ContestError, NameProblem."""
        return memberships.join(self._link, address, code, team, name)

    def joined_with(self, code: str) -> tuple[Membership, ...]:
        """Return as whom the contest of a code was joined already, the current one first. Raises NameProblem."""
        return memberships.joined_with(self._link, code)

    def leave(self, id: str, *, here_only: bool = False, delete_runs: bool = False) -> str:
        """Leave a contest: the server erases the player, then everything is erased here. Asks unless `here_only`.

        Runs stay there under nobody's name and count for the team, unless they are to be deleted, too. Stories that no
        other contest needs go, unless a run of them may be played back. Returns what the server said. Raises
        ContestError where it could not be asked, and erases nothing.
        """
        said = memberships.leave(self._link, id, here_only=here_only, delete_runs=delete_runs)
        self._kept_stories().forget_all_but(memberships.digests(self._link) | self._link.saves.digests())
        return said

    # Playing

    def stories(self) -> tuple[RankedStory, ...]:
        """Return the stories of the current contest, as last seen: `standing` looks again."""
        contest = self._link.current()
        known = self._link.known(contest) if contest else None
        return tuple(progress.ranked_story(known, story) for story in known.info.stories) if known else ()

    def ranked_story(self, id: str) -> RankedStory | None:
        """Return a story of the current contest by its id; None where it has no such story."""
        return next((story for story in self.stories() if story.id == id), None)

    def start_ranked(self, id: str) -> RankedPlay:
        """Begin an attempt at a story, or go on with the one that has begun. Raises ContestError.

        Asks, unless a ticket and the story are here.
        """
        contest, story = self._link.need(), self.ranked_story(id)
        if story is None:  # it may have opened since
            look = self.standing()
            if look.problem:
                raise look.problem
            story = self.ranked_story(id)
        if story is None:
            raise ContestError("not_in_contest", story=id[:64])
        if story.waiting and not story.has_ticket:  # else the server would give the ticket again that was played
            self._send(entry for entry in self._link.store.waiting() if entry.digest == story.digest)
        with ExitStack() as stack:
            return self._chats().begin(contest, story, self.language, lambda: self._asked(contest, stack))

    def resume_ranked(self, run: str) -> RankedPlay | None:
        """Go on with an unfinished chat of a contest; None where the run is played for none. Raises ContestError."""
        contest, story = self._place_of(run)
        if contest is None or story is None:
            return None
        chats = self._chats()
        return chats.go_on(story, run, self.language, chats.telling(story, None))

    def practice_name(self, id: str) -> str | None:
        """Return by what the catalogue finds a story of the contest, to practise it; None where it is not here yet."""
        story = self.ranked_story(id)
        return self._kept_stories().name(story.id, story.digest) if story else None

    def is_of_contest(self, run: str) -> bool:
        """Whether a run is played for a contest that was joined."""
        return self._link.contest_of(run) is not None

    def withheld(self, run: str) -> int:
        """Return how many attempts at its story must be used up before the review of a run is shown; 0: it is shown.

        It is once the contest is over, too.
        """
        contest, story = self._place_of(run)
        known = self._link.known(contest) if contest else None
        goes_on = known is not None and known.info.state not in OVER
        return max(0, story.attempts - story.attempts_used) if story and goes_on else 0

    def fetch_ahead(self) -> int:
        """Get the stories and a ticket for each, to play without a network. Asks. Returns how many are ready.

        Raises ContestError.
        """
        contest, look = self._link.need(), self.standing()
        if look.problem:
            raise look.problem
        with ExitStack() as stack:
            client = self._asked(contest, stack)
            self._chats().fetch_ahead(contest, look.stories, client)
        return sum(story.has_ticket or story.run is not None for story in self.stories())

    def watch(self, run: str) -> Watched:
        """Return a run to be watched: one's own, or any of the team for its lead. Raises ContestError.

        Asks, unless it was played here and its story is here.
        """
        contest, own = self._link.need(), self._link.store.outbox_of(run)
        with ExitStack() as stack:
            if own is not None:
                told, player = self.sending(run), self._link.contest(own.contest).name
                return self._chats().own(own, told, player, self.language, lambda: self._asked(contest, stack))
            client = self._asked(contest, stack)
            return self._chats().watch(client.run(run), self.stories(), self.language, lambda: client)

    # The outbox

    def finish(self, run: str) -> Sending | None:
        """Send a run that has ended, and return what became of it; None if it is of no contest. Asks."""
        entry = self._link.store.outbox_of(run)
        if entry is not None and entry.answer is None:
            self._send((entry,))
        return self.sending(run)

    def send_now(self, force: bool = False) -> tuple[Sending, ...]:
        """Send what is due (all that waits, with `force`), of all contests; return what became of it. Asks."""
        entries = self._link.store.waiting() if force else outbox.due(self._link.store, self._link.clock())
        self._send(entries)
        tried = {entry.run for entry in entries}
        contests = dict.fromkeys(entry.contest for entry in entries)
        return tuple(sent for contest in contests for sent in self.outbox(contest) if sent.run in tried)

    def outbox(self, contest: str | None = None) -> tuple[Sending, ...]:
        """Return the finished runs of a contest, the current one if none is named; the latest last."""
        joined = next((known for known in self._link.store.joined() if contest in (None, known.id)), None)
        if joined is None:  # left meanwhile
            return ()
        info = self._link.seen.last(joined.id, "contest", ContestInfo).value
        tickets, t = self._link.store.tickets(joined.id), load(self.language)
        return tuple(progress.sending(entry, info, tickets, t) for entry in self._link.store.sent(joined.id))

    def sending(self, run: str) -> Sending | None:
        """Return what became of a finished run, whichever contest it was played for; None if it is of none."""
        entry = self._link.store.outbox_of(run)
        return next((sent for sent in self.outbox(entry.contest) if sent.run == run), None) if entry else None

    def waiting(self) -> int:
        """Return how many runs wait to be sent, in all contests."""
        return len(self._link.store.waiting())

    # Boards

    def standing(self, ask: bool = True) -> Standing:
        """Return how the current contest stands for the player. Asks if it may. ContestError: none was joined."""
        return standings.standing(self._link, self._link.need(), ask)

    def neighbours(self, ask: bool = True) -> Neighbours:
        """Return one's own row among its neighbours. Asks if it may. ContestError: none was joined."""
        return standings.neighbours(self._link, self._link.need(), ask)

    def board(self, kind: BoardKind = "team", story: str = "", ask: bool = True) -> Board:
        """Return a published board of the current contest. Asks if it may. ContestError: none was joined."""
        return standings.board(self._link, self._link.need(), kind, story, ask)

    def hide(self, hidden: bool) -> None:
        """Be shown without a name in the current contest, or with it again. Asks. Raises ContestError."""
        with ExitStack() as stack:
            self._asked(self._link.need(), stack).hide(hidden)

    def team_runs(self, most: int) -> TeamRuns:
        """Return the latest runs of the team, at most so many, for its lead. Asks. Raises ContestError."""
        contest = self._link.need()
        with ExitStack() as stack:
            mates = self._asked(contest, stack).mates(most)
        return standings.team_runs(self._link.seen.last(contest.id, "contest", ContestInfo).value, mates)

    def _send(self, entries: Iterable[Waiting]) -> None:
        outbox.send(entries, lambda id: self._link.client(self._link.contest(id)), self._link.store, self._link.clock)

    def _asked(self, contest: JoinedContest, stack: ExitStack) -> "Client":
        return stack.enter_context(self._link.client(contest))

    def _place_of(self, run: str) -> tuple[JoinedContest | None, RankedStory | None]:
        """The contest and the story that a run is played for."""
        ticket, contest = self._link.store.ticket_of(run), self._link.contest_of(run)
        known = self._link.known(contest) if contest else None
        stories = known.info.stories if known and ticket else ()
        found = next((story for story in stories if ticket and story.digest == ticket.digest), None)
        return contest, progress.ranked_story(known, found) if known and found else None

    def _chats(self) -> "RankedChats":
        from game.team.client.ranked import RankedChats

        return RankedChats(self._link, self._kept_stories())

    def _kept_stories(self) -> "ContestStories":
        from game.team.client.stories import ContestStories

        return ContestStories(self._catalogue, self._folder)
