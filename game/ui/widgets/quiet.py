"""A moment to stop before one looks back: one breath with a guide."""

from collections.abc import Callable, Mapping
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Click
from textual.message import Message
from textual.reactive import var

from game.ui.widgets.breathing import Breathing
from game.ui.widgets.look import HIGH_FROM, Look
from game.ui.widgets.pace import BREATH, Phase, breath_at
from game.ui.widgets.prose import Prose, para


class Quiet(Vertical):
    """Guides one breath and posts `Over`; when calm nothing moves, and it waits for the player."""

    DEFAULT_CSS = """
    Quiet { height: 1fr; align: center middle; }
    Quiet .stop { margin: 0 0 2 0; }
    Quiet .skip { margin: 2 0 0 0; }
    """
    look: var[Look] = var(Look())
    """How the player wants things drawn."""

    class Over(Message):
        """The breath is over, or the player does not want to wait."""

    def __init__(self, clock: Callable[[], float], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._clock = clock
        self._begun = clock()
        self._steps: Mapping[Phase, str] = {}

    def compose(self) -> ComposeResult:
        """A sentence, the circle, how to go on."""
        yield Prose(classes="stop")
        yield Breathing()
        yield Prose(classes="skip")

    def on_mount(self) -> None:
        """Keep the time."""
        self.set_interval(1 / 15, self._breathe)

    def on_resize(self) -> None:
        """The circle fits the height."""
        self.query_one(Breathing).rows_high = 7 if self.screen.size.height < HIGH_FROM else 11

    def set_words(self, stop: str, skip: str, steps: Mapping[Phase, str]) -> None:
        """Set all texts; `steps` names each step of a breath."""
        self._steps = steps
        self.query_one(".stop", Prose).say(para(stop, "strong", where="centre"))
        self.query_one(".skip", Prose).say(para(skip, "dim", where="centre"))
        self._breathe()

    def _breathe(self) -> None:
        guide = self.query_one(Breathing)
        guide.display = not self.look.calm
        passed = self._clock() - self._begun
        if not self.display or self.look.calm:
            return
        if passed >= BREATH:
            self.post_message(self.Over())
            return
        breath = breath_at(passed)
        guide.word, guide.count, guide.fullness = self._steps.get(breath.phase, ""), breath.count, breath.fullness

    def on_click(self, event: Click) -> None:
        """A click goes on."""
        event.stop()
        self.post_message(self.Over())
