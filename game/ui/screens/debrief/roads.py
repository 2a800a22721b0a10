"""The page of the debrief that plays out the roads not taken."""

from textual.app import ComposeResult
from textual.geometry import Size
from textual.reactive import reactive

from game.ui.debrief.roads import Road, road_page, roads
from game.ui.debrief.words import DebriefWords
from game.ui.screens.debrief.parts import DebriefPart
from game.ui.widgets.prose import Prose
from game.ui.widgets.sections import Page


class RoadsPart(Page, DebriefPart):
    """One road at a time."""

    road: reactive[int] = reactive(0, init=False)
    """Index of the road that is shown."""
    _words: DebriefWords | None = None
    _roads: tuple[Road, ...] = ()

    def compose(self) -> ComposeResult:
        """The road."""
        yield Prose()

    def tell(self, words: DebriefWords, terminal: Size) -> None:
        """Set the text; the roads are worked out here, once for each language."""
        self._words, self._roads = words, roads(words)
        self._show()

    def turn(self, step: int) -> bool:
        """Another road."""
        if not 0 <= self.road + step < len(self._roads):
            return False
        self.road += step
        return True

    @property
    def kept(self) -> int | None:
        """Everything before the road begins."""
        return self._roads[self.road].line.place if self._roads else None

    def watch_road(self) -> None:
        """Show another road from its beginning."""
        self._show()
        self.scroll_home(animate=False)

    def _show(self) -> None:
        assert self._words
        self.query_one(Prose).say(*road_page(self._words, self._roads, self.road))
