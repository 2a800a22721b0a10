"""Stories found at a path and read with all that belongs to them, for commands that look at files."""

from dataclasses import replace
from pathlib import Path

from game.format.names import STORY_FILE, po_file
from game.format.problems.problem import Problem, in_order
from game.format.read import ReadResult, read_story
from game.format.translation.voice import same_language
from game.story import Story


def stories_at(path: Path) -> tuple[Path, ...]:
    """Return the stories that a path means: itself, or those in the folders below it."""
    if path.is_dir() and not (path / STORY_FILE).is_file():
        return tuple(sorted(folder for folder in path.iterdir() if (folder / STORY_FILE).is_file()))
    return (path,)


def read_with_translation(path: Path) -> ReadResult:
    """Read a story in its own language; the problems are those of its translation too, where there is one."""
    result = read_story(path)
    folder = path if path.is_dir() else path.parent
    problems = _translation_problems(folder, result.story) if result.story is not None else ()
    return replace(result, problems=in_order((*result.problems, *problems)))


def _translation_problems(folder: Path, story: Story) -> tuple[Problem, ...]:
    language = "en" if same_language(story.language, "zh") else "zh-CN"
    if not po_file(folder, language).is_file():
        return ()
    from game.format.translation.retelling import translate

    return translate(story, language, folder)[1]
