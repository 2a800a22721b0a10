"""Every command of the screen below, to be found by typing a part of its name."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from game.ui.commands import PALETTE, Command
from game.ui.context import ScreenContext
from game.ui.screens.base import GameModal
from game.ui.widgets.picklist import Menu, PickList

BACK = Command("back", "escape")


class PaletteScreen(GameModal[str]):
    """Lists commands; the result is the action of the one taken, or None."""

    CSS_PATH = "palette.tcss"
    COMMANDS: ClassVar[tuple[Command, ...]] = (BACK,)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, context: ScreenContext, commands: Sequence[Command]) -> None:
        super().__init__(context)
        self._commands = tuple(commands)

    def body(self) -> ComposeResult:
        """A line to type in, the list."""
        line = Input(id="wish")
        line.cursor_blink = False
        yield line
        yield Menu()

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(t("ui.command.palette"))
        self.query_one(Input).placeholder = t("ui.palette.wish")
        self._list()

    @on(Input.Changed)
    def _list(self) -> None:
        t, wish = self.context.t, self.query_one(Input).value.strip().casefold()
        found = [
            (command.action, f"{command.label(t)} · {' '.join(command.key_caps)}", command.help(t))
            for command in self._commands
            if command is not PALETTE and wish in f"{command.label(t)} {command.help(t)} {command.id}".casefold()
        ]
        self.query_one(Menu).set_items(found or [("", t("ui.palette.nothing"), "")])

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.query_one(Menu).action_take()

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.dismiss(message.id or None)

    def action_move(self, step: int) -> None:
        """Move the cursor of the list while the line keeps the focus."""
        self.query_one(Menu).action_move(step)

    def action_back(self) -> None:
        """Leave."""
        self.dismiss(None)
