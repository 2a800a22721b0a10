"""What a player can do in a chat beside replying: care, cards, record, undo, coach, pause.

Each opens a screen of its own and acts on its result; such a screen is loaded when it is first wanted.
"""

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.notifications import SeverityLevel

from game.engine import Outcome, Session
from game.saves import SavesError
from game.saves.recording import Recording
from game.text import clean
from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.screens.base import GameScreen
from game.ui.screens.chat.words import ChatWords
from game.ui.screens.question import Question
from game.ui.widgets.choices import Choices
from game.ui.widgets.transcript import Transcript

if TYPE_CHECKING:
    from game.ui.screens.debrief.screen import DebriefScreen

BREATHE = Command("breathe", "b,f5", group="care")
REFRAME = Command("reframe", "t,f6", group="care")
ASK = Command("ask", "a,f7", group="care")
CARDS = Command("cards", "h,f8", group="chat")
RECORD = Command("record", "l,f9", group="chat")
EARLIER = Command("earlier", "pageup", shown=False, group="chat")
LATER = Command("later", "pagedown", shown=False, group="chat")
UNDO = Command("undo", "u,f10,ctrl+z", group="chat")
COACH = Command("coach", "c,f4", group="chat")
PAUSE = Command("pause", "q,escape", group="chat")
SETTINGS = Command("settings", "f3", shown=False, group="chat")
CARE_KEYS = {key: command.id for command in (BREATHE, REFRAME, ASK) for key in command.key_names}
"""The kind of care that each key asks for; none is open at all times."""

LookBack = Callable[[Session], "DebriefScreen"]
"""Makes the screen that looks back at a chat that ended."""


