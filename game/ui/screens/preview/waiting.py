"""Before there is anything to play: what is wrong with the file, until a save can be played."""

from typing import ClassVar

from textual.app import ComposeResult

from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.preview.bench import Bench
from game.ui.preview.problem_list import ProblemList
from game.ui.screens.base import GameScreen
from game.ui.widgets.prose import Prose, para


class WaitingScreen(GameScreen[None]):
    """Lists the problems of a story that cannot be played yet."""

    CSS_PATH = "preview.tcss"
    COMMANDS: ClassVar[tuple[Command, ...]] = (Command("leave", "q,escape", group="preview", area="lab_preview"),)

    def __init__(self, context: ScreenContext, bench: Bench) -> None:
        super().__init__(context)
        self._bench = bench

    def body(self) -> ComposeResult:
        """A sentence, the problems."""
        yield Prose(id="waiting")
        yield ProblemList(id="problems")

    def on_mount(self) -> None:
        """The list has the keys."""
        self.query_one(ProblemList).focus()

    def retell(self) -> None:
        """Set all texts."""
        t, bench = self.context.t, self._bench
        self.set_title(bench.draft.file.parent.name, t("lab_preview.title"))
        self.query_one("#waiting", Prose).say(para(t("lab_preview.waiting")))
        self.query_one(ProblemList).set_problems(bench.problems(), str(bench.draft.file), t)

    def action_leave(self) -> None:
        """Leave."""
        self.app.exit()
