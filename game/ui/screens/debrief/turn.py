"""The page of the debrief on which the player says first where it turned."""

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.message import Message

from game.text import clean, truncate
from game.ui.debrief.course import turn_result
from game.ui.debrief.words import DebriefWords
from game.ui.screens.debrief.parts import DebriefPart, PageList, room_of
from game.ui.widgets.picklist import PickList
from game.ui.widgets.prose import Prose, para

_INDENT = 6
"""Cells beside a reply of the list."""


class TurnPart(Vertical, DebriefPart):
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

    def tell(self, words: DebriefWords, terminal: Size) -> None:
        """Set all texts; a reply takes one line."""
        self._words = words
        self._tell_result()
        width = room_of(terminal).width - _INDENT
        self.query_one(PageList).set_items(
            [
                (str(index), truncate(f"{step.number}. {clean(words.headline(step))}", width), "")
                for index, step in enumerate(words.replies)
            ]
        )

    def take_keys(self) -> None:
        """To the replies."""
        self.query_one(PageList).focus(scroll_visible=False)

    def _tell_result(self) -> None:
        words = self._words
        assert words
        result = (
            turn_result(words, words.replies[self._answer])
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
