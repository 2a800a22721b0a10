"""The story on the bench: the newest save, the last one that can be played, and what is known about it."""

from dataclasses import dataclass
from typing import Literal

from game.analysis.facts import Analysis
from game.engine import digest
from game.format.problems.problem import Problem
from game.format.problems.report import count
from game.lab.kept import key
from game.story import Story
from game.ui.preview.draft import Draft

Stage = Literal["thinking", "known", "failed"]
"""How far the solving of the playable story is."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many problems of each kind."""

    errors: int
    warnings: int


class Bench:
    """What every screen of the preview looks at. Only the thread of the screens changes it."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        """The newest save."""
        self.good = draft if draft.story else None
        """The newest one that can be played."""
        self.saves = 1
        """How many saves were seen; the first is the file as it was."""
        self.analysis: Analysis | None = None
        """What was proved of the playable story."""
        self.stage: Stage = "thinking"
        self._key = key(draft.story) if draft.story else ""

    @property
    def is_broken(self) -> bool:
        """Whether the newest save cannot be played."""
        return self.draft.story is None

    @property
    def logic(self) -> str:
        """What the rules see of the playable story: two saves with the same can share what was proved."""
        return self._key

    @property
    def plays_as(self) -> str:
        """What decides how the playable story plays: less than its logic, which knows its claims too."""
        return digest(self.source)

    @property
    def source(self) -> Story:
        """The playable story as its writer wrote it. Raises ValueError where there is none yet."""
        if self.good is None or self.good.story is None:
            raise ValueError("nothing to play yet")
        return self.good.story

    def take(self, draft: Draft) -> bool:
        """Put a save on the bench; False for one that lies there already, read to its end."""
        if draft is self.draft:
            return False
        self.draft, self.saves = draft, self.saves + 1
        if draft.story:
            self.good = draft
            self._forget_unless_same(key(draft.story))
        return True

    def know(self, logic: str, analysis: Analysis | None) -> None:
        """Take in what was found out about the story of that logic; of an older one it is left."""
        if logic == self._key:
            self.analysis = analysis
            self.stage = "known" if analysis else "failed"

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems of the newest save."""
        return self.draft.problems(None if self.is_broken else self.analysis)

    def counts(self) -> Counts:
        """Return how many there are."""
        return Counts(*count(self.problems()))

    def told(self, language: str) -> Story | None:
        """Return the playable story in a language."""
        return self.good.told(language) if self.good else None

    def _forget_unless_same(self, logic: str) -> None:
        if logic != self._key:
            self._key, self.analysis, self.stage = logic, None, "thinking"
