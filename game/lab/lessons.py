"""What a story says it teaches, held against the curriculum and against the replies that do well in it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from game.analysis.facts import Analysis
from game.format.problems.problem import Problem
from game.format.reader.places import Places
from game.story import Choice, Story


class Curriculum(NamedTuple):
    """The ids of everything to be learnt, and by id the techniques by whose use it is learnt."""

    ids: frozenset[str]
    techniques: Mapping[str, tuple[str, ...]]


@cache
def curriculum() -> Curriculum:
    """Return the curriculum that this version of the game knows."""
    data = tomllib.loads((resources.files("game.lab") / "curriculum.toml").read_text(encoding="utf-8"))
    ids = frozenset(f"{area}{number:02}" for area, last in data["areas"].items() for number in range(1, last + 1))
    return Curriculum(ids, {id: tuple(techniques) for id, techniques in data["techniques"].items()})


def check_lessons(story: Story, analysis: Analysis | None, places: Places) -> Iterator[Problem]:
    """Yield the lessons that nobody knows, and those whose techniques no good reply of the story uses.

    A reply counts as good if it has no slip and, where the story has been solved, can be taken by somebody.
    """
    ids, techniques = curriculum()
    rewarded = {use for choice in story.choices.values() if _is_good(choice, analysis) for use in choice.uses}
    for number, lesson in enumerate(story.teaches, 1):
        if lesson not in ids:
            meant = _spelt(lesson)
            yield places.problem("unknown-lesson", f"teaches.{number}", id=lesson, guess=meant if meant in ids else "")
        elif lesson in techniques and rewarded.isdisjoint(techniques[lesson]):
            wanted = ", ".join(techniques[lesson])
            yield places.problem("lesson-not-practised", f"teaches.{number}", id=lesson, techniques=wanted)


def _is_good(choice: Choice, analysis: Analysis | None) -> bool:
    if choice.slip is not None:
        return False
    proof = analysis.proof("reachable", f"choices.{choice.id}") if analysis else None
    return proof is None or proof.verdict == "proved"


def _spelt(lesson: str) -> str:
    """An id as the curriculum spells it: `o7` is O07."""
    match = re.fullmatch("([A-Za-z])0*([0-9]{1,2})", lesson)
    return f"{match[1].upper()}{int(match[2]):02}" if match else ""
