"""The team board of this computer: who stands where, overall and in each story; from here players take turns."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message

from game.saves.problems import SavesProblem
from game.team.board import Board, printed_rule
from game.team.local import LocalBoard
from game.team.told import attempts_of, award_lines, line_of, name_of, notes, place_of, title_of
from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.screens.base import GameScreen
from game.ui.widgets.prose import GAP, Block, Prose, para
from game.ui.widgets.ranks import Rank, Ranks
from game.ui.widgets.rows import Span

TURN = Command("take_turn", "n,f6", group="team", area="team")
NEXT = Command("next_board", "right,tab,f7", group="team", area="team")
BACK_ONE = Command("last_board", "left,shift+tab", group="team", area="team", shown=False)
CLOSE = Command("close", "escape,q,t", group="team", area="team")


class BoardScreen(GameScreen[None]):
    """Shows what `read` counts, anew after every chat; asks for a turn by a message."""

    CSS_PATH = "board.tcss"
    COMMANDS: ClassVar[tuple[Command, ...]] = (TURN, NEXT, BACK_ONE, CLOSE)

    class TurnWanted(Message):
        """Somebody wants to play a ranked chat."""

    def __init__(self, context: ScreenContext, read: Callable[[], LocalBoard | SavesProblem]) -> None:
        super().__init__(context)
        self._read = read
        self._found = read()
        self._number = 0

    def body(self) -> ComposeResult:
        """Which board, the table, and what is to be said about it."""
        with VerticalScroll(id="page"):
            yield Prose(id="which")
            yield Ranks()
            yield Prose(id="about")

    def on_mount(self) -> None:
        """Arrows scroll at once."""
        self.query_one("#page").focus()

    def refresh_board(self) -> None:
        """Count again, as after a chat."""
        self._found = self._read()
        self.retell()
        self.refresh_keys()

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        if isinstance(self._found, SavesProblem):
            self.set_title(t("team.board.title"))
            self.query_one("#which", Prose).say(para(self._found.sentence(t)))
            return
        board = self._board(self._found)
        self.set_title(t("team.board.title"), t("team.local.players", count=board.played) if board.played else "")
        self.query_one("#which", Prose).say(*self._which(self._found, board))
        self._fill(board)
        self.query_one("#about", Prose).say(*self._about(self._found, board))

    def _board(self, found: LocalBoard) -> Board:
        self._number %= len(found.boards)
        return found.boards[self._number]

    def _which(self, found: LocalBoard, board: Board) -> Iterator[Block]:
        t, titles = self.context.t, board.contest.titles
        name = title_of(board.story, titles, t) if board.story else t("team.board.overall")
        many = len(found.boards)
        place = f"   {self._number + 1}/{many}" if many > 1 else ""
        yield Block((Span(name, "title"), Span(place, "dim")))
        if not board.rows:
            yield GAP
            yield para(t("team.local.nobody_here"))

    def _fill(self, board: Board) -> None:
        t = self.context.t
        columns = ("place", "name", "points", "attempts", "course")
        place, name, points, attempts, course = (t(f"team.board.{column}") for column in columns)
        ranks = [
            Rank(
                place_of(row), name_of(row, t), str(row.score), attempts_of(row),
                line_of(row.spark, plain=self.context.settings.plain_signs), row.place == 1,
            )
            for row in board.rows
        ]  # fmt: skip
        self.query_one(Ranks).show(Rank(place, name, points, attempts, course), ranks)

    def _about(self, found: LocalBoard, board: Board) -> Iterator[Block]:
        t = self.context.t
        awards = list(award_lines(board.awards, board.contest.titles, t))
        if awards:
            yield para(t("team.board.awards"), "heading")
        for what, who in awards:
            yield Block((Span(what, "strong"), Span(t("team.board.colon")), Span(who)))
        if board.rows:
            yield from (
                (GAP, para(t("team.board.rule"), "heading")) if awards else (para(t("team.board.rule"), "heading"),)
            )
            yield para(printed_rule(board.kind, board.contest.rules)[t.language], "note")
        for note in notes(found, t):
            yield GAP
            yield para(note, "dim")

    def action_take_turn(self) -> None:
        """Begin a ranked chat under a name."""
        self.post_message(self.TurnWanted())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be another board to turn to."""
        if action in ("next_board", "last_board"):
            return isinstance(self._found, LocalBoard) and len(self._found.boards) > 1
        return True

    def action_next_board(self) -> None:
        """The next story's board."""
        self._turn(1)

    def action_last_board(self) -> None:
        """The board before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        self._number += step
        self.query_one("#page").scroll_home(animate=False)
        self.retell()

    def action_close(self) -> None:
        """Back to the shift board."""
        self.dismiss(None)
