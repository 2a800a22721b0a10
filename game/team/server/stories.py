"""The stories of a contest as the server keeps them."""

from collections.abc import Sequence
from pathlib import Path

from game.story import Story
from game.team.reading import texts_of
from game.team.server.store.play import StoryKept
from game.team.stories import StoryText, story_of, text_of


def take_in(path: Path) -> tuple[Story, StoryKept]:
    """Return a story of ours, and what a contest keeps of it. Raises StoryProblemsError."""
    return _kept(text_of(path))


def take_in_apart(paths: Sequence[Path]) -> list[tuple[Story, StoryKept]]:
    """Return stories from anywhere, and what a contest keeps of them. Raises StoryProblemsError, StoryDiedError."""
    return [_kept(text) for text in texts_of(paths)]


def _kept(text: StoryText) -> tuple[Story, StoryKept]:
    kept = StoryKept(text.digest, text.id, text.titles, text.yaml, text.translations, best_scores={})
    return story_of(text.yaml), kept
