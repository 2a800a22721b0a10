"""A chat that is only tried out: nothing of it is kept."""

from game.engine import Outcome, Session
from game.saves.recording import Recording


class Rehearsal(Recording):
    """A session for the chat screen that no disk hears of."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.run_id = ""

    @property
    def kept(self) -> bool:
        """Nothing is, and nobody needs to be warned of that."""
        return True

    def act(self, action: str) -> Outcome:
        """Take an action. Raises ActionUnavailableError, ChatEndedError."""
        return self.session.act(action)

    def undo_to(self, length: int) -> Outcome | None:
        """Keep the first `length` actions."""
        return self.session.undo_to(length)

    def split(self) -> None:
        """Nothing to part from."""

    def finish(self) -> None:
        """Nothing to note."""
