"""What can go wrong between the game and a team server: one error, told in one sentence that says what to do."""

from collections.abc import Mapping

from game.team.codec import Says

FINAL = frozenset((400, 403, 409, 413))
"""Statuses by which a server says of a run that it will never take it."""
PASSING = frozenset(("server_older", "not_open_yet", "no_token"))
"""Codes that come with them and yet may pass: somebody updates the server, or starts it with the right database."""


class ContestError(Exception):
    """A server could not be reached, is none of ours, or said no. Nothing was changed here."""

    def __init__(
        self,
        code: str,
        *,
        said: str = "",
        status: int = 0,
        refusal: str = "",
        retry_after: float | None = None,
        **values: str | int,
    ) -> None:
        super().__init__(code, refusal)
        self.code = code
        """A message `team_client.error.CODE`; `refused` where the server said no in a sentence of its own."""
        self.said = said
        """the server's own sentence, cleaned; empty where it gave none"""
        self.status = status
        """of HTTP; 0 where there was no answer of ours"""
        self.refusal = refusal
        """the server's one word, such as `no_attempts_left`"""
        self.retry_after = retry_after
        """seconds that the server wants to be left alone"""
        self.values: Mapping[str, str | int] = values

    @property
    def can_wait(self) -> bool:
        """Whether the same request may succeed later, as it is."""
        if self.code == "unsendable":
            return False
        return not (self.code == "refused" and self.status in FINAL and self.refusal not in PASSING)

    @property
    def is_silence(self) -> bool:
        """Whether nobody of ours answered: then nobody answers the next request either."""
        return self.code != "refused"

    def sentence(self, t: Says) -> str:
        """Return what went wrong and what to do."""
        return self.said or t(f"team_client.error.{self.code}", **self.values)
