"""Before a chat: who is there, what it is about, what the file says, what it lets one practise."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll

from game.engine import Deal, Mode
from game.story import Story
from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.desk import Telling, practised
from game.ui.portraits.chosen import portrait_of
from game.ui.screens.base import GameModal
from game.ui.widgets.look import HIGH_FROM
from game.ui.widgets.picklist import Menu, PickList
from game.ui.widgets.portrait import PortraitView
from game.ui.widgets.prose import GAP, Block, Prose, para
from game.ui.widgets.rows import Span

BACK = Command("back", "escape,q")
MODES: tuple[Mode, ...] = ("practice", "ranked")


class BriefingScreen(GameModal[Mode]):
    """Shows a story as it was dealt; the result is the mode in which to begin, or None."""

    CSS_PATH = "briefing.tcss"
    AUTO_FOCUS = "Menu"
    COMMANDS: ClassVar[tuple[Command, ...]] = (BACK,)

    def __init__(self, context: ScreenContext, story: Story, deal: Deal, telling: Telling) -> None:
        super().__init__(context)
        self.story = story
        self._deal = deal
        self._telling = telling

    def body(self) -> ComposeResult:
        """The face at the left, facts at the right, then what can be done."""
        with Horizontal(id="facts"):
            with Vertical(id="face"):
                yield PortraitView(portrait_of(self.story), self.story.customer.mood)
            with VerticalScroll(id="file"):  # Tab leads there, for those who read on by keys
                yield Prose(id="words")
        yield Menu()

    def on_resize(self) -> None:
        """The portrait fits the height."""
        self.query_one(PortraitView).small = self.size.height < HIGH_FROM

    def retell(self) -> None:
        """Set all texts."""
        self.story = self._telling(self.context.story_language) or self.story
        t, story = self.context.t, self.story
        customer = story.customer_in(self._deal.variant)
        self.set_title(story.title, t(f"ui.level.{story.level}"))
        self.query_one(PortraitView).expression = customer.mood
        techniques = t("ui.list").join(t(f"engine.technique.{technique}") for technique in practised(story))
        facts = {
            "situation": story.summary,
            "about": customer.about,
            "practice": techniques,
        }
        mood = Span(t(f"engine.mood.{customer.mood}"), "mid")
        blocks = [Block((Span(customer.name, "strong"), Span("   "), mood))]
        for fact, text in facts.items():
            blocks += [GAP, para(t(f"ui.briefing.fact.{fact}"), "heading"), para(text)] if text else []
        self.query_one(Prose).say(*blocks)
        self.query_one(Menu).set_items([(id, t(f"ui.briefing.{id}"), t(f"ui.briefing.{id}_help")) for id in MODES])

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.dismiss(next(mode for mode in MODES if mode == message.id))

    def action_back(self) -> None:
        """Back to the board."""
        self.dismiss(None)
