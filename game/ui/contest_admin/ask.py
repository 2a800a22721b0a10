"""What is asked before an order is given: why, and what else it takes."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from game.text import clean
from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.screens.base import GameModal
from game.ui.screens.question import Words
from game.ui.widgets.prose import GAP, Prose, para

_LONGEST_REASON = 300
_LONGEST_NAME = 48


@dataclass(frozen=True, slots=True)
class Said:
    """What the organiser typed."""

    reason: str
    name: str = ""


class AskScreen(GameModal[Said]):
    """Asks for a reason, and for a name where one is wanted. The result: Said, or None for Esc."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("do_it", "f10", cap="Enter", group="admin", area="team_admin"),
        Command("leave_it", "escape", group="admin", area="team_admin"),
    )
    AUTO_FOCUS = "Input"

    def __init__(self, context: ScreenContext, title: Words, text: Words, name: str | None = None) -> None:
        """`name`: one is wanted, and this is what it is now."""
        super().__init__(context)
        self._title, self._text = title, text
        self._name = name
        self._is_missing = False

    def body(self) -> ComposeResult:
        """The question, the fields."""
        yield Prose()
        if self._name is not None:
            yield Input(clean(self._name), max_length=_LONGEST_NAME, id="name")
        yield Input(max_length=_LONGEST_REASON, id="reason")

    def on_mount(self) -> None:
        """The fields do not blink: pictures of them must not change."""
        for field in self.query(Input):
            field.cursor_blink = False

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(self._title(t))
        missing = [GAP, para(t("team_admin.screen.missing"), "bad")] if self._is_missing else []
        self.query_one(Prose).say(para(self._text(t)), *missing)
        for field in self.query(Input):
            field.placeholder = t(f"team_admin.screen.{field.id}")

    @on(Input.Submitted)
    def _next(self, message: Input.Submitted) -> None:
        message.stop()
        if message.input.id == "name":
            self.query_one("#reason", Input).focus()
        else:
            self.action_do_it()

    def action_do_it(self) -> None:
        """Give the order, if all is said."""
        said = Said(self._typed("reason"), self._typed("name"))
        if said.reason and (said.name or self._name is None):
            self.dismiss(said)
            return
        self._is_missing = True
        self.retell()

    def action_leave_it(self) -> None:
        """Do nothing."""
        self.dismiss(None)

    def _typed(self, id: str) -> str:
        return next((field.value.strip() for field in self.query(Input) if field.id == id), "")
