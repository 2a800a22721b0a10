"""A breath with a guide."""

import time
from collections.abc import Callable
from math import ceil
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer

from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.screens.base import GameScreen
from game.ui.screens.care.keys import DONE, LEAVE
from game.ui.widgets.breathing import Breathing
from game.ui.widgets.look import HIGH_FROM
from game.ui.widgets.pace import BREATH, breath_at
from game.ui.widgets.prose import Prose, para

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
