"""Helpers for tests of screens: a small story, services that touch no disk, a driver."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from textual.pilot import Pilot

from game.format.read import ReadResult, read_story
from game.saves import open_saves
from game.ui.app import SteadyApp
from game.ui.services import Services, StoryHeader

NOON = 1_790_000_000.0
"""The moment that every clock in these tests shows: 2026-09-21, 13:33 UTC."""
STORIES = Path(__file__).parent / "stories"


@dataclass(frozen=True)
class Header:
    """A story on the board."""

    id: str
    title: str
    summary: str = ""
    level: int = 1
    endings: int = 0
    problem: None = None


@dataclass(frozen=True)
class Shelf:
    """Stories out of a folder of the tests."""

    folder: Path = STORIES

    def headers(self, language: str) -> Sequence[StoryHeader]:
        found = []
        for path in sorted(self.folder.iterdir()):
            story = read_story(path, language).story
            if story:
                found.append(Header(story.id, story.title, story.summary, story.level, len(story.endings)))
        return found

    def load(self, id_or_path: str, language: str) -> ReadResult:
        return read_story(self.folder / id_or_path, language)


def services(folder: Path, language: str = "zh", **environ: str) -> Services:
    """Services for a test: its own saved data in `folder`, a clock that stands still, no environment."""
    saves = open_saves(folder, clock=lambda: NOON)
    return Services(Shelf(), saves, clock=lambda: NOON, environ=environ, language=language)


def app(folder: Path, language: str = "zh", **settings: str | bool) -> SteadyApp:
    """A game without animation; `settings` as the player would have set them."""
    made = services(folder, language)
    for name, value in settings.items():
        made.saves.set_setting(name, value)
    return SteadyApp(made, animation_level="none")


def drive(
    game: SteadyApp, scenario: Callable[[Pilot[None]], Awaitable[None]], size: tuple[int, int] = (100, 30)
) -> None:
    """Run a scenario against a game without a terminal."""

    async def run() -> None:
        async with game.run_test(size=size, notifications=True) as pilot:
            await scenario(pilot)

    asyncio.run(run())


__all__ = ["NOON", "Header", "Shelf", "app", "drive", "replace", "services"]
