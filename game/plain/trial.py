"""A chat that is not kept: a writer trying a scene."""

from dataclasses import replace
from typing import Protocol

from game.engine import Outcome, Session
from game.story import Story


class Keeper(Protocol):
    """What a chat acts through: `game.saves.Recording`, or a Trial that keeps nothing."""

    session: Session

    def act(self, action: str) -> Outcome:
        """Take an action. Raises ActionUnavailableError, SavesError."""
        ...

    def undo(self) -> Outcome | None:
        """Take the last action back; None when there is none. Raises SavesError."""
        ...


class Trial:
    """A session that is not kept."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def act(self, action: str) -> Outcome:
        """Take an action. Raises ActionUnavailableError."""
        return self.session.act(action)

    def undo(self) -> Outcome | None:
        """Take the last action back; None when there is none."""
        return self.session.undo()


def opening_at(story: Story, scene: str) -> Story:
    """Return the story as if it opened with that scene. Raises KeyError where it has none of that id."""
    return replace(story, scenes={scene: story.scenes[scene], **story.scenes})
