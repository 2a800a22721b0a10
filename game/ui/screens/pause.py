"""A pause in a chat."""

from typing import ClassVar

from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.screens.question import MenuBox
from game.ui.widgets.picklist import Menu
from game.ui.widgets.prose import Prose, para

WISHES = ("go_on", "undo", "again", "settings", "home", "quit")


class PauseScreen(MenuBox):
    """What to do with the chat: `go_on`, `undo`, `again`, `settings`, `home`, `quit`, or None for Esc.

    `can_undo` says whether there is a step to take back, `kept` whether the chat is on the disk, `can_restart` whether
    it may be begun anew.
    """

    CSS_PATH = "pause.tcss"
    COMMANDS: ClassVar[tuple[Command, ...]] = (Command("go_on", "escape,q", group="pages", area="ui_pages"),)

    def __init__(
        self, context: ScreenContext, can_undo: bool = True, kept: bool = True, can_restart: bool = True
    ) -> None:
        super().__init__(context)
        self._can_undo = can_undo
        self._kept = kept
        self._can_restart = can_restart

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(t("ui_pages.pause.title"))
        self.query_one(Prose).say(para(t(f"ui_pages.pause.{'saved' if self._kept else 'not_saved'}"), "note"))
        open_now = {"undo": self._can_undo, "again": self._can_restart}
        wishes = [wish for wish in WISHES if open_now.get(wish, True)]
        self.query_one(Menu).set_items([(wish, t(f"ui_pages.pause.{wish}"), "") for wish in wishes])

    def action_go_on(self) -> None:
        """Back to the chat."""
        self.dismiss(None)
