"""A contest run played back: the chat grows line by line as one steps through it."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from game.engine import Session
from game.team.client.kinds import Watched
from game.text import Translator
from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.screens.base import GameScreen
from game.ui.screens.chat.words import ChatWords
from game.ui.widgets.bubbles import Message
from game.ui.widgets.prose import Block, Prose
from game.ui.widgets.rows import Span
from game.ui.widgets.transcript import Transcript

LookBack = Callable[[Session], None]


def _command(id: str, keys: str, cap: str = "", shown: bool = True) -> Command:
    return Command(id, keys, shown, group="watch", cap=cap, area="ui_contest")


class Steps(Transcript, inherit_bindings=False):
    """The chat so far; the keys that scroll to its ends go through its steps here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        known for known in Transcript.BINDINGS if isinstance(known, Binding) and known.key not in ("home", "end")
    ]


class WatchScreen(GameScreen[None]):
    """Steps through a run; `step` actions of it are shown."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        _command("forward", "right,enter,space,n", cap="→"),
        _command("back_one", "left,backspace,b", cap="←"),
        _command("review", "r"),
        _command("to_end", "end", cap="End"),
        _command("to_start", "home", cap="Home"),
        _command("close", "escape,q"),
    )

    def __init__(self, context: ScreenContext, watched: Watched, look_back: LookBack | None = None) -> None:
        """`look_back` opens the review; None where there is none, or not yet."""
        super().__init__(context)
        self._look_back = look_back
        self._watched = watched
        self._chat = watched.session
        self.step = 0
        """Actions that are shown."""

    @property
    def session(self) -> Session:
        """The chat, as it is told at the moment."""
        return self._chat

    def body(self) -> ComposeResult:
        """The chat so far, and how far that is."""
        yield Steps()
        yield Prose(id="where")

    def on_mount(self) -> None:
        """The arrows up and down scroll."""
        self.query_one(Transcript).focus()

    def retell(self) -> None:
        """Set all texts, in the other language too."""
        if self._chat.story.language != self.context.story_language:
            story = self._watched.in_language(self.context.story_language)
            self._chat = self._chat.told_in(story) if story else self._chat
        points = self._watched.points
        told = "" if points is None else self.context.t("ui_contest.watch.points", points=points)
        self.set_title(self._chat.story.title, "  ".join(filter(None, (self._watched.player, told))))
        self._show()

    def _show(self) -> None:
        transcript = self.query_one(Transcript)
        transcript.set_messages(messages_until(self._chat, self.context, self.step))
        transcript.call_after_refresh(transcript.go_to_end)
        self.query_one("#where", Prose).say(self._where(self.context.t))

    def _where(self, t: Translator) -> Block:
        every = len(self._watched.session.actions)
        said = t(f"ui_contest.watch.{'step' if self.step else 'start'}", step=self.step, all=every)
        took = _seconds(self._watched.times_ms, self.step)
        rest = "" if took is None else "   " + t("ui_contest.watch.took", seconds=took)
        return Block((Span(said, "key"), Span(rest, "note")), where="centre")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be something to step to."""
        if action == "review":
            return self._look_back is not None
        if action in ("forward", "to_end"):
            return self.step < len(self._watched.session.actions)
        return self.step > 0 if action in ("back_one", "to_start") else True

    def _go_to(self, step: int) -> None:
        self.step = step
        self._show()
        self.refresh_keys()

    def action_forward(self) -> None:
        """What came next."""
        self._go_to(self.step + 1)

    def action_back_one(self) -> None:
        """One step back."""
        self._go_to(self.step - 1)

    def action_to_end(self) -> None:
        """Everything at once."""
        self._go_to(len(self._watched.session.actions))

    def action_to_start(self) -> None:
        """Back to the opening."""
        self._go_to(0)

    def action_review(self) -> None:
        """What each reply was worth."""
        if self._look_back:
            self._look_back(self._chat)

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)


def messages_until(session: Session, context: ScreenContext, step: int) -> list[Message]:
    """The chat as it was after so many actions."""
    return ChatWords(session, context).everything(step)


def _seconds(times_ms: tuple[int, ...], step: int) -> int | None:
    """How long the player thought before a step; None where that is not known."""
    if not 0 < step <= len(times_ms):
        return None
    return round((times_ms[step - 1] - (times_ms[step - 2] if step > 1 else 0)) / 1000)
