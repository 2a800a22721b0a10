"""The pages of the debrief: what the screen asks of each, and those on which there is only to read or to take leave."""

from collections.abc import Callable, Iterable
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key
from textual.geometry import Size
from textual.widget import Widget

from game.ui.debrief.course import ending_page
from game.ui.debrief.review import review_page
from game.ui.debrief.sums import keep_page
from game.ui.debrief.words import DebriefWords
from game.ui.portraits.chosen import FACES, portrait_of
from game.ui.widgets.look import HIGH_FROM
from game.ui.widgets.picklist import Menu
from game.ui.widgets.portrait import PortraitView
from game.ui.widgets.prose import Block, Prose
from game.ui.widgets.sections import Page

WIDEST = 100
"""Cells that a page takes at most; the style sheet says so too."""
_SIDES, _BARS = 8, 5
"""Cells beside a page and rows above and below it, at most."""


def room_of(terminal: Size) -> Size:
    """The cells that a page has to itself in a terminal."""
    return Size(max(20, min(terminal.width, WIDEST) - _SIDES), max(1, terminal.height - _BARS))


class DebriefPart(Widget):
    """One page of the debrief."""

    def tell(self, words: DebriefWords, terminal: Size) -> None:
        """Set all texts for a terminal of that size."""

    def turn(self, step: int) -> bool:
        """Show what comes next on this page (1), or what came before (-1); False where there is no more."""
        return False

    @property
    def kept(self) -> int | None:
        """How many actions to keep to play on from what is shown; None where it is no such place."""
        return None

    def take_keys(self) -> None:
        """Focus what the keys are for."""
        self.focus(scroll_visible=False)


class PageList(Menu):
    """A list on a page of the debrief: digits turn pages here."""

    def on_key(self, event: Key) -> None:
        """Leave the digits to the screen."""
        event.prevent_default()


class TextPart(Page, DebriefPart):
    """Something to read, made of the session in words."""

    def __init__(self, text: Callable[[DebriefWords], Iterable[Block]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._text = text

    def compose(self) -> ComposeResult:
        """The text."""
        yield Prose()

    def tell(self, words: DebriefWords, terminal: Size) -> None:
        """Set the text."""
        self.query_one(Prose).say(*self._text(words))


class EndingPart(Page, DebriefPart):
    """How it ended, with the customer's last face."""

    def compose(self) -> ComposeResult:
        """Face and words."""
        with Horizontal():
            yield PortraitView()
            yield Prose()

    def tell(self, words: DebriefWords, terminal: Size) -> None:
        """Set all texts; the face fits the room."""
        portrait = self.query_one(PortraitView)
        portrait.portrait, portrait.expression = portrait_of(words.session.story), FACES[words.ending.grade]
        portrait.small = terminal.height < HIGH_FROM or terminal.width < 90
        self.query_one(Prose).say(*ending_page(words))


class ReviewPart(Page, DebriefPart):
    """What the whole chat was worth."""

    _costliest: int | None = None

    def compose(self) -> ComposeResult:
        """The text."""
        yield Prose()

    def tell(self, words: DebriefWords, terminal: Size) -> None:
        """Set the text, as full as the room allows."""
        self._costliest = words.costliest.kept if words.costliest else None
        self.query_one(Prose).say(*review_page(words, room_of(terminal)))

    @property
    def kept(self) -> int | None:
        """Everything before the costliest reply."""
        return self._costliest


class KeepPart(Page, DebriefPart):
    """What to take along and where to go."""

    def __init__(self, found: frozenset[str] | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._found = found

    def compose(self) -> ComposeResult:
        """The text and the ways on."""
        yield Prose()
        yield PageList()

    def tell(self, words: DebriefWords, terminal: Size) -> None:
        """Set all texts."""
        self.query_one(Prose).say(*keep_page(words, self._found))
        wishes = [(wish, words.t(f"ui_debrief.keep.{wish}"), "") for wish in ("again", "home")]
        self.query_one(PageList).set_items(wishes)

    def take_keys(self) -> None:
        """To the ways on."""
        self.query_one(PageList).focus(scroll_visible=False)
