"""Actions by id: `CHOICE`, `care:breathe`, `care:reframe:THOUGHT`, `care:ask`, `card:ID`."""

from functools import lru_cache
from typing import NamedTuple


class Action(NamedTuple):
    """An action taken apart."""

    kind: str
    """`reply`, `care` or `card`"""
    name: str
    """the choice, the care action or the card"""
    detail: str = ""
    """the thought of a reframe"""

    @property
    def id(self) -> str:
        """The id again."""
        return self.name if self.kind == "reply" else ":".join(part for part in self if part)


@lru_cache(maxsize=4096)
def parse_action(id: str) -> Action:
    """The parts of an action id. An id of no known form is a reply, which no story will have."""
    match id.split(":"):
        case ["card" | "care" as kind, name]:
            return Action(kind, name)
        case ["care", name, detail] if detail:
            return Action("care", name, detail)
        case _:
            return Action("reply", id)


class ActionUnavailableError(ValueError):
    """An action that cannot be taken now."""

    def __init__(self, action: str, available: tuple[str, ...], lock: str | None = None) -> None:
        super().__init__(action)
        self.action = action
        self.available = available
        """Ids of the actions that can be taken."""
        self.lock = lock
        """`needs` or `exhausted` where the reply is shown but locked."""


class ChatEndedError(ActionUnavailableError):
    """The chat is over; nothing can be done any more."""
