"""Where to go in the story: found by typing words of it, or the number of a line in the file."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.preview.goal_list import GoalList
from game.ui.preview.goals import Goal, Kind, matching
from game.ui.screens.base import GameModal
from game.ui.widgets.picklist import PickList
from game.ui.widgets.prose import Prose, para

KINDS: tuple[Kind, ...] = ("scene", "line", "reply", "answer", "lock", "ending")


class GotoScreen(GameModal[Goal]):
    """Lists what `goals` returns, asked again whenever more is known. The result is the goal taken."""

    CSS_PATH = "goto.tcss"
    COMMANDS: ClassVar[tuple[Command, ...]] = (Command("back", "escape"),)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(8)", show=False, priority=True),
        Binding("pageup", "move(-8)", show=False, priority=True),
    ]

    def __init__(self, context: ScreenContext, goals: Callable[[], Sequence[Goal]]) -> None:
        super().__init__(context)
        self._goals = goals
        self._shown: dict[str, Goal] = {}

    def body(self) -> ComposeResult:
        """A line to type in, the list, what the signs mean."""
        line = Input(id="wish")
        line.cursor_blink = not self.context.settings.calm and self.app.animation_level != "none"
        yield line
        yield GoalList()
        yield Prose(id="signs")

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(t("lab_preview.goto.title"))
        self.query_one(Input).placeholder = t("lab_preview.goto.wish")
        plain = self.context.settings.plain_signs
        signs = t("lab_preview.goto.signs", proved="+" if plain else "✓", violated="x" if plain else "✕")
        self.query_one("#signs", Prose).say(para(signs, "dim"))
        self._list()

    @on(Input.Changed)
    def _list(self) -> None:
        found = matching(self._goals(), self.query_one(Input).value)
        self._shown = {goal.address: goal for goal in found}
        kinds = {kind: self.context.t(f"lab_preview.kind.{kind}") for kind in KINDS}
        self.query_one(GoalList).set_goals(found, kinds)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.query_one(GoalList).action_take()

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.dismiss(self._shown[message.id])

    def action_move(self, step: int) -> None:
        """Move the cursor of the list while the line keeps the focus."""
        self.query_one(GoalList).action_move(step)

    def action_back(self) -> None:
        """Leave."""
        self.dismiss(None)
