"""The debrief: how it ended, where it turned, every reply, other roads, one's own strength, the score, what to keep."""

import asyncio
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.events import Key
from textual.reactive import reactive

from game.analysis.background import NoReviewError, come
from game.analysis.review_facts import Review
from game.engine import Session
from game.ui.commands import Command, works_everywhere
from game.ui.context import ScreenContext
from game.ui.debrief.sums import body_page, score_page
from game.ui.debrief.words import DebriefWords
from game.ui.screens.base import GameScreen
from game.ui.screens.debrief.parts import DebriefPart, EndingPart, KeepPart, ReviewPart, TextPart
from game.ui.screens.debrief.record import RecordPart
from game.ui.screens.debrief.roads import RoadsPart
from game.ui.screens.debrief.turn import TurnPart
from game.ui.widgets.pace import SIGHING
from game.ui.widgets.picklist import PickList
from game.ui.widgets.prose import Block, Prose, para
from game.ui.widgets.quiet import Quiet
from game.ui.widgets.sections import SectionBar

if TYPE_CHECKING:
    from game.ui.contest.sending import RankedEnd

PAGES = ("ending", "turn", "record", "review", "roads", "body", "score", "keep")
WITHHELD_PAGES = ("ending", "waits", "body", "score", "keep")
"""Where the review would give the next attempt away."""
QUIET = -1
"""Before the first page: a moment to stop."""


def _command(id: str, keys: str, shown: bool = True, cap: str = "") -> Command:
    return Command(id, keys, shown, group="debrief", cap=cap, area="ui_debrief")


