"""A word with the colleague."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from game.engine import Session
from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.screens.base import GameScreen
from game.ui.widgets.bubbles import Message
from game.ui.widgets.transcript import Transcript


class AskScreen(GameScreen[None]):
    """The colleague says something about the present scene; an empty hint is what holds in every chat."""

    CSS_PATH = "care.tcss"
    COMMANDS: ClassVar[tuple[Command, ...]] = (Command("done", "enter,space,escape,q", group="care", area="ui_care"),)

    def __init__(self, context: ScreenContext, speaker: str, hint: str) -> None:
        super().__init__(context)
        self._speaker = speaker
        self._hint = hint

    def body(self) -> ComposeResult:
        """The colleague's words."""
        with Vertical(id="scene"):
            yield Transcript()

    def retold(self, session: Session) -> None:
        """Take the hint in another language."""
        hints = [outcome.hint for outcome in session.outcomes if outcome.hint is not None]
        self._hint = hints[-1] if hints else self._hint
        self.tell(self.context)

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(t("ui_care.ask.title"))
        hint = self._hint or t("engine.hint.default")
        self.query_one(Transcript).set_messages(
            (
                Message("narration", t("ui_care.ask.turns", name=self._speaker)),
                Message("other", hint, self._speaker),
                Message("narration", t("ui_care.ask.back")),
            )
        )

    def action_done(self) -> None:
        """Back to the chat."""
        self.dismiss(None)
