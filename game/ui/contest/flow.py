"""The way through contests and boards: which screen follows which. Nothing of a contest is loaded before it is wanted.

Whatever asks a server is done in a thread: in a `Moment` where the player waits for it, else beside everything.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from game.saves import SavesError
from game.ui.contest.errand import away
from game.ui.contest.turns import Turns
from game.ui.contest.venue import Venue

if TYPE_CHECKING:
    from game.saves.problems import SavesProblem
    from game.team.client.kinds import Membership, RankedPlay, Sending
    from game.team.local import LocalBoard
    from game.ui.app import SteadyApp
    from game.ui.contest.chats import ContestChats
    from game.ui.contest.fields import Wish
    from game.ui.contest.screen import ContestScreen
    from game.ui.contest.sending import RankedEnd
    from game.ui.desk import Desk

T = TypeVar("T")
_BEGINS_AFTER = 0.7
"""Seconds between the game's first painting and the first look at a server."""
_SENDS_EVERY = 20.0
"""Seconds between two looks into the outbox, for what is due again."""


class ContestFlow:
    """Pushes the screens of contests and boards and acts on their results.

    `open_chat` opens a ranked chat of the contest, `practise` shows a story to be practised, `take_turn` begins a chat
    in a name on the board of this computer.
    """

    def __init__(
        self,
        app: SteadyApp,
        desk: Desk,
        open_chat: Callable[[RankedPlay], None],
        practise: Callable[[str], None],
        take_turn: Callable[[str, str], None],
    ) -> None:
        self._app = app
        self._desk = desk
        self._open_chat, self._practise = open_chat, practise
        self.venue = Venue(app.services, app.context.language)
        self.turns = Turns(app, desk, take_turn)
        self._screen: ContestScreen | None = None
        """The contest's screen, while it is open."""
        self._here: LocalBoard | SavesProblem | None = None
        """The board of this computer, counted when it was last wanted."""

    @cached_property
    def chats(self) -> ContestChats:
        """The ranked chats."""
        from game.ui.contest.chats import ContestChats

        return ContestChats(self._app, self.venue, self._open_chat, self._practise)

    # Sending

    def start(self) -> None:
        """Some time after the first painting: send what waits, see how it stands; from then on look now and then."""
        self._app.set_timer(_BEGINS_AFTER, self._send_now)
        self._app.set_interval(_SENDS_EVERY, self._send_due)

    def _send_due(self) -> None:
        is_sending = any(worker.group == "send" and worker.is_running for worker in self._app.workers)
        if self.venue.has_waiting and not is_sending:
            self._send_now()

    def _send_now(self, force: bool = False) -> None:
        if self.venue.has_joined:
            self._app.run_worker(self._send(force), group="send", exclusive=True)

    async def _send(self, force: bool) -> None:
        sent = await self._away(lambda: self.venue.play.send_now(force))
        self.changed()
        for sending in sent or ():
            if (sending.sent or force) and not self._is_told_of(sending.run):
                self._tell(sending)
        await self._away(self.venue.play.standing)
        self.changed()

    def _is_told_of(self, run: str) -> bool:
        from game.ui.screens.base import GameScreen

        return isinstance(self._app.screen, GameScreen) and self._app.screen.tells_of(run)

    def _tell(self, sending: Sending) -> None:
        """Say what became of a run that was sent."""
        from game.ui.contest.words import sending_line

        t = self._app.context.t
        told = {"title": sending.title(t.language), "attempt": sending.attempt, "said": sending_line(t, sending)}
        self._say(t("ui_contest.sent_now.one", **told), warning=not sending.sent)

    def _say(self, sentence: str, warning: bool = False) -> None:
        """Show a notice in place of the last one."""
        self._app.clear_notifications()
        self._app.say(sentence, warning)

    async def _away(self, work: Callable[[], T]) -> T | None:
        """Do something beside everything; nobody waits for it, so what fails is tried again some other time."""
        from game.team.client.errors import ContestError

        try:
            return await away(work)
        except (ContestError, SavesError):
            return None

    def resume(self, run: str) -> bool:
        """Go on with an unfinished chat; False where it is of no contest."""
        return self.venue.has_joined and self.chats.resume(run)

    def is_playing(self, run: str) -> bool:
        """Whether a run is played for a contest."""
        return self.venue.has_joined and self.chats.is_of_contest(run)

    def end(self, run: str) -> RankedEnd | None:
        """What the debrief of a run that ended is told, while it is being sent; None where it is of no contest."""
        if not self.venue.has_joined:
            return None
        end = self.chats.end(run)
        if end is not None:
            self._app.run_worker(self._finish(run), group=f"finish-{run}", exclusive=True)
        return end

    async def _finish(self, run: str) -> None:
        await self._away(lambda: self.venue.play.finish(run))
        self.changed()
        await self._away(self.venue.play.standing)
        self.changed()

    def changed(self) -> None:
        """Something of the contest is no longer as it was: tell every open screen; that of a contest left is closed."""
        from game.ui.screens.base import GameScreen

        self.venue.refresh()
        if self._screen and not self.venue.has_joined:
            self._screen.dismiss(None)
        for screen in self._app.screen_stack:
            if isinstance(screen, GameScreen):
                screen.contest_changed()

    def after_chat(self) -> None:
        """Count and look again."""
        self.turns.refresh()
        if self._screen:
            self._here = None
        self.changed()
        self._send_due()

    # Boards

    def board(self, page: str = "") -> None:
        """Show who stands where: in the contest, where one was joined, else on this computer.

        Who has not finished a chat yet sees first what there is to play.
        """
        self.venue.refresh()
        if self.venue.has_joined:
            self._try(lambda: self._open(page))
        else:
            self.turns.board()

    def _open(self, page: str) -> None:
        from game.ui.contest.screen import ContestScreen
        from game.ui.contest.view import ContestView, look

        self._here = None
        clock = self._app.services.clock

        def see(ask: bool) -> ContestView:
            return look(self.venue.play, self._ranks, clock, ask)

        def close(_: None) -> None:
            self._screen = None
            self.changed()

        self._screen = ContestScreen(self._app.context, see, page or self._first_page())
        self._app.push_screen(self._screen, close)

    def _first_page(self) -> str:
        standing = self.venue.play.standing(ask=False)
        return "stories" if standing.state == "open" and not standing.points else "standing"

    def _ranks(self) -> LocalBoard | SavesProblem:
        if self._here is None:
            self._here = self._desk.ranks()
        return self._here

    def act(self, what: str, id: str = "") -> None:
        """Do what the contest's screen asks for."""
        acts: dict[str, Callable[[], None]] = {
            "play": lambda: self.chats.ask(id),
            "watch": lambda: self.chats.watch(id),
            "send": lambda: self._send_now(force=True),
            "take_turn": self.turns.take,
            "join": self.join,
            "hide": self._hide,
            "fetch": self._fetch,
            "change": self._change,
            "leave": self._leave,
        }
        self._try(acts[what])

    def _try(self, deed: Callable[[], None]) -> None:
        """Do something; what stands in its way is said: the disk, or a contest left in another terminal."""
        from game.team.client.errors import ContestError
        from game.ui.contest.waiting import sentence_of

        try:
            deed()
        except (ContestError, SavesError) as problem:
            self._say(sentence_of(problem, self._app.context.t), warning=True)
            self.changed()

    def _hide(self) -> None:
        from game.ui.contest.waiting import wait_for

        play, t = self.venue.play, self._app.context.t
        hidden = not play.standing(ask=False).hidden

        def hide() -> None:
            play.hide(hidden)
            play.standing()

        said = t(f"ui_contest.hide.{'on' if hidden else 'off'}")
        wait_for(self._app, "ui_contest.one_moment", hide, lambda _: self._say(said))

    def _fetch(self) -> None:
        from game.ui.contest.waiting import wait_for

        def done(count: int) -> None:
            self._say(self._app.context.t(f"ui_contest.fetch.{'done' if count else 'nothing'}", count=count))

        wait_for(self._app, "ui_contest.one_moment", self.venue.play.fetch_ahead, done)

    def _change(self) -> None:
        """To the contest that was longest not looked at."""
        play = self.venue.play
        for last in play.joined()[1:][-1:]:
            play.use(last.id)
        self._look_again()
        contest = play.current
        if contest:
            self._say(self._app.context.t("ui_contest.used.now", contest=contest.title))

    def _look_again(self) -> None:
        self.changed()
        if self._screen:
            self._screen.look_again()

    # Coming and going

    def join(self) -> None:
        """Ask for a contest and join it."""
        from game.ui.contest.join import JoinScreen

        context = self._app.context
        self._app.push_screen(JoinScreen(context, self._do_join, context.settings.player), self._joined)

    def _do_join(self, wish: Wish) -> Membership:
        """In a thread; who closed the form meanwhile has joined all the same, and is told."""
        contest = self.venue.play.join(wish.address, wish.code, wish.team, wish.name)
        self._app.call_later(self._tell_joined, contest)
        return contest

    def _tell_joined(self, contest: Membership) -> None:
        t = self._app.context.t
        self._say(t("ui_contest.join.joined", contest=contest.title, name=contest.name, team=contest.team))
        if not self._app.services.saves.kept:
            self._say(t("ui_contest.join.not_kept"), warning=True)
        self.changed()

    def _joined(self, contest: Membership | None) -> None:
        if contest is None:
            return
        if self._screen:
            self._look_again()
        else:
            self.turns.close()
            self.board()

    def _leave(self) -> None:
        from game.ui.contest.leaving import leave

        contest = self.venue.play.current
        if contest:
            leave(self._app, self.venue, contest, self._look_again)
        else:
            self.changed()
