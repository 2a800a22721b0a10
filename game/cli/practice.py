"""What a player has practised: the kept chats, each with what was done in it. Asked by `stats` and `export`."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from game.cli.context import Context
from game.cli.parser import WrongCallError
from game.places import DATABASE

if TYPE_CHECKING:
    from game.saves import Progress, SavedRun
    from game.story import Story

LONGEST_PAUSE = 300.0
"""Seconds between two actions that still count as practice; whoever was away longer was away."""


@dataclass(frozen=True, slots=True)
class Practised:
    """One kept chat. A chat that was continued from another counts only what was done in itself."""

    saved: "SavedRun"
    story: "Story | None"
    """None where the story is no longer there"""
    actions: tuple[str, ...]
    seconds: float
    techniques: Counter[str]
    slips: Counter[str]

    @property
    def replies(self) -> int:
        """How many replies were sent."""
        return sum(":" not in action for action in self.actions)

    @property
    def care(self) -> int:
        """How often the player steadied themselves."""
        return sum(action.startswith("care:") for action in self.actions)

    @property
    def cards(self) -> int:
        """How many cards were opened."""
        return sum(action.startswith("card:") for action in self.actions)


@dataclass(frozen=True, slots=True)
class Practice:
    """Everything that is kept of a player."""

    chats: tuple[Practised, ...]
    """the first one first"""
    progress: "dict[str, Progress]"
    """by story"""


def practice(context: Context) -> Practice:
    """Return what is kept, nothing where nothing was played yet. Raises WrongCallError where it cannot be read."""
    if not (context.saves_dir / DATABASE).is_file():
        return Practice((), {})
    from game.saves import BadRunError, RunMissingError, SavesError, open_saves

    found = []
    try:
        with closing(open_saves(context.saves_dir)) as saves:
            for summary in saves.history():
                with suppress(BadRunError, RunMissingError):  # damaged: the game says so, here it is left out
                    found.append(saves.load(summary.id))
            progress = saves.progress()
    except SavesError as error:
        raise WrongCallError(error.problem.sentence(context.t)) from error
    found.sort(key=lambda saved: (saved.summary.started_at, saved.id))
    return Practice(tuple(_practised(found, context)), progress)


def _practised(found: "Iterable[SavedRun]", context: Context) -> Iterator[Practised]:
    from game.format.shelf.catalogue import Catalogue, story_folders

    catalogue = Catalogue(story_folders(context.streams.environ))

    @cache
    def story_of(id: str) -> "Story | None":
        return catalogue.load(id, context.story_language).story

    for saved in found:
        yield practised(saved, story_of(saved.summary.story))


def practised(saved: "SavedRun", story: "Story | None") -> Practised:
    """Return what was done in a chat."""
    began = saved.summary.started_at
    own = [(at, action) for at, action in zip(saved.run.times, saved.run.actions, strict=False) if at >= began]
    moments = [began, *(at for at, _ in own)]
    choices = [story.choices[action] for _, action in own if story and action in story.choices]
    return Practised(
        saved,
        story,
        tuple(action for _, action in own),
        sum(min(max(later - at, 0.0), LONGEST_PAUSE) for at, later in pairwise(moments)),
        Counter(use for choice in choices for use in choice.uses),
        Counter(choice.slip for choice in choices if choice.slip),
    )


def total(counters: Iterable[Counter[str]]) -> Counter[str]:
    """Return the sum, what was done most first."""
    added: Counter[str] = Counter()
    for counter in counters:
        added.update(counter)
    return Counter(dict(added.most_common()))
