"""Before a chat: who is there, what it is about, what the file says, what it lets one practise."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from game.engine import Deal
from game.story import Story
from game.text import clean
from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.desk import Telling, practised
from game.ui.portraits.chosen import portrait_of
from game.ui.screens.base import GameModal
from game.ui.widgets.picklist import Menu, PickList
from game.ui.widgets.portrait import PortraitView

BACK = Command("back", "escape,q")


class BriefingScreen(GameModal[str]):
    """Shows a story as it was dealt; the result is the mode in which to begin: `practice`, `ranked`, or None."""

    CSS_PATH = "briefing.tcss"
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
            with VerticalScroll(id="file", can_focus=False):
                yield Static(id="who", markup=False)
                yield Static(id="situation", markup=False)
                yield Static(id="about", markup=False)
                yield Static(id="practice", markup=False)
        yield Menu()

    def retell(self) -> None:
        """Set all texts."""
        self.story = self._telling(self.context.story_language) or self.story
        t, story = self.context.t, self.story
        variant = story.variant(self._deal.variant)
        mood = variant.mood or story.customer.mood
        self.set_title(story.title, t(f"ui.level.{story.level}"))
        self.query_one(PortraitView).expression = mood
        self.query_one(PortraitView).small = self.app.size.height < 28
        who = (clean(story.customer.name), "bold"), "   ", (t(f"engine.mood.{mood}"), "$meter-mid")
        self.query_one("#who", Static).update(Content.assemble(*who))
        self._fact("situation", story.summary)
        self._fact("about", variant.about or story.customer.about)
        techniques = t("ui.list").join(t(f"engine.technique.{technique}") for technique in practised(story))
        self._fact("practice", techniques)
        self.query_one(Menu).set_items(
            [(id, t(f"ui.briefing.{id}"), t(f"ui.briefing.{id}_help")) for id in ("practice", "ranked")]
        )

    def _fact(self, id: str, text: str) -> None:
        widget = self.query_one(f"#{id}", Static)
        widget.display = bool(text)
        heading = (self.context.t(f"ui.briefing.fact.{id}"), "$key")
        widget.update(Content.assemble(heading, "\n", clean(text, multiline=True)))

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.dismiss(message.id)

    def action_back(self) -> None:
        """Back to the board."""
        self.dismiss(None)
