"""Everything that can be said about stories without playing them, gathered for `steady check`."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.format.names import STORY_FILE, po_file
from game.format.problems import Problem, Translator, has_errors, in_order
from game.format.read import ReadResult, read_story
from game.format.report import as_json
from game.format.voice import same_language
from game.story import Story, digest


@dataclass(frozen=True, slots=True)
class Checked:
    """One story looked at."""

    path: Path
    story: Story | None
    problems: tuple[Problem, ...]
    seconds: float

    @property
    def name(self) -> str:
        """The story's id, or what its path is called where it has none."""
        if self.story is not None:
            return self.story.id
        return self.path.parent.name if self.path.name == STORY_FILE else self.path.name

    @property
    def ok(self) -> bool:
        """Can it be played?"""
        return not has_errors(self.problems)


def stories_at(path: Path) -> tuple[Path, ...]:
    """Return the stories that a path means: itself, or those in the folders below it."""
    if path.is_dir() and not (path / STORY_FILE).is_file():
        return tuple(sorted(folder for folder in path.iterdir() if (folder / STORY_FILE).is_file()))
    return (path,)


def check_story(path: Path) -> Checked:
    """Read a story and, where there is one, its translation."""
    began = time.perf_counter()
    result = read_story(path)
    problems = (*result.problems, *_translation_problems(path, result))
    return Checked(path, result.story, in_order(problems), time.perf_counter() - began)


def as_objects(checked: Iterable[Checked], t: Translator) -> dict[str, Any]:
    """Return what `steady check --json` prints."""
    stories = list(checked)
    return {"stories": [_as_object(one, t) for one in stories], "ok": all(one.ok for one in stories)}


def _translation_problems(path: Path, result: ReadResult) -> tuple[Problem, ...]:
    if result.story is None:
        return ()
    folder = path if path.is_dir() else path.parent
    language = "en" if same_language(result.story.language, "zh") else "zh-CN"
    if not po_file(folder, language).is_file():
        return ()
    from game.format.translation import translate

    return translate(result.story, language, folder)[1]


def _as_object(checked: Checked, t: Translator) -> dict[str, Any]:
    story = checked.story
    return {
        "story": checked.name,
        "path": str(checked.path),
        "digest": digest(story) if story is not None else None,
        "states": None,
        "transitions": None,
        "seconds": round(checked.seconds, 4),
        "problems": [as_json(problem, t) for problem in checked.problems],
        "endings": [_ending(ending.id, ending.grade) for ending in story.endings] if story is not None else [],
        "proofs": [],
    }


def _ending(id: str, grade: str) -> dict[str, Any]:
    unknown = dict.fromkeys(("verdict", "deal", "shortest", "best_score", "share"))
    return {"id": id, "grade": grade, **unknown}
