"""Before a chat: who is there, what it is about, what the file says, what it lets one practise."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll

from game.engine import Deal, Mode
from game.story import Customer, Mood, Story
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

if TYPE_CHECKING:
    from game.ui.contest.venue import ContestOffer

BACK = Command("back", "escape,q")
MODES: tuple[Mode, ...] = ("practice", "ranked")
Beginning = Mode | Literal["contest"]


class BriefingScreen(GameModal[Beginning]):
    """Shows a story as it was dealt; the result is the mode in which to begin, `contest`, or None.

    `offer` is how it can be played for a contest: ranked then means that, while there are attempts.
    """

    CSS_PATH = "briefing.tcss"
    AUTO_FOCUS = "Menu"
    COMMANDS: ClassVar[tuple[Command, ...]] = (BACK,)

    def __init__(
        self, context: ScreenContext, story: Story, deal: Deal, telling: Telling, offer: "ContestOffer | None" = None
    ) -> None:
        super().__init__(context)
        self._offer = offer
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
        customer, mood = self._customer()
        self.set_title(story.title, t(f"ui.level.{story.level}"))
        self.query_one(PortraitView).expression = customer.mood
        techniques = t("ui.list").join(t(f"engine.technique.{technique}") for technique in practised(story))
        facts = {
            "situation": story.summary,
            "about": customer.about,
            "practice": techniques,
        }
        name = Span(customer.name, "strong")
        blocks = [Block((name, Span("   "), Span(t(f"engine.mood.{mood}"), "mid")) if mood else (name,))]
        for fact, text in facts.items():
            blocks += [GAP, para(t(f"ui.briefing.fact.{fact}"), "heading"), para(text)] if text else []
        self.query_one(Prose).say(*blocks)
        self.query_one(Menu).set_items(self._ways())

    def _customer(self) -> tuple[Customer, Mood | None]:
        """The customer and their mood as dealt; of an attempt, whose deal nobody knows yet, what all deals share."""
        dealt = [self.story.customer_in(variant.id) for variant in self.story.variants]
        if self._offer is None or self._offer.is_spent:
            dealt = [self.story.customer_in(self._deal.variant)]
        first, is_same = dealt[0], len({customer.about for customer in dealt}) == 1
        mood = first.mood if len({customer.mood for customer in dealt}) == 1 else None
        return replace(first, about=first.about if is_same else "", mood=mood or self.story.customer.mood), mood

    def _ways(self) -> list[tuple[str, str, str]]:
        """How it can be begun."""
        t, offer = self.context.t, self._offer
        practice, ranked = ((id, t(f"ui.briefing.{id}"), t(f"ui.briefing.{id}_help")) for id in MODES)
        if offer is None:
            return [practice, ranked]
        told = {"attempt": offer.attempt, "attempts": offer.attempts, "contest": offer.title}
        if offer.is_spent:
            name, remark = t("ui_contest.briefing.ranked"), t("ui_contest.briefing.spent_help", **told)
            return [practice, ("ranked", name, remark)]
        name = t(f"ui_contest.briefing.{'resume' if offer.is_begun else 'contest'}", **told)
        return [("contest", name, t("ui_contest.briefing.contest_help", **told)), practice]

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        ways: tuple[Beginning, ...] = (*MODES, "contest")
        self.dismiss(next(way for way in ways if way == message.id))

    def action_back(self) -> None:
        """Back to the board."""
        self.dismiss(None)
