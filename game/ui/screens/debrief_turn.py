"""The page of the debrief on which the player says first where it turned."""

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.message import Message

from game.text import clean, truncate
from game.ui.debrief_words import DebriefWords
from game.ui.widgets.picklist import Menu, PickList
from game.ui.widgets.prose import Prose, para


class PageList(Menu):
    """A list on a page of the debrief: digits turn pages here."""

    def on_key(self, event: Key) -> None:
        """Leave the digits to the screen."""
        event.prevent_default()


class TurnPage(Vertical):
    """Every reply to choose from; after an answer, what the numbers say."""

    class Done(Message):
        """The player has answered and goes on."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._words: DebriefWords | None = None
        self._answer: int | None = None
        """Index of the reply at which it turned, as the player sees it."""

    def compose(self) -> ComposeResult:
        """Question or result, and the replies."""
        yield Prose()
        yield PageList()

    def tell(self, words: DebriefWords, width: int) -> None:
        """Set all texts; a reply takes one line of `width` cells."""
        self._words = words
        self._tell_result()
        self.query_one(PageList).set_items(
            [
                (str(index), truncate(f"{step.number}. {clean(words.headline(step))}", width), "")
                for index, step in enumerate(words.replies)
            ]
        )

    def _tell_result(self) -> None:
        words = self._words
        assert words
        result = (
            words.turn_result(words.replies[self._answer])
            if self._answer is not None and self._answer < len(words.replies)
            else [para(words.t("ui_debrief.turn.ask"), "strong")]
        )
        self.query_one(Prose).say(*result)

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        if self._answer == int(message.id):
            self.post_message(self.Done())
            return
        self._answer = int(message.id)
        self._tell_result()
