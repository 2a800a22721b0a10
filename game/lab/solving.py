"""A story solved, or remembered from when it was solved."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from pathlib import Path

from game.analysis.facts import Analysis
from game.lab.errors import NotSolvableError
from game.lab.kept import FOLDER, Kept
from game.story import Story

Solver = Callable[[Sequence[Story]], Iterator[Analysis]]
"""Finds out everything about stories, one after the other; each may take seconds."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a story, and whether it was known before."""

    analysis: Analysis
    remembered: bool = False


def solve_now(stories: Sequence[Story]) -> Iterator[Analysis]:
    """Solve stories with all processors there are. Raises NotSolvableError."""
    try:
        from game.analysis.solve import solve_each
    except ImportError as error:
        raise NotSolvableError("missing", str(error)) from error
    try:
        yield from solve_each(stories, workers=os.cpu_count() or 1)
    except (MemoryError, BrokenExecutor) as error:  # a helper that the system had no memory for breaks off
        raise NotSolvableError("too_large", type(error).__name__) from error


class Lab:
    """Solves stories, each once."""

    def __init__(self, saves: Path | None = None, solver: Solver = solve_now) -> None:
        """Remember what was found beside the data saved in `saves`, or nothing; `solver` does the work."""
        self._kept = Kept(saves / FOLDER if saves is not None else None)
        self._solver = solver

    def known(self, story: Story) -> Analysis | None:
        """Return what is known already, at once."""
        return self._kept.get(story)

    def find_out(self, story: Story) -> Found:
        """Return what is known of a story, found out now where it must be. Raises NotSolvableError."""
        return next(self.find_out_each((story,)))

    def find_out_each(self, stories: Sequence[Story]) -> Iterator[Found]:
        """Yield what is known of each story, as soon as it is. Raises NotSolvableError."""
        known = [self.known(story) for story in stories]
        solved = self._solver([story for story, found in zip(stories, known, strict=True) if found is None])
        for story, found in zip(stories, known, strict=True):
            if found is not None:
                yield Found(found, remembered=True)
                continue
            analysis = next(solved)
            self._kept.put(story, analysis)
            yield Found(analysis)
