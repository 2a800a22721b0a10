"""Takes any key while somebody is typing."""

from collections.abc import Set
from typing import Any

from textual.events import Click, Key
from textual.message import Message
from textual.widgets import Static

from game.ui.commands import works_everywhere


class Skipper(Static, can_focus=True):
    """A line that asks to be skipped: any key or click will do, except those that do something of their own now."""

    DEFAULT_CSS = """
    Skipper { height: auto; color: $dim; text-align: center; content-align: center middle; }
    """

    class Skipped(Message):
        """The player does not want to wait."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.spared: Set[str] = frozenset()
        """Keys that are left to the screen."""

    def on_key(self, event: Key) -> None:
        """Any other key skips and does nothing else."""
        if event.key in self.spared or works_everywhere(event.key):
            return
        event.stop()
        self.post_message(self.Skipped())

    def on_click(self, event: Click) -> None:
        """So does a click."""
        self.post_message(self.Skipped())
