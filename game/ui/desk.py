"""What can be done at the desk, without any screen: see the board, take a chat, go on with one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from game.format.problems.problem import Problem
from game.format.shelf.catalogue import Listing
from game.saves import Progress, RunSummary, SavesError, SavesProblem
from game.saves.contests import Contests
from game.text import Language
from game.ui.services import Services

if TYPE_CHECKING:
    from game.engine import Deal, Mode
    from game.saves.recording import Recording
    from game.saves.resume import Resumption
    from game.story import Story, Technique
    from game.team.local import LocalBoard

Telling = Callable[[str], "Story | None"]
"""Returns the story told in a language, None where it cannot be had."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A story on the shift board."""

    id: str
    title: str
    summary: str
    level: int
    """1 novice, 2 trained, 3 senior"""
    progress: Progress
    found: int = 0
    """how many of its endings the player has found"""
    endings: int = 0
    """how many there are; 0 where that is not known yet"""
    problem: Problem | None = None
    """why it cannot be played"""


@dataclass(frozen=True, slots=True)
class Board:
    """All that the home screen shows."""

    shifts: tuple[Shift, ...]
    unfinished: tuple[RunSummary, ...] = ()
    problems: tuple[SavesProblem, ...] = ()
    """what is wrong with the saved data"""
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """what the stories of unfinished contest chats are called, by run and language; they need not be on the shelf"""

    @property
    def is_first_visit(self) -> bool:
        """Whether nothing was ever played."""
        return not self.unfinished and not any(shift.progress.plays for shift in self.shifts)

    def shift(self, id: str) -> Shift | None:
        """The story of that id."""
        return next((shift for shift in self.shifts if shift.id == id), None)

    def title(self, run: RunSummary, language: Language) -> str:
        """What the story of an unfinished chat is called."""
        shift = self.shift(run.story)
        return shift.title if shift else self.titles.get(run.id, {}).get(language) or run.story


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the board shows of the saved data."""

    progress: Mapping[str, Progress] = field(default_factory=dict)
    unfinished: tuple[RunSummary, ...] = ()
    problems: tuple[SavesProblem, ...] = ()
    begun: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class Desk:
    """Stories and saved data together."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self._told: dict[tuple[str, str], Story] = {}
        self._details: dict[str, tuple[frozenset[str], Problem | None]] = {}
        self._kept = _Kept()

    def visit(self) -> None:
        """Read in the saved data what `board` shows from now on, as after a chat. Never raises."""
        saves = self.services.saves
        try:
            self._kept = _Kept(saves.progress(), saves.unfinished(), saves.problems, Contests(saves.database).begun())
        except SavesError as error:
            self._kept = _Kept(problems=(error.problem,))

    def board(self, language: str) -> Board:
        """Return the shift board in a story language, from headers and what the last `visit` found."""
        kept = self._kept
        shifts = tuple(self._shift(item, language, kept.progress) for item in self.services.stories.stories())
        known = {shift.id for shift in shifts}
        shown = tuple(run for run in kept.unfinished if run.story in known or run.id in kept.begun)
        return Board(shifts, shown, kept.problems, kept.begun)

    def look_further(self) -> bool:
        """Read one more story whole, to learn how many endings it has or why it cannot be played, for `board` to say.

        False when all are read.
        """
        unread = [item.id for item in self.services.stories.stories() if item.id not in self._details]
        if unread:
            self._look_into(unread[0])
        return len(unread) > 1

    def _look_into(self, id: str) -> None:
        result = self.services.stories.load(id)
        errors = [problem for problem in result.problems if problem.severity == "error"]
        endings = frozenset(ending.id for ending in result.story.own_endings) if result.story else frozenset()
        self._details[id] = (endings, errors[0] if errors else None)

    def story(self, id_or_path: str, language: str) -> Story | Problem:
        """Return a story told in a language, or why there is none; kept, so that a change back is free."""
        if (id_or_path, language) not in self._told:
            result = self.services.stories.load(id_or_path, language)
            if result.story is None:
                return next(problem for problem in result.problems if problem.severity == "error")
            self._told[id_or_path, language] = result.story
        return self._told[id_or_path, language]

    def telling(self, id_or_path: str) -> Telling:
        """Return what tells this story in any language."""

        def told(language: str) -> Story | None:
            story = self.story(id_or_path, language)
            return None if isinstance(story, Problem) else story

        return told

    def found(self, id: str) -> frozenset[str] | None:
        """Return the endings of a story that were found so far; None where the saved data cannot be read."""
        try:
            return self.services.saves.progress().get(id, Progress(id)).endings
        except SavesError:
            return None

    def ranks(self) -> LocalBoard | SavesProblem:
        """Return the team board of this computer, counted anew; what is wrong where the saved data cannot be read."""
        from game.team.local import kept_par, local_board, titles_of

        saves, stories = self.services.saves, self.services.stories
        folder = saves.database.path.parent if saves.kept else None
        try:
            return local_board(saves, self._any_telling, kept_par(folder), self.services.clock(), titles_of(stories))
        except SavesError as error:
            return error.problem

    def _any_telling(self, id: str) -> Story | None:
        """The story in any language: the one that was told last, else its own."""
        told = next((story for (known, _), story in self._told.items() if known == id), None)
        return told or self.services.stories.load(id).story

    def next_deal(self, story: Story) -> Deal:
        """Return the deal for the next chat; the first one where the saved data cannot be read."""
        from game.engine import Deal

        try:
            return self.services.saves.next_deal(story)
        except SavesError:
            return Deal(story.variants[0].id)

    def begin(
        self, story: Story, deal: Deal, language: Language, mode: Mode = "practice", player: str = ""
    ) -> Recording:
        """Take a chat, in a language of the interface. Raises SavesError."""
        from game.engine import Session
        from game.saves.recording import Recording

        session = Session(story, deal, mode=mode, player=player)
        return Recording.begin(self.services.saves, session, language)

    def resumption(self, run_id: str, story: Story) -> Resumption:
        """Return where an unfinished chat stands. Raises SavesError."""
        from game.saves.resume import resume

        return resume(story, self.services.saves.load(run_id))

    def go_on(self, resumption: Resumption, language: Language) -> Recording:
        """Go on with a chat, in a language of the interface. Raises SavesError."""
        return resumption.go_on(self.services.saves, language)

    def set_aside(self, run_id: str) -> None:
        """No longer offer a chat for going on. Raises SavesError."""
        self.services.saves.set_aside(run_id)

    def _shift(self, item: Listing, language: str, progress: Mapping[str, Progress]) -> Shift:
        header = item.header
        mine = progress.get(item.id, Progress(item.id))
        shift = Shift(item.id, header.title(language), header.summary(language), header.level, mine, len(mine.endings))
        if item.id not in self._details:
            return shift
        endings, problem = self._details[item.id]
        return replace(shift, endings=len(endings), found=len(endings & mine.endings), problem=problem)


def practised(story: Story, most: int = 3) -> tuple[Technique, ...]:
    """The techniques that a story's replies use most: what it lets one practise."""
    uses = Counter(technique for choice in story.choices.values() for technique in choice.uses)
    return tuple(technique for technique, _ in uses.most_common(most))
