"""The page of the debrief that goes through the chat step by step, below the curves of both meters."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.reactive import reactive

from game.ui.debrief.course import curves, markers
from game.ui.debrief.step import step_page
from game.ui.debrief.words import DebriefWords
from game.ui.screens.debrief.parts import DebriefPart
from game.ui.widgets.curve import CurveChart
from game.ui.widgets.look import HIGH_FROM
from game.ui.widgets.prose import Prose
from game.ui.widgets.sections import Page


class RecordPart(Vertical, DebriefPart):
    """One step at a time."""

    step: reactive[int] = reactive(0, init=False)
    """Index of the step that is shown."""
    explained: reactive[bool] = reactive(False, init=False)
    """Whether exact shares are shown."""
    _words: DebriefWords | None = None

    def compose(self) -> ComposeResult:
        """Curves and the step."""
        yield CurveChart()
        with Page():
            yield Prose()

    def tell(self, words: DebriefWords, terminal: Size) -> None:
        """Set all texts; the curves fit the room."""
        self._words = words
        chart = self.query_one(CurveChart)
        chart.plot_height = 3 if terminal.height < 24 else 5 if terminal.height < HIGH_FROM else 9
        chart.curves = curves(words)
        self._show()

    def turn(self, step: int) -> bool:
        """Another step."""
        if self._words is None or not 0 <= self.step + step < len(self._words.steps):
            return False
        self.step += step
        return True

    @property
    def kept(self) -> int | None:
        """Everything before the step."""
        return self._words.steps[self.step].kept if self._words else None

    def take_keys(self) -> None:
        """To the step, to scroll it."""
        self.query_one(Page).focus(scroll_visible=False)

    def watch_step(self) -> None:
        """Show another step from its beginning."""
        self._show()
        self.query_one(Page).scroll_home(animate=False)

    def watch_explained(self) -> None:
        """Show or hide the shares."""
        self._show()

    def _show(self) -> None:
        words = self._words
        assert words
        step = words.steps[self.step]
        self.query_one(CurveChart).markers = markers(words, step.number)
        self.query_one(Prose).say(*step_page(words, step, self.explained))
