"""The customer's face, in the size there is room for."""

from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from game.ui.portraits.picture import Portrait
from game.ui.portraits.render import Cell, Picture, coloured, lettered, small, tiled, toned
from game.ui.widgets.look import Look


class PortraitView(Widget):
    """Shows one expression of a portrait; without a portrait it takes no room."""

    DEFAULT_CSS = """
    PortraitView { width: auto; height: auto; }
    """
    portrait: reactive[Portrait | None] = reactive(None, layout=True)
    """Whose face."""
    expression: reactive[str] = reactive("calm")
    """One of `picture.EXPRESSIONS`."""
    small: reactive[bool] = reactive(False, layout=True)
    """Only the face, for narrow screens."""
    look: reactive[Look] = reactive(Look())
    """How the player wants things drawn."""

    def __init__(self, portrait: Portrait | None = None, expression: str = "calm", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._picture: Picture = []
        self.portrait = portrait
        self.expression = expression

    def picture(self) -> Picture:
        """The cells of the present face in the present look."""
        if self.portrait is None:
            return []
        grid = self.portrait.pixels(self.expression)
        if self.small:
            grid = small(self.portrait, grid)
        if self.look.colourless:
            return lettered(self.expression) if self.look.plain_signs else toned(self.portrait, grid)
        return tiled(self.portrait, grid) if self.look.plain_signs else coloured(self.portrait, grid)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """A column a pixel."""
        return len((self.picture() or [[]])[0])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line for two rows of pixels."""
        return len(self.picture())

    def render_line(self, y: int) -> Strip:
        """Paint one line of the face."""
        if y == 0 or not self._picture:
            self._picture = self.picture()
        cells = self._picture[y] if y < len(self._picture) else []
        ground = self.rich_style
        segments = [Segment(cell.sign, ground + _style(cell)) for cell in cells]
        return Strip(segments).adjust_cell_length(self.size.width, ground).simplify()


def _style(cell: Cell) -> Style:
    return Style(color=cell.colour or None, bgcolor=cell.ground or None)
