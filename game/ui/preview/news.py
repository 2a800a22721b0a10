"""One quiet line above the chat: how many problems there are, and what the last save did."""

from textual.events import Click
from textual.message import Message

from game.ui.preview.bench import Counts
from game.ui.widgets.prose import Block, Prose
from game.ui.widgets.rows import Span


class NewsLine(Prose):
    """Counts and a sentence; a click wants to see the problems."""

    DEFAULT_CSS = """
    NewsLine { height: auto; max-height: 2; padding: 0 1; background: $surface; }
    """

    class Clicked(Message):
        """The writer clicked it."""

    def tell(self, counts: Counts, sentence: str, fine: str, is_broken: bool) -> None:
        """Show them; `fine` is said where there are no problems."""
        spans = [
            *([Span(f"{self.look.locked} {counts.errors}  ", "bad")] if counts.errors else []),
            *([Span(f"! {counts.warnings}  ", "mid")] if counts.warnings else []),
            *([] if counts.errors or counts.warnings else [Span(f"{fine}  ", "good")]),
            Span(sentence, "mid" if is_broken else "note"),
        ]
        self.say(Block(tuple(spans)))

    def on_click(self, event: Click) -> None:
        """Ask for the problems."""
        event.stop()
        self.post_message(self.Clicked())
