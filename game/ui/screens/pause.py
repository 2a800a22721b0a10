"""A pause in a chat."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.screens.base import GameModal
from game.ui.widgets.picklist import Menu, PickList
from game.ui.widgets.prose import Prose, para


class PauseScreen(GameModal[str]):
    """What to do with the chat: `go_on`, `undo`, `again`, `settings`, `home`, `quit`, or None for Esc.

    `can_undo` says whether there is a step to take back, `kept` whether the chat is on the disk.
    """

    CSS_PATH = "pause.tcss"
    COMMANDS: ClassVar[tuple[Command, ...]] = (Command("go_on", "escape,q", group="pages", area="ui_pages"),)

    def __init__(self, context: ScreenContext, can_undo: bool = True, kept: bool = True) -> None:
        super().__init__(context)
        self._can_undo = can_undo
        self._kept = kept

    def body(self) -> ComposeResult:
        """A word, then what can be done."""
        yield Prose()
        yield Menu()

    def on_mount(self) -> None:
        """The list has the keys."""
        self.query_one(Menu).focus()

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(t("ui_pages.pause.title"))
        self.query_one(Prose).say(para(t(f"ui_pages.pause.{'saved' if self._kept else 'not_saved'}"), "note"))
        wishes = ("go_on", *(["undo"] if self._can_undo else []), "again", "settings", "home", "quit")
        self.query_one(Menu).set_items([(wish, t(f"ui_pages.pause.{wish}"), "") for wish in wishes])

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.dismiss(message.id)

    def action_go_on(self) -> None:
        """Back to the chat."""
        self.dismiss(None)
