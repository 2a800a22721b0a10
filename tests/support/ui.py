"""Helpers for tests of screens: stories of their own, saved data in a folder of the test, a driver, pictures."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.pilot import Pilot

from game.format.catalogue import Catalogue
from game.saves import open_saves
from game.ui.app import SteadyApp
from game.ui.screens.home import HomeScreen
from game.ui.services import Services

NOON = 1_790_000_000.0
"""The moment that every clock in these tests shows."""
STORIES = Path(__file__).parent / "stories"
Scenario = Callable[[Pilot[None]], Awaitable[None]]


def services(folder: Path, language: str | None = "zh", stories: Path = STORIES, **environ: str) -> Services:
    """Services for a test: saved data in `folder`, a clock that stands still, no environment but `environ`."""
    saves = open_saves(folder, clock=lambda: NOON)
    return Services(Catalogue([stories]), saves, clock=lambda: NOON, environ=environ, language=language)


def app(
    folder: Path, language: str = "zh", story: str | None = None, stories: Path = STORIES, **settings: str | bool
) -> SteadyApp:
    """A game without animation; `settings` as the player would have set them. `story` is opened at once."""
    made = services(folder, language, stories)
    for name, value in settings.items():
        made.saves.set_setting(name, value)
    return SteadyApp(made, story, animation_level="none")


def drive(game: SteadyApp, scenario: Scenario, size: tuple[int, int] = (100, 30)) -> None:
    """Run a scenario against a game without a terminal."""

    async def run() -> None:
        async with game.run_test(size=size, notifications=True) as pilot:
            await settled(pilot)
            await scenario(pilot)

    asyncio.run(run())


async def settled(pilot: Pilot[None]) -> None:
    """Wait until the board, where it is in front, knows every story."""
    for _ in range(100):
        await pilot.pause(0.02)
        if not isinstance(pilot.app.screen, HomeScreen) or pilot.app.screen.is_complete:
            return


def shown(game: SteadyApp) -> str:
    """The screen as text, row by row."""
    rows = game.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in row).rstrip() for row in rows)
