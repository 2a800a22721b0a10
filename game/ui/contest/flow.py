"""The way through contests and boards: which screen follows which. Nothing of a contest is loaded before it is wanted.

Whatever asks a server is done in a thread: in a `Moment` where the player waits for it, else beside everything.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from game.saves import SavesError
from game.ui.contest.courier import Courier
from game.ui.contest.turns import Turns
from game.ui.contest.venue import Venue
from game.ui.screens.base import GameScreen
from game.ui.stage import Stage

if TYPE_CHECKING:
    from game.saves.problems import SavesProblem
    from game.team.client.kinds import Membership, RankedPlay
    from game.team.local import LocalBoard
    from game.ui.contest.chats import ContestChats
    from game.ui.contest.screen import ContestScreen
    from game.ui.contest.sending import RankedEnd
    from game.ui.contest.waiting import Waiting
    from game.ui.desk import Desk


class ContestFlow:
    """Pushes the screens of contests and boards and acts on their results.

    `open_chat` opens a ranked chat of the contest, `practise` shows a story to be practised, `take_turn` begins a chat
    in a name on the board of this computer.
    """

    def __init__(
        self,
        stage: Stage,
        desk: Desk,
        open_chat: Callable[[RankedPlay], None],
        practise: Callable[[str], None],
        take_turn: Callable[[str, str], None],
    ) -> None:
        self._stage = stage
        self._desk = desk
        self._open_chat, self._practise = open_chat, practise
        self.venue = Venue(stage.services, stage.context.language)
        self.courier = Courier(stage, self.venue, self.changed)
        self.turns = Turns(stage, desk, take_turn)
        self._screen: ContestScreen | None = None
        """The contest's screen, while it is open."""
        self._here: LocalBoard | SavesProblem | None = None
        """The board of this computer, counted when it was last wanted."""

    @cached_property
    def chats(self) -> ContestChats:
        """The ranked chats."""
        from game.ui.contest.chats import ContestChats

        return ContestChats(self._stage, self.venue, self._waiting, self._open_chat, self._practise)

    @cached_property
    def _waiting(self) -> Waiting:
        from game.ui.contest.waiting import Waiting

        return Waiting(self._stage, self.changed)

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
            self.courier.finish(run)
        return end

    def changed(self) -> None:
        """Something of the contest is no longer as it was: tell every open screen; that of a contest left is closed."""
        self.venue.refresh()
        if self._screen and not self.venue.has_joined:
            self._screen.dismiss(None)
        for screen in self._stage.screen_stack:
            if isinstance(screen, GameScreen):
                screen.contest_changed()

    def after_chat(self) -> None:
        """Count and look again."""
        self.turns.refresh()
        if self._screen:
            self._here = None
        self.changed()
        self.courier.send_due()

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
        clock = self._stage.services.clock

        def see(ask: bool, most: int) -> ContestView:
            return look(self.venue.play, self._ranks, clock, ask, most)

        def close(_: None) -> None:
            self._screen = None
            self.changed()

        self._screen = ContestScreen(self._stage.context, see, page or self._first_page())
        self._stage.push_screen(self._screen, close)

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
            "send": lambda: self.courier.send(force=True),
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
            self._stage.say_instead(sentence_of(problem, self._stage.context.t), warning=True)
            self.changed()

    def _hide(self) -> None:
        play, t = self.venue.play, self._stage.context.t
        hidden = not play.standing(ask=False).hidden

        def hide() -> None:
            play.hide(hidden)
            play.standing()

        said = t(f"ui_contest.hide.{'on' if hidden else 'off'}")
        self._waiting.wait_for("ui_contest.one_moment", hide, lambda _: self._stage.say_instead(said))

    def _fetch(self) -> None:
        def done(count: int) -> None:
            self._stage.say_instead(
                self._stage.context.t(f"ui_contest.fetch.{'done' if count else 'nothing'}", count=count)
            )

        self._waiting.wait_for("ui_contest.one_moment", self.venue.play.fetch_ahead, done)

    def _change(self) -> None:
        """To the contest that was longest not looked at."""
        for last in self.venue.play.joined()[1:][-1:]:
            self.venue.play.use(last.id)
        self._tell_current()

    def _use(self, contest: Membership) -> None:
        self.venue.play.use(contest.id)
        self._tell_current()

    def _tell_current(self) -> None:
        self._look_again()
        contest, t = self.venue.play.current, self._stage.context.t
        if contest:
            told = {"contest": contest.title, "name": contest.name, "team": contest.team}
            self._stage.say_instead(t("ui_contest.used.now", **told))

    def _look_again(self) -> None:
        self.changed()
        if self._screen:
            self._screen.look_again()

    # Coming and going

    def join(self) -> None:
        """Ask for a contest and join it."""
        from game.ui.contest.joining import Joining

        Joining(self._stage, self.venue, self.changed).ask(self._joined)

    def _joined(self, contest: Membership) -> None:
        if not contest.is_current:
            self._try(lambda: self._use(contest))
        elif self._screen:
            self._look_again()
        if not self._screen:
            self.turns.close()
            self.board()

    def _leave(self) -> None:
        from game.ui.contest.leaving import leave

        contest = self.venue.play.current
        if contest:
            leave(self._stage, self.venue, self._waiting, contest, self._look_again)
        else:
            self.changed()
