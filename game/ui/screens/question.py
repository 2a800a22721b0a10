"""A question in a box: some sentences and what can be done, each told again when the language changes."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from game.text import Translator
from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.screens.base import GameModal
from game.ui.widgets.picklist import Menu, PickList
from game.ui.widgets.prose import Prose, para

Words = Callable[[Translator], str]
"""Says something in the language of the translator."""
BACK = Command("back", "escape")


class MenuBox(GameModal[str]):
    """A box with some words and a menu; the result is the id of the item taken. A subclass sets both in `retell`."""

    COMMANDS: ClassVar[tuple[Command, ...]] = ()
    AUTO_FOCUS = "Menu"

    def body(self) -> ComposeResult:
        """Words, then what can be done."""
        yield Prose()
        yield Menu()

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.dismiss(message.id)


class Question(MenuBox):
    """Asks; the result is the id of the answer taken, or the last one's for Esc."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (BACK,)

    def __init__(self, context: ScreenContext, title: Words, text: Words, answers: Sequence[tuple[str, Words]]) -> None:
        super().__init__(context)
        self._title, self._text, self._answers = title, text, answers

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(self._title(t))
        self.query_one(Prose).say(para(self._text(t)))
        self.query_one(Menu).set_items([(id, words(t), "") for id, words in self._answers])

    def action_back(self) -> None:
        """Take the last answer."""
        self.dismiss(self._answers[-1][0])
