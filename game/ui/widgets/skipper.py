"""Takes any key while somebody is typing."""

from textual.events import Click, Key
from textual.message import Message
from textual.widgets import Static


class Skipper(Static, can_focus=True):
    """A line that asks to be skipped: any key or click will do, except keys that work everywhere."""

    DEFAULT_CSS = """
    Skipper { height: auto; color: $dim; text-align: center; content-align: center middle; }
    """

    class Skipped(Message):
        """The player does not want to wait."""

    def on_key(self, event: Key) -> None:
        """Any key skips and does nothing else."""
        if event.key.startswith("ctrl+") or (event.key[0] == "f" and event.key[1:].isdigit()):
            return
        event.stop()
        self.post_message(self.Skipped())

    def on_click(self, event: Click) -> None:
        """So does a click."""
        self.post_message(self.Skipped())
