"""The whole chat, to read again, to copy, to keep."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.message import Message as Posted

from game.engine import Session
from game.text import Translator, clean
from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.screens.base import GameScreen
from game.ui.screens.chat.words import ChatWords
from game.ui.widgets.bubbles import Message
from game.ui.widgets.transcript import Transcript


class TranscriptScreen(GameScreen[None]):
    """Shows messages; asks the app to keep them as a text file by `KeepWanted`."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("keep", "s", group="pages", area="ui_pages"),
        Command("copy", "c,y", group="pages", area="ui_pages"),
        Command("close", "escape,q,l", group="pages", area="ui_pages"),
    )

    class KeepWanted(Posted):
        """The player wants the chat as a text file beside the saved data."""

        def __init__(self, title: str, text: str) -> None:
            super().__init__()
            self.title = title
            """What the file is called after."""
            self.text = text
            """What it says."""

    def __init__(self, context: ScreenContext, title: str, messages: Sequence[Message]) -> None:
        super().__init__(context)
        self._title = title
        self._messages = tuple(messages)

    def body(self) -> ComposeResult:
        """The chat."""
        yield Transcript()

    def on_mount(self) -> None:
        """Arrows scroll at once."""
        self.query_one(Transcript).focus()

    def retold(self, session: Session) -> None:
        """Take the chat in another language."""
        self._messages, self._title = tuple(ChatWords(session, self.context).everything()), session.story.title
        self.tell(self.context)

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(clean(self._title), t("ui_pages.transcript.title"))
        self.query_one(Transcript).set_messages(self._messages)

    @property
    def text(self) -> str:
        """The chat as plain text, a line for each message."""
        return "\n".join([clean(self._title), "", *lines(self._messages, self.context.t)]) + "\n"

    def action_keep(self) -> None:
        """Ask for a file."""
        self.post_message(self.KeepWanted(clean(self._title), self.text))

    def action_copy(self) -> None:
        """Hand the chat to the terminal's clipboard; not every terminal takes it, and none says so."""
        self.app.copy_to_clipboard(self.text)
        self.app.notify(self.context.t("ui_pages.transcript.copied"), markup=False)

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)


def lines(messages: Sequence[Message], t: Translator) -> Iterator[str]:
    """Each message as a line: time, speaker, words, and what changed."""
    for message in messages:
        speaker = clean(message.speaker) or (t("telling.agent") if message.kind == "player" else "")
        text = clean(message.text)
        said = t("telling.says", speaker=speaker, text=text) if speaker else f"({text})"
        changes = "".join(f"  [{clean(change.name)} {change.amount:+}]" for change in message.changes)
        yield f"{clean(message.time):>6}  {said}{changes}"
