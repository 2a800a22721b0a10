"""The team board of this computer: who stands where, overall and in each story; from here players take turns."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.message import Message

from game.saves.problems import SavesProblem
from game.team.local import LocalBoard
from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.screens.base import GameScreen
from game.ui.screens.board.page import LocalRanks

TURN = Command("take_turn", "n,f6", group="team", area="team")
NEXT = Command("next_board", "right,tab,f7", group="team", area="team")
BACK_ONE = Command("last_board", "left,shift+tab", group="team", area="team", shown=False)
JOIN = Command("join", "e,f8", group="contest", area="ui_contest")
CLOSE = Command("close", "escape,q,t", group="team", area="team")


class BoardScreen(GameScreen[None]):
    """Shows what `read` counts, anew after every chat; asks for a turn, or for a contest, by a message."""

    CSS_PATH = "board.tcss"
    COMMANDS: ClassVar[tuple[Command, ...]] = (TURN, NEXT, BACK_ONE, JOIN, CLOSE)

    class TurnWanted(Message):
        """Somebody wants to play a ranked chat."""

    class JoinWanted(Message):
        """Somebody wants to join a contest."""

    def __init__(self, context: ScreenContext, read: Callable[[], LocalBoard | SavesProblem]) -> None:
        super().__init__(context)
        self._read = read
        self._found = read()

    def body(self) -> ComposeResult:
        """The boards."""
        yield LocalRanks(id="page")

    def on_mount(self) -> None:
        """Arrows scroll at once."""
        self.query_one(LocalRanks).focus()

    def refresh_board(self) -> None:
        """Count again, as after a chat."""
        self._found = self._read()
        self.retell()
        self.refresh_keys()

    def retell(self) -> None:
        """Set all texts."""
        t, page = self.context.t, self.query_one(LocalRanks)
        page.tell(self.context, self._found)
        played = page.board.played if page.board else 0
        self.set_title(t("team.board.title"), t("team.local.players", count=played) if played else "")

    def action_take_turn(self) -> None:
        """Begin a ranked chat under a name."""
        self.post_message(self.TurnWanted())

    def action_join(self) -> None:
        """Join a contest."""
        self.post_message(self.JoinWanted())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be another board to turn to."""
        if action in ("next_board", "last_board"):
            return bool(self.query(LocalRanks)) and self.query_one(LocalRanks).is_several
        return True

    def action_next_board(self) -> None:
        """The next story's board."""
        self._turn(1)

    def action_last_board(self) -> None:
        """The board before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        self.query_one(LocalRanks).turn(step, around=True)
        self.retell()

    def action_close(self) -> None:
        """Back to the shift board."""
        self.dismiss(None)