class DebriefScreen(GameScreen[str | int]):
    """Looks back at a finished session. The result: `again`, `home`, or how many actions to keep and play on from.

    `found` are the endings found in earlier chats, None where that is not known; `clock` counts seconds for the breath
    at the beginning, `page` is the first to be shown; `review` is what each reply was worth, or will be one day;
    `end` is what becomes of a run of a contest.
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

    def __init__(
        self,
        context: ScreenContext,
        session: Session,
        found: frozenset[str] | None = None,
        page: int = QUIET,
        clock: Callable[[], float] = time.monotonic,
        review: "Future[Review] | None" = None,
        end: "RankedEnd | None" = None,
    ) -> None:
        super().__init__(context)
        self._end = end
        self._told = session
        self._asked = review
        self._clock = clock
        self._words: DebriefWords | None = None
        self._pages = WITHHELD_PAGES if self._is_withheld else PAGES
        """The names of the pages there are."""
        parts = {
            "ending": EndingPart(id="ending"), "turn": TurnPart(id="turn"), "record": RecordPart(id="record"),
            "review": ReviewPart(id="review"), "roads": RoadsPart(id="roads"),
            "waits": TextPart(self._waits, id="waits"), "body": TextPart(body_page, id="body"),
            "score": TextPart(score_page, id="score"), "keep": KeepPart(found, id="keep"),
        }  # fmt: skip
        self._parts: tuple[DebriefPart, ...] = tuple(parts[page] for page in self._pages)
        """In the order of the pages."""
        self.set_reactive(DebriefScreen.page, page)

    def body(self) -> ComposeResult:
        """Every page; one is shown at a time."""
        yield Quiet(self._clock)
        yield SectionBar()
        yield Prose(id="sending")
        for part in self._parts:
            part.add_class("page")
            yield part

    @property
    def part(self) -> DebriefPart | None:
        """The page that is shown; None in the quiet moment."""
        return None if self.page == QUIET else self._parts[self.page]

    @property
    def _is_withheld(self) -> bool:
        return self._end is not None and self._end.withheld > 0

    @property
    def _is_thinking(self) -> bool:
        return self._asked is not None and not self._asked.done()

    def on_mount(self) -> None:
        """Wait for the review while the player reads."""
        if self._is_thinking:
            self.run_worker(self._wait_for_review())

    def on_resize(self) -> None:
        """Every page fits the room."""
        if self._words:
            self._tell_parts(self._words)

    # Texts

    def retold(self, session: Session) -> None:
        """Take the chat in another language."""
        self._told = session
        self.tell(self.context)

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(self._told.story.title, t("ui_debrief.title"))
        self.query_one(SectionBar).names = tuple(t(f"ui_debrief.page.{page}") for page in self._pages)
        steps = {phase: t(f"ui_care.breathe.{phase}") for phase, _ in SIGHING}
        self.query_one(Quiet).set_words(t("ui_debrief.stop"), t("ui_debrief.skip"), steps)
        review = come(self._asked)
        self._tell_parts(DebriefWords(self._told, self.context, review, self._is_thinking, self._is_withheld))
        self._tell_sending()
        self._show_page()

    def _waits(self, words: DebriefWords) -> Iterable[Block]:
        """Why there is no review yet."""
        left = self._end.withheld if self._end else 0
        yield para(words.t("ui_contest.withheld.why", left=left, page=words.t("ui_contest.page.sent")), "strong")

    def contest_changed(self) -> None:
        """Say what became of the run meanwhile."""
        if self.query("#sending"):
            self._tell_sending()

    def tells_of(self, run: str) -> bool:
        """The run looked back at."""
        return self._end is not None and self._end.run == run

    def _tell_sending(self) -> None:
        from game.ui.contest.pages import sending_blocks

        sending = self._end.sending() if self._end else None
        self.query_one("#sending", Prose).say(*(sending_blocks(self.context, sending) if sending else ()))

    def _tell_parts(self, words: DebriefWords) -> None:
        self._words = words
        for part in self._parts:
            part.tell(words, self.app.size)

    async def _wait_for_review(self) -> None:
        """Tell every page again when it comes."""
        assert self._asked
        with suppress(NoReviewError):
            await asyncio.wrap_future(self._asked)
        if self.can_tell:
            self._tell_parts(DebriefWords(self._told, self.context, come(self._asked)))
            self.refresh_keys()

    # Pages

    def watch_page(self) -> None:
        """Turn the page."""
        self._show_page()

    def _show_page(self) -> None:
        self.query_one(Quiet).display = self.page == QUIET
        bar = self.query_one(SectionBar)
        bar.display, bar.current = self.page != QUIET, max(0, self.page)
        self.query_one("#sending").display = self.page != QUIET and self._end is not None
        for part in self._parts:
            part.display = part is self.part
        if self.part:
            self.part.take_keys()
        else:
            self.set_focus(None)
        self.refresh_keys()

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
            self.page = min(int(event.character), len(self._pages)) - 1

    @on(SectionBar.Picked)
    def _section_picked(self, message: SectionBar.Picked) -> None:
        self.page = message.index

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Some things can be done on some pages only; the quiet moment has none of them."""
        if self.part is None:
            return all(command.id != action for command in self.COMMANDS)
        if action == "why":
            return isinstance(self.part, RecordPart)
        return action != "from_here" or (self._told.can_undo and self.part.kept is not None)

    def action_next(self) -> None:
        """What comes next on the page, else the next page."""
        if self.part and not self.part.turn(1):
            self.page = min(self.page + 1, len(self._pages) - 1)

    def action_previous(self) -> None:
        """What came before on the page, else the page before."""
        if self.part and not self.part.turn(-1):
            self.page = max(self.page - 1, 0)

    def action_why(self) -> None:
        """Show or hide the exact shares."""
        if isinstance(self.part, RecordPart):
            self.part.explained = not self.part.explained

    def action_from_here(self) -> None:
        """Play on from before the step that is looked at, or from where the other road begins."""
        if self.part:
            self.dismiss(self.part.kept)

    def action_again(self) -> None:
        """Play the next deal."""
        self.dismiss("again")

    def action_home(self) -> None:
        """Back to the board."""
        self.dismiss("home")

    @on(TurnPart.Done)
    def _turn_answered(self, message: TurnPart.Done) -> None:
        message.stop()
        self.action_next()

    @on(PickList.Picked, "#keep PageList")
    def _wish_picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.dismiss(message.id)