class ChatActions(GameScreen[str]):
    """The chat's commands. A subclass shows the chat, in a `Transcript`. `clock` counts seconds from any moment on."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        BREATHE, REFRAME, ASK, CARDS, PAUSE, UNDO, COACH, RECORD, EARLIER, LATER, SETTINGS
    )  # fmt: skip

    class Acted(Message):
        """The player has done something, and it is kept."""

        def __init__(self, session: Session) -> None:
            super().__init__()
            self.session = session

    def __init__(
        self,
        context: ScreenContext,
        recording: Recording,
        look_back: LookBack,
        clock: Callable[[], float],
        can_restart: bool = True,
    ) -> None:
        """`can_restart` is False where an attempt is used up by beginning it."""
        super().__init__(context)
        self._can_restart = can_restart
        self.recording = recording
        self.clock = clock
        self._look_back = look_back

    @property
    def session(self) -> Session:
        """The chat, in the language in which it is told."""
        return self.recording.session

    @property
    def words(self) -> ChatWords:
        """The chat in words."""
        return ChatWords(self.recording.session, self.context)

    # Textual's widgets have a metaclass of their own, so these are abstract to the type checker alone.

    @property
    @abstractmethod
    def is_typing(self) -> bool:
        """Whether something said is not on screen yet."""

    @abstractmethod
    def take(self, action: str) -> bool:
        """Take an action and show what came of it; False where it could not be kept."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is open now; nothing but leaving while somebody is typing or after the end."""
        session = self.recording.session
        if action in {"breathe", "reframe", "ask", "undo", "coach", "cards"} and self.is_typing:
            return False
        if action in {"breathe", "reframe", "ask"}:
            return action in session.view.care
        if action == "cards":
            return bool(session.view.cards)
        if action == "undo":
            return session.can_undo
        return action != "coach" or session.is_practice

    def action_breathe(self) -> None:
        """Breathe for a minute."""
        from game.ui.screens.care.breathe import BreatheScreen

        def breathed(done: bool | None) -> None:
            if done:
                self.take("care:breathe")

        self.app.push_screen(BreatheScreen(self.context, self.clock), breathed)

    def action_reframe(self) -> None:
        """Choose another thought."""
        from game.ui.screens.care.reframe import ReframeScreen

        def reframed(thought: str | None) -> None:
            if thought:
                self.take(f"care:reframe:{thought}")

        self.app.push_screen(ReframeScreen(self.context, self.session), reframed)

    def action_ask(self) -> None:
        """Ask the colleague."""
        if self.take("care:ask"):
            from game.ui.screens.care.ask import AskScreen

            hint = self.recording.session.outcomes[-1].hint or ""
            self.app.push_screen(AskScreen(self.context, self.context.t("ui.chat.colleague"), hint))

    def action_cards(self) -> None:
        """Look things up."""
        from game.ui.screens.cards import CardsScreen

        cards = self.recording.session.view.cards
        read = frozenset(card.id for card in cards if self.words.card_read(card.id))
        self.app.push_screen(CardsScreen(self.context, cards, read), self._note_cards)

    def action_record(self) -> None:
        """Read the whole chat."""
        from game.ui.screens.transcript import TranscriptScreen

        record = TranscriptScreen(self.context, self.session.story.title, self.words.everything())
        self.app.push_screen(record)

    def action_earlier(self) -> None:
        """Look at what was said before, whatever has the keys."""
        self.query_one(Transcript).scroll_page_up()

    def action_later(self) -> None:
        """Back towards the end of the chat."""
        self.query_one(Transcript).scroll_page_down()

    def action_undo(self) -> None:
        """Take the last step back; a key held down takes back one."""
        if self.query_one(Choices).heeds():
            self._go_back(self.recording.undo)

    def _go_back(self, undo: Callable[[], Outcome | None]) -> None:
        """Take steps back and say so."""
        try:
            undone = undo()
        except SavesError as error:
            self._tell_failure(error)
        else:
            if undone:
                self._notify(self.context.t("ui.chat.undone"), "information")
        self.tell(self.context)

    def action_coach(self) -> None:
        """Ask the app to switch the coach on or off."""
        self.post_message(self.SettingWanted("coach", not self.context.settings.coach))

    def action_pause(self) -> None:
        """Pause; the chat is on the disk."""
        from game.ui.screens.pause import PauseScreen

        can_undo = bool(self.check_action("undo", ()))
        self.app.push_screen(PauseScreen(self.context, can_undo, self.recording.kept, self._can_restart), self._paused)

    def action_settings(self) -> None:
        """Ask the app for the page of settings."""
        self.post_message(self.SettingsWanted())

    def warn(self, sentence: str) -> None:
        """Show a short notice in place of the last one, so that a key pressed twice does not cover the replies."""
        self._notify(sentence, "warning")

    def _notify(self, sentence: str, severity: SeverityLevel) -> None:
        self.app.clear_notifications()
        self.app.notify(clean(sentence), severity=severity, markup=False, timeout=4)

    def open_debrief(self) -> None:
        """Look back at the chat after its end."""
        self.app.push_screen(self._look_back(self.session), self._debriefed)

    # When something could not be kept

    def ask_to_retry(self, error: SavesError, action: str) -> None:
        """Say why an action was not kept, and ask whether to try again."""
        question = Question(
            self.context,
            lambda t: t("ui.chat.not_kept"),
            lambda t: t("saves.step_not_kept") + "\n" + error.problem.sentence(t),
            [("retry", lambda t: t("saves.offer.retry")), ("later", lambda t: t("ui.chat.later"))],
        )

        def answered(answer: str | None) -> None:
            if answer == "retry":
                self.take(action)

        self.app.push_screen(question, answered)

    def ask_where_to_go_on(self, error: SavesError) -> None:
        """Say that another terminal went on with this run, and ask what is to be shown here."""
        question = Question(
            self.context,
            lambda t: t("ui.chat.moved_on"),
            error.problem.sentence,
            [
                ("reload", lambda t: t("saves.offer.reload")),
                ("split", lambda t: t("saves.offer.split")),
                ("later", lambda t: t("ui.leave_it")),
            ],
        )
        self.app.push_screen(question, self._go_on_elsewhere)

    def _go_on_elsewhere(self, answer: str | None) -> None:
        if answer == "reload":
            self.dismiss("reload")
        elif answer == "split":
            try:
                self.recording.split()
            except SavesError as error:
                self._tell_failure(error)
            self.retell()

    def _tell_failure(self, error: SavesError) -> None:
        self.app.notify(clean(error.problem.sentence(self.context.t)), severity="error", markup=False)

    # What came of other screens

    def _note_cards(self, opened: tuple[str, ...] | None) -> None:
        """Keep what was looked up for the first time; the first that cannot be kept is asked about."""
        for card in opened or ():
            if not self.words.card_read(card) and not self.take(f"card:{card}"):
                return

    def _paused(self, wish: str | None) -> None:
        if wish == "again" and self.session.actions:
            self._ask_to_begin_anew()
        elif wish in {"home", "quit", "again"}:
            self.dismiss(wish)
        elif wish == "undo":
            self.action_undo()
        elif wish == "settings":
            self.action_settings()

    def _ask_to_begin_anew(self) -> None:
        """A chat begun anew is no longer offered for going on, and a menu takes a digit at once: ask."""
        question = Question(
            self.context,
            lambda t: t("ui_pages.pause.sure"),
            lambda t: t("ui_pages.pause.sure_why"),
            [("again", lambda t: t("ui_pages.pause.again")), ("go_on", lambda t: t("ui_pages.pause.go_on"))],
        )

        def answered(answer: str | None) -> None:
            if answer == "again":
                self.dismiss("again")

        self.app.push_screen(question, answered)

    def _debriefed(self, wish: str | int | None) -> None:
        if not isinstance(wish, int):
            self.dismiss(wish or "home")
            return
        self._go_back(lambda: self.recording.undo_to(wish))
