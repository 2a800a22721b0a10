"""Home: the shift board."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from game.format.problems.problem import Problem
from game.saves import RunSummary
from game.text import Translator
from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.desk import Board, Shift
from game.ui.moments import when
from game.ui.screens.base import GameScreen
from game.ui.widgets.board import BoardList, Entry
from game.ui.widgets.picklist import PickList

GO_ON = Command("go_on_last", "c,f5", group="home")
BOARD = Command("team_board", "t,f6", group="home", area="team")
JOIN = Command("join", "e,f7", group="home", area="ui_contest")
SETTINGS = Command("settings", "s,f3", group="home")
QUIT = Command("quit", "q,f10", group="home")
_UNFINISHED_SHOWN = 3
CARD = "contest"
"""Id of the contest's item."""
_COUNTS_EVERY = 60.0
"""Seconds between two looks at how long the contest still goes on."""
_LOOK_AFTER, _LOOK_EVERY = 0.25, 0.03
"""Seconds before stories are read whole in the background, and between two of them."""


class HomeScreen(GameScreen[None]):
    """Shows what `read` says of the board; asks the app to open what the player takes, by messages.

    `visit` looks the saved data up for `read`: once at first and once after each chat.
    """

    COMMANDS: ClassVar[tuple[Command, ...]] = (GO_ON, BOARD, SETTINGS, QUIT, JOIN)

    class StoryPicked(Message):
        """The player takes a story."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id
            """The story's id."""

    class BoardWanted(Message):
        """The player wants to see who stands where."""

    class JoinWanted(Message):
        """The player wants to join a contest."""

    class RunPicked(Message):
        """The player goes on with an unfinished chat."""

        def __init__(self, id: str, story: str) -> None:
            super().__init__()
            self.id = id
            """The run's id."""
            self.story = story
            """Its story's id."""

    def __init__(
        self,
        context: ScreenContext,
        visit: Callable[[], None],
        read: Callable[[str], Board],
        look_further: Callable[[], bool],
        clock: Callable[[], float],
        card: Callable[[Translator], Entry | None] = lambda _: None,
    ) -> None:
        """`card` is the item of the contest, where one was joined."""
        super().__init__(context)
        self._card = card
        self._visit = visit
        self._read = read
        self._look_further = look_further
        self._clock = clock
        visit()
        self.board = read(context.story_language)
        self.is_complete = False
        """Whether all is known about every story."""

    def body(self) -> ComposeResult:
        """The board; a welcome and what is wrong with the saved data stand above its items."""
        with Vertical(id="page"):
            yield BoardList(id="board")

    def on_mount(self) -> None:
        """Look into the stories one by one, when the board has been on screen for a moment."""
        self._looking = self.set_interval(_LOOK_EVERY, self._look_on, pause=True)
        self.set_interval(_COUNTS_EVERY, self._count_down)
        self.set_timer(_LOOK_AFTER, self._looking.resume)

    def _look_on(self) -> None:
        if self.is_current:
            self.is_complete = not self._look_further()
            self._show_board()
        if self.is_complete:
            self._looking.stop()

    def _count_down(self) -> None:
        if self.is_current and self._card(self.context.t) is not None:
            self.retell()

    def contest_changed(self) -> None:
        """Show how it stands now."""
        if self.query(BoardList):
            self._show_board()

    def refresh_board(self) -> None:
        """Look the saved data up again, as after a chat."""
        self._visit()
        self._show_board()

    def _show_board(self) -> None:
        self.retell()
        self.refresh_keys()

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.board = self._read(self.context.story_language)
        self.set_title(t("ui.home.title"), self._player())
        welcome = t("ui.home.first") if self.board.is_first_visit else t("ui.home.again")
        lead = [(problem.sentence(t), "warning") for problem in self.board.problems]
        card = self._card(t)
        entries = [*self._run_entries(), *([card] if card else []), *self._story_entries()]
        self.query_one(BoardList).set_entries(entries, [(welcome, ""), *lead])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Going on needs something to go on with."""
        return bool(self.board.unfinished) if action == "go_on_last" else True

    def action_go_on_last(self) -> None:
        """Go on with the chat played last."""
        self._go_on(self.board.unfinished[0].id)

    def action_team_board(self) -> None:
        """Open the contest, or the team board of this computer."""
        self.post_message(self.BoardWanted())

    def action_join(self) -> None:
        """Join a contest."""
        self.post_message(self.JoinWanted())

    def action_settings(self) -> None:
        """Open the settings."""
        self.post_message(self.SettingsWanted())

    def action_quit(self) -> None:
        """Leave the game."""
        self.app.exit()

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        kind, _, id = message.id.partition(":")
        if kind == "run":
            self._go_on(id)
        elif kind == CARD:
            self.action_team_board()
        else:
            self.post_message(self.StoryPicked(id))

    def _go_on(self, run_id: str) -> None:
        run = next(run for run in self.board.unfinished if run.id == run_id)
        self.post_message(self.RunPicked(run.id, run.story))

    def _player(self) -> str:
        player = self.context.settings.player
        return self.context.t("ui.home.player", name=player) if player else ""

    def _run_entries(self) -> list[Entry]:
        shown = self.board.unfinished[:_UNFINISHED_SHOWN]
        return [self._run_entry(run, first=not number) for number, run in enumerate(shown)]

    def _run_entry(self, run: RunSummary, first: bool) -> Entry:
        t = self.context.t
        return Entry(
            f"run:{run.id}",
            t("ui.home.go_on", title=self.board.title(run, t.language)),
            tag=t("ui.home.steps", steps=run.length),
            remarks=(t(f"ui.mode.{run.mode}"), when(t, run.last_played, self._clock())),
            heading=t("ui.home.unfinished") if first else "",
        )

    def _story_entries(self) -> list[Entry]:
        return [self._story_entry(shift, first=not number) for number, shift in enumerate(self.board.shifts)]

    def _story_entry(self, shift: Shift, first: bool) -> Entry:
        t = self.context.t
        return Entry(
            f"story:{shift.id}",
            shift.title,
            shift.summary,
            tag=t(f"ui.level.{shift.level}"),
            remarks=tuple(self._remarks(shift)),
            found=shift.found,
            endings=shift.endings,
            problem=_problem_words(t, shift.problem) if shift.problem else "",
            heading=t("ui.home.stories") if first else "",
        )

    def _remarks(self, shift: Shift) -> list[str]:
        t, progress = self.context.t, shift.progress
        if progress.last_played is None:
            return [] if shift.problem else [t("ui.home.new")]
        remarks = [when(t, progress.last_played, self._clock())]
        if progress.best_score is not None:
            grade = t(f"engine.grade.{progress.best_grade}") if progress.best_grade else ""
            remarks.append(t("ui.home.best", score=progress.best_score, grade=grade))
        return remarks


def _problem_words(t: Translator, problem: Problem) -> str:
    return t("ui.home.broken", line=problem.line, message=problem.message(t))
