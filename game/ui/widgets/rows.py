"""Rows of styled text, made by pure functions and painted by the widgets.

A widget lays its content out as rows of spans; a span's role is the last part of a component class, so that the style
sheets alone decide what it looks like. Text in a span is data and never parsed as markup.
"""

from abc import abstractmethod
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.css.styles import RenderStyles
from textual.dom import DOMNode
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from game.text.width import cell_width
from game.ui.widgets.look import Look


class Span(NamedTuple):
    """A piece of one row; an empty role is the widget's own style."""

    text: str
    role: str = ""


Row = tuple[Span, ...]
BLANK: Row = ()
"""A row with nothing on it."""


def row_width(row: Row) -> int:
    """Width of a row in cells."""
    return sum(cell_width(span.text) for span in row)


def placed(row: Row, width: int, where: str) -> Row:
    """The row moved to the `right` or to the `centre` of `width` cells."""
    room = max(0, width - row_width(row))
    return (Span(" " * (room if where == "right" else room // 2)), *row)


class Painted(Widget):
    """A widget that paints rows by its component classes, `PREFIX--role`.

    A role is styled when it is first painted. Textual would style every role that there is whenever a class changes
    anywhere above: 24 a meter, of which it shows five, and most of the time between a key and the screen after it.
    """

    PREFIX: ClassVar[str]
    look: reactive[Look] = reactive(Look(), layout=True)
    """How the player wants things drawn."""

    def _get_component_classes(self) -> frozenset[str]:  # type: ignore[override]  # Textual asks for them per class
        """The roles to style anew with the widget: those painted so far."""
        return frozenset(self._component_styles)

    def get_component_styles(self, *names: str) -> RenderStyles:
        """The styles of roles, for Textual. Raises KeyError for a role that the class does not declare."""
        declared = super()._get_component_classes()
        for name in declared.intersection(names).difference(self._component_styles):
            part = DOMNode(classes=name)
            part._attach(self)
            self.app.stylesheet.apply(part)
            self._component_styles[name] = part.styles
        return super().get_component_styles(*names)

    def paint(self, row: Row, width: int, under: str = "") -> Strip:
        """Turn a row into exactly `width` cells; `under` is the role below all spans."""
        ground = self.rich_style + self._style(under) if under else self.rich_style
        segments = [Segment(span.text, ground + self._style(span.role) if span.role else ground) for span in row]
        return Strip(segments).adjust_cell_length(width, ground)

    def _style(self, role: str) -> Style:
        """Only what the style sheet sets for the role, so that the ground below stays."""
        return self.get_component_rich_style(f"{self.PREFIX}--{role}", partial=True)


class RowsWidget(Painted):
    """A widget as high as its rows; a subclass says what they are for a width."""

    @abstractmethod
    def rows(self, width: int) -> list[Row]:
        """The rows at this width in cells."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are rows."""
        return len(self.rows(width))

    def render_line(self, y: int) -> Strip:
        """Paint one line of the widget."""
        rows = self.rows(self.size.width)
        return self.paint(rows[y] if y < len(rows) else BLANK, self.size.width)
