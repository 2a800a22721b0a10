"""What the server says no to. Every no has a sentence in the language of whoever asked, and says what to do."""

from game.team.wire import Fault
from game.text import Translator


class Refused(Exception):
    """A request that is not answered as it was meant. `code` is a message of the catalogue and goes out as well."""

    def __init__(self, status: int, code: str, headers: dict[str, str] | None = None, /, **values: str | int) -> None:
        super().__init__(status, code, values)
        self.status = status
        """of HTTP"""
        self.code = code
        self.headers = headers or {}
        self.values = values

    def fault(self, t: Translator) -> Fault:
        """Return the answer."""
        return Fault(self.code, t(f"team_server.refused.{self.code}", **self.values), self.values)


def unknown_token() -> Refused:
    """Return the refusal of a request whose token nobody has."""
    return Refused(401, "no_token", {"WWW-Authenticate": "Bearer"})


def not_found(code: str) -> Refused:
    """Return the refusal of what does not exist, or is none of the asker's business: both look the same."""
    return Refused(404, code)
