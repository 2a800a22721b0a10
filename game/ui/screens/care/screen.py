"""Care, each kind a scene of its own: a breath, another thought, a word with the colleague."""

import time
from collections.abc import Callable
from math import ceil
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import var
from textual.timer import Timer

from game.engine import Session, step
from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.screens.base import GameScreen
from game.ui.widgets.breathing import Breathing
from game.ui.widgets.bubbles import Message
from game.ui.widgets.choices import Choices, Reply
from game.ui.widgets.look import HIGH_FROM
from game.ui.widgets.pace import BREATH, breath_at
from game.ui.widgets.prose import GAP, Block, Prose, para, quote
from game.ui.widgets.rows import Span
from game.ui.widgets.transcript import Transcript

DONE = Command("done", "enter,space", group="care", area="ui_care")
LEAVE = Command("leave", "escape,q", group="care", area="ui_care")
BREATHS = 4
_READY = 3.0
"""Seconds to sit down before the first breath."""


class BreatheScreen(GameScreen[bool]):
    """Less than a minute of breathing with a guide; the result is True when the player breathed, None when not.

    `clock` counts seconds from any moment on.
    """

    CSS_PATH = "care.tcss"
    COMMANDS: ClassVar[tuple[Command, ...]] = (DONE, LEAVE)

    def __init__(self, context: ScreenContext, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(context)
        self._clock = clock
        self._begun = clock()
        self._timer: Timer | None = None

    def body(self) -> ComposeResult:
        """What to do, the circle, what is known about it."""
        with Vertical(id="scene"):
            yield Prose(id="lead")
            yield Breathing()
            yield Prose(id="round")
        yield Prose(id="note")

    def on_mount(self) -> None:
        """Keep the time; calm players see a step at a time."""
        self._timer = self.set_interval(0.5 if self.context.settings.calm else 1 / 15, self._show_moment)

    def on_resize(self) -> None:
        """The circle fits the height."""
        self.query_one(Breathing).rows_high = 7 if self.size.height < HIGH_FROM else 11

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(t("ui_care.breathe.title"))
        lead = "lead_calm" if self.context.settings.calm else "lead"
        self.query_one("#lead", Prose).say(para(t(f"ui_care.breathe.{lead}"), "strong", where="centre"))
        self.query_one("#note", Prose).say(para(t("ui_care.breathe.evidence"), "dim", where="centre"))
        self._show_moment()

    def _show_moment(self) -> None:
        t, guide = self.context.t, self.query_one(Breathing)
        passed = self._clock() - self._begun - _READY
        number = int(passed // BREATH) + 1
        if passed < 0:
            guide.word, guide.count, guide.fullness = t("ui_care.breathe.ready"), ceil(-passed), 0.0
        elif number > BREATHS:
            guide.word, guide.count, guide.fullness = t("ui_care.breathe.done"), 0, 0.0
        else:
            breath = breath_at(passed)
            guide.word, guide.count = t(f"ui_care.breathe.{breath.phase}"), breath.count
            guide.fullness = breath.fullness
        shown = t("ui_care.breathe.round", number=min(max(number, 1), BREATHS), all=BREATHS)
        self.query_one("#round", Prose).say(para(shown, "note", where="centre"))

    def action_done(self) -> None:
        """Back to the chat, refreshed; a player who knows the way need not wait for the end."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Back without having breathed."""
        self.dismiss(None)


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


class AskScreen(GameScreen[None]):
    """The colleague says something about the present scene; an empty hint is what holds in every chat."""

    CSS_PATH = "care.tcss"
    COMMANDS: ClassVar[tuple[Command, ...]] = (Command("done", "enter,space,escape,q", group="care", area="ui_care"),)

    def __init__(self, context: ScreenContext, speaker: str, hint: str) -> None:
        super().__init__(context)
        self._speaker = speaker
        self._hint = hint

    def body(self) -> ComposeResult:
        """The colleague's words."""
        with Vertical(id="scene"):
            yield Transcript()

    def retold(self, session: Session) -> None:
        """Take the hint in another language."""
        hints = [outcome.hint for outcome in session.outcomes if outcome.hint is not None]
        self._hint = hints[-1] if hints else self._hint
        self.tell(self.context)

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(t("ui_care.ask.title"))
        hint = self._hint or t("engine.hint.default")
        self.query_one(Transcript).set_messages(
            (
                Message("narration", t("ui_care.ask.turns", name=self._speaker)),
                Message("other", hint, self._speaker),
                Message("narration", t("ui_care.ask.back")),
            )
        )

    def action_done(self) -> None:
        """Back to the chat."""
        self.dismiss(None)
