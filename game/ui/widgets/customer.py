"""Who is on the other side and how it stands: beside the chat where there is room, else in one line above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textual.app import ComposeResult
from textual.containers import Center, Horizontal, VerticalScroll
from textual.widgets import Static

from game.text.clean import clean
from game.text.width import truncate
from game.ui.portraits.picture import Portrait
from game.ui.widgets.look import HIGH_FROM
from game.ui.widgets.meter import Band, Meter, Reading
from game.ui.widgets.portrait import PortraitView
from game.ui.widgets.prose import GAP, Prose, para

_NAME_CELLS = 14


@dataclass(frozen=True)
class Standing:
    """What is shown of the customer and of the player."""

    name: str
    mood: str
    """the word"""
    tone: Band
    """how good that mood is"""
    face: str
    """the expression of the portrait"""
    satisfaction: Reading
    stamina: Reading


class CustomerPanel(VerticalScroll, can_focus=False):
    """Portrait, name, mood, meters, and lists (promises, cards), each with a heading."""

    def __init__(self, portrait: Portrait | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._portrait = portrait

    def compose(self) -> ComposeResult:
        """The face above, lists below."""
        with Center():
            yield PortraitView(self._portrait)
        yield Prose(classes="who")
        yield Meter("", classes="satisfaction")
        yield Meter("", classes="stamina")
        yield Prose(classes="lists")

    def show(self, standing: Standing) -> None:
        """Show how it stands."""
        view = self.query_one(PortraitView)
        view.expression = standing.face
        view.small = self.screen.size.height < HIGH_FROM
        self.query_one(".who", Prose).say(
            para(standing.name, "strong", where="centre"), para(standing.mood, standing.tone, where="centre")
        )
        self.query_one(".satisfaction", Meter).reading = standing.satisfaction
        self.query_one(".stamina", Meter).reading = standing.stamina

    def set_titles(self, satisfaction: str, stamina: str) -> None:
        """Name the meters."""
        self.query_one(".satisfaction", Meter).set_title(satisfaction)
        self.query_one(".stamina", Meter).set_title(stamina)

    def set_lists(self, lists: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Show headings with their items; a heading without items is left out."""
        blocks = [
            block
            for heading, items in lists
            if items
            for block in (GAP, para(heading, "heading"), *(para(item, "note") for item in items))
        ]
        self.query_one(".lists", Prose).say(*blocks[1:])


class CustomerLine(Horizontal):
    """The same in one line: name, mood and both meters."""

    def compose(self) -> ComposeResult:
        """Name and mood, then the meters."""
        yield Static(classes="who", markup=False)
        yield Meter("", classes="satisfaction")
        yield Meter("", classes="stamina")

    def on_mount(self) -> None:
        """Meters of one row."""
        for meter in self.query(Meter):
            meter.compact = True

    def show(self, standing: Standing) -> None:
        """Show how it stands."""
        self.query_one(".who", Static).update(f"{truncate(clean(standing.name), _NAME_CELLS)} {standing.mood}")
        self.query_one(".satisfaction", Meter).reading = standing.satisfaction
        self.query_one(".stamina", Meter).reading = standing.stamina

    def set_titles(self, satisfaction: str, stamina: str) -> None:
        """Name the meters."""
        self.query_one(".satisfaction", Meter).set_title(satisfaction)
        self.query_one(".stamina", Meter).set_title(stamina)
