"""Another thought about the same customer."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import var

from game.engine import Session, step
from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.screens.base import GameScreen
from game.ui.screens.care.keys import DONE, LEAVE
from game.ui.widgets.choices import Choices, Reply
from game.ui.widgets.prose import GAP, Block, Prose, para, quote
from game.ui.widgets.rows import Span


class ReframeScreen(GameScreen[str]):
    """Thoughts to choose from, then what the chosen one does. The result is its id, or None."""

    CSS_PATH = "care.tcss"
    COMMANDS: ClassVar[tuple[Command, ...]] = (DONE, LEAVE)
    chosen: var[str] = var("", init=False)
    """The id of the thought chosen."""

    def __init__(self, context: ScreenContext, session: Session) -> None:
        super().__init__(context)
        self._session = session

    def body(self) -> ComposeResult:
        """The thoughts; after the choice, what came of it."""
        with Vertical(id="scene"):
            yield Prose(id="lead")
            yield Choices()
            yield Prose(id="effect")

    def retold(self, session: Session) -> None:
        """Take the thoughts in another language."""
        self._session = session
        self.tell(self.context)

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(t("ui_care.reframe.title"))
        self.query_one("#lead", Prose).say(para(t("ui_care.reframe.lead"), "strong"))
        self.query_one(Choices).set_replies(
            [Reply(thought.id, thought.text) for thought in self._session.view.thoughts]
        )
        self._show_stage()

    def _show_stage(self) -> None:
        choosing = not self.chosen
        self.query_one("#lead").display = self.query_one(Choices).display = choosing
        self.query_one("#effect").display = not choosing
        if choosing:
            self.query_one(Choices).focus()
        else:
            self.query_one("#effect", Prose).say(*self._effect())
        self.refresh_keys()

    def _effect(self) -> tuple[Block, ...]:
        """What the chosen thought will do; it is taken when the player goes back to the chat."""
        t, look = self.context.t, self.context.look
        thought = self._session.story.thoughts[self.chosen]
        after, outcome = step(self._session.story, self._session.state, f"care:reframe:{self.chosen}")
        gain = outcome.change.stamina
        feeling = "steadied" if after.fresh else "cost" if gain < 0 else "eased"
        stamina = Span(f"{t('ui_care.reframe.stamina')} {look.amount(gain) or '0'}", "down" if gain < 0 else "up")
        return (
            para(t("ui_care.reframe.chosen"), "heading"), quote(thought.text, look, "strong"), GAP,
            Block((stamina, Span("   "), Span(t(f"ui_care.reframe.{feeling}")))), GAP,
            para(t(f"ui_care.reframe.kind.{thought.kind}"), "heading"), para(thought.why),
        )  # fmt: skip

    @on(Choices.Chosen)
    def _picked(self, message: Choices.Chosen) -> None:
        message.stop()
        self.chosen = message.id
        self.set_focus(None)
        self._show_stage()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """First there is a choice to make."""
        return bool(self.chosen) if action == "done" else not self.chosen if action == "leave" else True

    def action_done(self) -> None:
        """Back to the chat with the thought."""
        self.dismiss(self.chosen)

    def action_leave(self) -> None:
        """Back with the thoughts one had."""
        self.dismiss(None)

    def key_escape(self) -> None:
        """After the choice there is one way on."""
        if self.chosen:
            self.action_done()
