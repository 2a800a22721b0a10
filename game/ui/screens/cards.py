"""The handbook: what the agent can look up in a chat."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll

from game.engine import Session
from game.story import Card
from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.screens.base import GameScreen
from game.ui.widgets.picklist import Menu, PickList
from game.ui.widgets.prose import GAP, Prose, para

CLOSE = Command("close", "escape,q,h", group="pages", area="ui_pages")


class CardsScreen(GameScreen[tuple[str, ...]]):
    """Lists the cards; `read` are those opened before. The result: the ids opened here, in order."""

    CSS_PATH = "cards.tcss"
    AUTO_FOCUS = "Menu"
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("open_card", "enter", group="pages", area="ui_pages"),
        CLOSE,
    )

    def __init__(self, context: ScreenContext, cards: tuple[Card, ...], read: frozenset[str] = frozenset()) -> None:
        super().__init__(context)
        self._cards = {card.id: card for card in cards}
        self._read = read
        self._opened: list[str] = []

    def body(self) -> ComposeResult:
        """Titles at the left, the opened card at the right; below each other where it is narrow."""
        with Horizontal(id="cards"):
            yield Menu()
            with VerticalScroll(id="card"):  # Tab leads there, for those who read on by keys
                yield Prose()

    def retold(self, session: Session) -> None:
        """Take the cards in another language."""
        self._cards = dict(session.story.cards)
        self.tell(self.context)

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(t("ui_pages.cards.title"), t("ui_pages.cards.free"))
        self.query_one(Menu).set_items([(id, card.title, self._remark(id)) for id, card in self._cards.items()])
        self._show_card()

    def _remark(self, id: str) -> str:
        read = id in self._read or id in self._opened
        return self.context.t("ui_pages.cards.read" if read else "ui_pages.cards.unread")

    def _show_card(self) -> None:
        t, prose = self.context.t, self.query_one(Prose)
        if not self._opened:
            prose.say(para(t("ui_pages.cards.choose" if self._cards else "ui_pages.cards.none"), "note"))
            return
        card = self._cards[self._opened[-1]]
        prose.say(para(card.title, "title"), GAP, *map(para, card.text.split("\n")))

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        if message.id in self._opened:
            self._opened.remove(message.id)
        self._opened.append(message.id)
        self.query_one("#card").scroll_home(animate=False)
        self.retell()

    def action_open_card(self) -> None:
        """Open the highlighted card, when the list has lost the keys."""
        self.query_one(Menu).action_take()

    def action_close(self) -> None:
        """Back to the chat."""
        self.dismiss(tuple(self._opened))
