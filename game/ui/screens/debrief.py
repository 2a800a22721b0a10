"""The debrief: how it ended, where it turned, every reply, other roads, one's own strength, the score, what to keep."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Key
from textual.reactive import reactive

from game.analysis.background import NoReviewError, come
from game.analysis.review_facts import Review
from game.engine import Session
from game.ui.commands import Command, works_everywhere
from game.ui.context import ScreenContext
from game.ui.debrief_review import retried, review_page, road_page, roads
from game.ui.debrief_sums import body_page, keep_page, score_page
from game.ui.debrief_words import FACES, DebriefWords
from game.ui.portraits.chosen import portrait_of
from game.ui.screens.base import GameScreen
from game.ui.screens.debrief_turn import PageList, TurnPage
from game.ui.widgets.curve import CurveChart
from game.ui.widgets.pace import SIGHING
from game.ui.widgets.picklist import PickList
from game.ui.widgets.portrait import PortraitView
from game.ui.widgets.prose import Prose
from game.ui.widgets.quiet import Quiet
from game.ui.widgets.sections import Page, SectionBar

PAGES = ("ending", "turn", "record", "review", "roads", "body", "score", "keep")
QUIET = -1
"""Before the first page: a moment to stop."""
_WIDEST = 96
"""Cells that a page takes at most."""


def _command(id: str, keys: str, shown: bool = True, cap: str = "") -> Command:
    return Command(id, keys, shown, group="debrief", cap=cap, area="ui_debrief")


class DebriefScreen(GameScreen[str | int]):
    """Looks back at a finished session. The result: `again`, `home`, or how many actions to keep and play on from.

    `found` are the endings found in earlier chats, None where that is not known; `clock` counts seconds for the breath
    at the beginning, `page` is the first to be shown; `review` is what each reply was worth, or will be one day.
    """

    CSS_PATH = "debrief.tcss"
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        _command("next", "right,enter,space,tab,n", cap="→"),
        _command("previous", "left,shift+tab,backspace,b", cap="←"),
        _command("why", "w"),
        _command("from_here", "p"),
        _command("again", "r"),
        _command("home", "escape,q"),
    )
    page: reactive[int] = reactive(QUIET, init=False)
    """Index into PAGES, or QUIET."""
    step: reactive[int] = reactive(0, init=False)
    """Index of the step that the record shows."""
    road: reactive[int] = reactive(0, init=False)
    """Index of the road not taken that is shown."""
    explained: reactive[bool] = reactive(False, init=False)
    """Whether the record shows exact shares."""

    def __init__(
        self,
        context: ScreenContext,
        session: Session,
        found: frozenset[str] | None = None,
        page: int = QUIET,
        clock: Callable[[], float] = time.monotonic,
        review: "Future[Review] | None" = None,
    ) -> None:
        super().__init__(context)
        self._told = session
        self._found = found
        self._clock = clock
        self._asked = review
        self.set_reactive(DebriefScreen.page, page)

    @property
    def words(self) -> DebriefWords:
        """The session in words."""
        thinking = self._asked is not None and not self._asked.done()
        return DebriefWords(self._told, self.context, come(self._asked), thinking)

    def body(self) -> ComposeResult:
        """Every page; one is shown at a time."""
        yield Quiet(self._clock)
        yield SectionBar()
        with Page(id="ending", classes="page"), Horizontal():
            yield PortraitView()
            yield Prose()
        yield TurnPage(id="turn", classes="page")
        with Vertical(id="record", classes="page"):
            yield CurveChart()
            with Page():
                yield Prose()
        for id in ("review", "roads", "body", "score"):
            with Page(id=id, classes="page"):
                yield Prose()
        with Page(id="keep", classes="page"):
            yield Prose()
            yield PageList()

    def on_mount(self) -> None:
        """Wait for the review while the player reads."""
        if self.words.thinking:
            self.run_worker(self._wait_for_review())

    def on_resize(self) -> None:
        """Face, curves and replies fit the room."""
        low = self.size.height < 28
        self.query_one(PortraitView).small = low or self.size.width < 90
        self.query_one(CurveChart).plot_height = 3 if self.size.height < 24 else 5 if low else 9
        self._tell_turn()

    # Texts

    def retold(self, session: Session) -> None:
        """Take the chat in another language."""
        self._told = session
        self.tell(self.context)

    def retell(self) -> None:
        """Set all texts."""
        t, words = self.context.t, self.words
        self.set_title(words.session.story.title, t("ui_debrief.title"))
        self.query_one(SectionBar).names = tuple(t(f"ui_debrief.page.{page}") for page in PAGES)
        steps = {phase: t(f"ui_care.breathe.{phase}") for phase, _ in SIGHING}
        self.query_one(Quiet).set_words(t("ui_debrief.stop"), t("ui_debrief.skip"), steps)
        portrait = self.query_one(PortraitView)
        portrait.portrait, portrait.expression = portrait_of(words.session.story), FACES[words.ending.grade]
        self._prose("ending").say(*words.first_page())
        self._prose("body").say(*body_page(words))
        self._prose("score").say(*score_page(words))
        self._prose("keep").say(*keep_page(words, self._found))
        wishes = [(wish, t(f"ui_debrief.keep.{wish}"), "") for wish in ("again", "home")]
        self.query_one("#keep PageList", PageList).set_items(wishes)
        self._tell_turn()
        self._tell_review()
        self._show_page()

    def _prose(self, page: str) -> Prose:
        return self.query_one(f"#{page} Prose", Prose)

    def _tell_turn(self) -> None:
        width = max(20, min(self.app.size.width, _WIDEST) - 14)
        self.query_one(TurnPage).tell(self.words, width)

    def _tell_review(self) -> None:
        """Set what the review says, which may come late."""
        self._tell_step()
        self._prose("review").say(*review_page(self.words))
        self._tell_road()

    async def _wait_for_review(self) -> None:
        assert self._asked
        with suppress(NoReviewError):
            await asyncio.wrap_future(self._asked)
        self._tell_review()
        self.refresh_keys()

    def _tell_road(self) -> None:
        self._prose("roads").say(*road_page(self.words, self.road))

    def _tell_step(self) -> None:
        words = self.words
        chart = self.query_one(CurveChart)
        chart.curves = words.curves()
        step = words.steps[self.step]
        chart.markers = words.markers(step.number)
        self._prose("record").say(*words.step_page(step, self.explained))

    # Pages

    def watch_page(self) -> None:
        """Turn the page."""
        self._show_page()

    def watch_step(self) -> None:
        """Show another step."""
        self._tell_step()
        self.query_one("#record Page", Page).scroll_home(animate=False)
        self.refresh_keys()

    def watch_road(self) -> None:
        """Show another road."""
        self._tell_road()
        self.query_one("#roads").scroll_home(animate=False)

    def watch_explained(self) -> None:
        """Show or hide the shares."""
        self._tell_step()

    def _show_page(self) -> None:
        self.query_one(Quiet).display = self.page == QUIET
        bar = self.query_one(SectionBar)
        bar.display, bar.current = self.page != QUIET, max(0, self.page)
        for index, id in enumerate(PAGES):
            self.query_one(f"#{id}").display = index == self.page
        self._focus_page()
        self.refresh_keys()

    def _focus_page(self) -> None:
        """Lists get the keys where there is one to answer, else the page to scroll."""
        if self.page == QUIET:
            self.set_focus(None)
            return
        id = PAGES[self.page]
        focus = {"turn": "#turn PageList", "keep": "#keep PageList", "record": "#record Page"}.get(id, f"#{id}")
        self.query_one(focus).focus(scroll_visible=False)

    @on(Quiet.Over)
    def _begin(self, message: Quiet.Over) -> None:
        message.stop()
        if self.page == QUIET:
            self.page = 0

    def on_key(self, event: Key) -> None:
        """Any key ends the quiet moment; digits go to a page."""
        if self.page == QUIET and not works_everywhere(event.key):
            event.stop()
            event.prevent_default()
            self.page = 0
        elif event.character and event.character in "12345678":
            event.stop()
            self.page = int(event.character) - 1

    @on(SectionBar.Picked)
    def _section_picked(self, message: SectionBar.Picked) -> None:
        self.page = message.index

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Some things can be done on some pages only; the quiet moment has none of them."""
        can_retry = self._told.is_practice and self._retried() is not None
        allowed = {"why": self.page == PAGES.index("record"), "from_here": can_retry}
        mine = any(command.id == action for command in self.COMMANDS)
        return allowed.get(action, True) and not (mine and self.page == QUIET)

    def action_next(self) -> None:
        """The next reply of the record or the next road, else the next page."""
        if self.page == PAGES.index("record") and self.step < len(self.words.steps) - 1:
            self.step += 1
        elif self.page == PAGES.index("roads") and self.road < len(roads(self.words)) - 1:
            self.road += 1
        else:
            self.page = min(self.page + 1, len(PAGES) - 1)

    def action_previous(self) -> None:
        """The reply, the road or the page before."""
        if self.page == PAGES.index("record") and self.step > 0:
            self.step -= 1
        elif self.page == PAGES.index("roads") and self.road > 0:
            self.road -= 1
        else:
            self.page = max(self.page - 1, 0)

    def action_why(self) -> None:
        """Show or hide the exact shares."""
        self.explained = not self.explained

    def action_from_here(self) -> None:
        """Play on from before the step that is looked at, or from where the other road begins."""
        self.dismiss(self._retried())

    def _retried(self) -> int | None:
        return retried(self.words, PAGES[self.page], self.step, self.road)

    def action_again(self) -> None:
        """Play the next deal."""
        self.dismiss("again")

    def action_home(self) -> None:
        """Back to the board."""
        self.dismiss("home")

    @on(TurnPage.Done)
    def _turn_answered(self, message: TurnPage.Done) -> None:
        message.stop()
        self.action_next()

    @on(PickList.Picked, "#keep PageList")
    def _wish_picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.dismiss(message.id)
