"""The team contest: one's own place, the teams, the stories to play, what was sent; and the board of this computer."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.events import Key
from textual.message import Message
from textual.reactive import reactive

from game.saves.problems import SavesError
from game.team.client.errors import ContestError
from game.team.wire import MOST_TEAM_RUNS, TEAM_RUNS
from game.ui.commands import Command
from game.ui.contest import pages
from game.ui.contest.errand import away
from game.ui.contest.moment import SHOWS_AFTER
from game.ui.contest.parts import ContestPart, HerePart, ListPart, SentPart, StandingPart, StoriesPart, TeamsPart
from game.ui.contest.view import ContestView
from game.ui.context import ScreenContext
from game.ui.screens.base import GameScreen
from game.ui.widgets.prose import Prose
from game.ui.widgets.sections import SectionBar

PAGES = ("standing", "teams", "stories", "sent", "here")
_LOOKS_EVERY = 30.0
"""Seconds between two looks at the server, while one reads."""


def _command(id: str, keys: str, shown: bool = True, cap: str = "") -> Command:
    return Command(id, keys, shown, group="contest", cap=cap, area="ui_contest")


class ContestScreen(GameScreen[None]):
    """Shows what `look` sees: at once what is known here, and anew what the server says (`look(True, …)`, in a thread).

    It is told how many runs of the team to look at. Whatever the player wants to do is asked for by `Wanted`.
    """

    CSS_PATH = "contest.tcss"
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        _command("look_again", "r,f5"),
        _command("take_turn", "n"),
        _command("close", "escape,q,t"),
        _command("change", "c,f4"),
        _command("join_another", "e,f7"),
        _command("hide", "h,f8"),
        _command("fetch", "o,f6"),
        _command("leave", "x,f9"),
        _command("next", "right,tab", cap="→"),  # last: the pages have their digits above
        _command("previous", "left,shift+tab", cap="←", shown=False),
    )
    page: reactive[int] = reactive(0, init=False)
    """Index into PAGES."""

    class Wanted(Message):
        """The player wants something done: `play`, `watch`, `send`, or one of the commands' ids."""

        def __init__(self, what: str, id: str = "") -> None:
            super().__init__()
            self.what = what
            """What."""
            self.id = id
            """Of the story or the run it is about."""

    def __init__(
        self, context: ScreenContext, look: Callable[[bool, int], ContestView], page: str = "standing"
    ) -> None:
        """Raises ContestError where no contest was joined; SavesError."""
        super().__init__(context)
        self._look = look
        self._runs_wanted = TEAM_RUNS
        """So many of the team, for its lead."""
        self.view = self._see(False)
        self._is_looking = False
        """The server is being asked, and takes its time."""
        self._parts: tuple[ContestPart, ...] = (
            StandingPart(id="standing"), TeamsPart(id="teams"), StoriesPart(id="stories"), SentPart(id="sent"),
            HerePart(id="here"),
        )  # fmt: skip
        """In the order of PAGES."""
        self.set_reactive(ContestScreen.page, PAGES.index(page))

    def body(self) -> ComposeResult:
        """What holds for every page, then the pages; one is shown at a time."""
        yield SectionBar()
        yield Prose(id="head")
        for part in self._parts:
            part.add_class("page")
            yield part

    def on_mount(self) -> None:
        """Ask the server at once, and now and then."""
        self._show_page()
        self.look_again()
        self.set_interval(_LOOKS_EVERY, self._look_now_and_then)

    # Looking

    def look_again(self) -> None:
        """Ask the server how it stands; the answer comes when it comes."""
        self.run_worker(self._ask(), group="look", exclusive=True)

    def _look_now_and_then(self) -> None:
        if self.is_current and not any(worker.is_running for worker in self.workers if worker.group == "look"):
            self.look_again()

    def _see(self, ask: bool) -> ContestView:
        return self._look(ask, self._runs_wanted)

    async def _ask(self) -> None:
        waits = self.set_timer(SHOWS_AFTER, self._say_looking)
        try:
            view = await away(lambda: self._see(True))
        except (SavesError, ContestError):  # it was left in between, or the disk is away: what was seen stays
            view = self.view
        finally:
            waits.stop()
            self._is_looking = False
        self._take(view)

    def _say_looking(self) -> None:
        self._is_looking = True
        self._tell_state()

    def contest_changed(self) -> None:
        """Look at what is known here."""
        try:
            self._take(self._see(False))
        except (SavesError, ContestError):
            return

    def tell(self, context: ScreenContext) -> None:
        """Take a new context; what servers said waits for another language, too."""
        if context.language != self.context.language:
            with suppress(SavesError, ContestError):
                self._keep(self._see(False))
        super().tell(context)

    def _take(self, view: ContestView) -> None:
        self._keep(view)
        if self.can_tell:
            self.retell()
            self.refresh_keys()

    def _keep(self, view: ContestView) -> None:
        if view.standing.membership.id != self.view.standing.membership.id:
            self._runs_wanted = TEAM_RUNS
        self.view = self._still(view)

    def _still(self, view: ContestView) -> ContestView:
        """A view with what is known by asking alone, where nothing newer was seen since that was asked."""
        last, now = self.view.standing, view.standing
        if last.membership.id != now.membership.id:
            return view
        if last.problem and last.seen_at == now.seen_at:
            view = replace(view, standing=replace(now, problem=now.problem or last.problem))
        if now.is_lead and view.asked_runs is None:
            view = replace(view, asked_runs=self.view.asked_runs)
        return view

    # Texts

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self._tell_state()
        self.query_one(SectionBar).names = tuple(t(f"ui_contest.page.{page}") for page in PAGES)
        self.query_one("#head", Prose).say(*pages.head(self.context, self.view))
        for part in self._parts:
            part.tell(self.context, self.view)

    def _tell_state(self) -> None:
        t, standing = self.context.t, self.view.standing
        state = "ui_contest.looking" if self._is_looking else f"team_client.contest.{standing.state}"
        self.set_title(standing.membership.title, t(state))

    # Pages

    def watch_page(self) -> None:
        """Turn the page."""
        self._show_page()

    def _show_page(self) -> None:
        self.query_one(SectionBar).current = self.page
        self.query_one("#head").display = PAGES[self.page] != "here"
        for part in self._parts:
            part.display = part is self._parts[self.page]
        self._parts[self.page].take_keys()
        self.refresh_keys()

    def on_key(self, event: Key) -> None:
        """Digits go to a page."""
        if event.character and event.character in "12345":
            event.stop()
            self.page = int(event.character) - 1

    @on(SectionBar.Picked)
    def _section_picked(self, message: SectionBar.Picked) -> None:
        self.page = message.index

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Turns are taken on the board of this computer; some things need something to be done with."""
        if action == "take_turn":
            return PAGES[self.page] == "here"
        if action == "change":
            return self.view.others > 0
        return action != "fetch" or self.view.standing.state in ("open", "frozen")

    def action_next(self) -> None:
        """What comes next on the page, else the next page."""
        if not self._parts[self.page].turn(1):
            self.page = min(self.page + 1, len(PAGES) - 1)

    def action_previous(self) -> None:
        """What came before on the page, else the page before."""
        if not self._parts[self.page].turn(-1):
            self.page = max(self.page - 1, 0)

    def action_look_again(self) -> None:
        """Send what waits and look at once."""
        self.post_message(self.Wanted("send"))
        self.look_again()

    def action_take_turn(self) -> None:
        """Play on the board of this computer."""
        self.post_message(self.Wanted("take_turn"))

    def action_hide(self) -> None:
        """Leave one's name off the boards, or have it on them again."""
        self.post_message(self.Wanted("hide"))

    def action_fetch(self) -> None:
        """Get what is needed to play without a network."""
        self.post_message(self.Wanted("fetch"))

    def action_change(self) -> None:
        """Another contest that was joined."""
        self.post_message(self.Wanted("change"))

    def action_join_another(self) -> None:
        """Join another contest."""
        self.post_message(self.Wanted("join"))

    def action_leave(self) -> None:
        """Leave this contest."""
        self.post_message(self.Wanted("leave"))

    def action_close(self) -> None:
        """Back to the shift board."""
        self.dismiss(None)

    @on(ListPart.Taken)
    def _taken(self, message: ListPart.Taken) -> None:
        message.stop()
        if message.kind == "story":
            self.post_message(self.Wanted("play", message.id))
            return
        if message.kind == "earlier":
            self._runs_wanted = min(len(self.view.team_runs.runs) + TEAM_RUNS, MOST_TEAM_RUNS)
            self.look_again()
            return
        waits = any(sending.run == message.id and not sending.sent for sending in self.view.sendings)
        self.post_message(self.Wanted("send" if waits else "watch", message.id))
