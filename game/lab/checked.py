"""Everything that can be said about a story, gathered: read, translated, solved, weighed."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.analysis.facts import Analysis
from game.format.checking import read_with_translation
from game.format.names import STORY_FILE
from game.format.problems.problem import Problem, has_errors, in_order
from game.format.read import ReadResult
from game.lab.balance import check_balance, check_habits
from game.lab.lessons import check_lessons
from game.story import Story

if TYPE_CHECKING:
    from game.lab.solving import Lab


@dataclass(frozen=True, slots=True)
class Checked:
    """One story looked at."""

    path: Path
    story: Story | None
    """None where mistakes keep it from being played"""
    problems: tuple[Problem, ...]
    """in reading order"""
    seconds: float
    """how long the look took"""
    analysis: Analysis | None = None
    """what was proved; None where the story was only read"""
    remembered: bool = False
    """Was the story solved at an earlier time?"""

    @property
    def name(self) -> str:
        """The story's id, or what its path is called where it has none."""
        if self.story is not None:
            return self.story.id
        return self.path.parent.name if self.path.name == STORY_FILE else self.path.name

    @property
    def ok(self) -> bool:
        """Is there no error? Warnings do not count."""
        return not has_errors(self.problems)


def check_story(path: Path, lab: "Lab | None" = None) -> Checked:
    """Look at one story, as `check_each` does."""
    return next(check_each((path,), lab))


def check_each(paths: Sequence[Path], lab: "Lab | None" = None) -> Iterator[Checked]:
    """Look at stories: with a lab at all that can be proved of them, without one at what reading them tells.

    Raises NotSolvableError where the lab cannot solve one.
    """
    began = time.perf_counter()
    results = [read_with_translation(path) for path in paths]
    found = lab.find_out_each([result.story for result in results if result.story is not None]) if lab else iter(())
    for path, result in zip(paths, results, strict=True):
        known = next(found, None) if result.story is not None else None
        problems = all_problems(result, known.analysis if known else None)
        seconds, began = time.perf_counter() - began, time.perf_counter()
        if known is None:
            yield Checked(path, result.story, problems, seconds)
        else:
            yield Checked(path, result.story, problems, seconds, known.analysis, known.remembered)


def all_problems(result: ReadResult, analysis: Analysis | None) -> tuple[Problem, ...]:
    """Return everything that can be said of a story as it was read, and of what was proved of it, in reading order."""
    return in_order(_without_echoes([*result.problems, *_lints(result, analysis)]))


def _lints(result: ReadResult, analysis: Analysis | None) -> list[Problem]:
    story, places = result.story, result.places
    if story is None:
        return []
    problems = [*check_habits(story, places), *check_lessons(story, analysis, places)]
    if analysis:
        from game.lab.findings import find_problems  # plays, so it needs the rules; reading does not

        problems += find_problems(story, analysis, places)
        # How a story plays is worth a word once nothing in it is broken.
        problems += [] if has_errors(problems) else check_balance(story, analysis, places)
    return problems


def _without_echoes(problems: list[Problem]) -> list[Problem]:
    """What the reader suspects of a scene is left out where it has been proved."""
    proved = {(problem.file, problem.line) for problem in problems if problem.code == "scene-never-seen"}
    return [p for p in problems if p.code != "unreachable-scene" or (p.file, p.line) not in proved]
