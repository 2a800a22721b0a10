"""The stories of a contest as texts: taken in whole when it is made, so that no later change of a file reaches it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from game.engine import digest
from game.format.names import po_file
from game.format.problems.problem import Problem, has_errors
from game.format.read import read_story, read_text, story_file
from game.story import Story
from game.text import STORY_LANGUAGES


@dataclass(frozen=True, slots=True)
class StoryText:
    """A story that can be played, as it is kept."""

    digest: str
    id: str
    titles: Mapping[str, str]
    """by language: `zh`, `en`"""
    yaml: str
    translations: Mapping[str, str]
    """PO files by language tag"""


class StoryProblemsError(Exception):
    """A story that cannot be played; `problems` say why."""

    def __init__(self, path: Path, problems: Sequence[Problem] = ()) -> None:
        super().__init__(str(path))
        self.path = path
        self.problems = tuple(problems)


def text_of(path: Path) -> StoryText:
    """Return the story of that folder or file. Raises StoryProblemsError."""
    read = read_story(path)
    if read.story is None or has_errors(read.problems):
        raise StoryProblemsError(path, read.problems)
    file = story_file(path)
    translations = {tag: po_file(file.parent, tag) for tag in STORY_LANGUAGES.values()}
    return StoryText(
        digest=digest(read.story),
        id=read.story.id,
        titles={language: _title(path, tag, read.story) for language, tag in STORY_LANGUAGES.items()},
        yaml=file.read_text(encoding="utf-8-sig"),
        translations={tag: po.read_text(encoding="utf-8") for tag, po in translations.items() if po.is_file()},
    )


def _title(path: Path, tag: str, story: Story) -> str:
    told = read_story(path, tag).story
    return (told or story).title


@lru_cache(maxsize=64)
def story_of(yaml: str) -> Story:
    """Return the story in a text that was taken in before. Raises ValueError where it no longer can be read."""
    story = read_text(yaml.encode(), "story.yaml").story
    if story is None:
        raise ValueError("a story that was taken in can no longer be read")
    return story
