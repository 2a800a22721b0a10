"""Helpers for tests of screens: stories of their own, saved data in a folder of the test, a driver, what is shown."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from game.engine import Deal, Session
from game.format.shelf.catalogue import Catalogue
from game.saves import Saves, open_saves
from game.saves.recording import Recording
from game.story import Story
from game.ui.app import SteadyApp
from game.ui.screens.chat.screen import ChatScreen
from game.ui.screens.home import HomeScreen
from game.ui.services import Services
from tests.support.reviews import AtOnce

NOON = 1_790_000_000.0
"""The moment that every clock in these tests shows."""
STORIES = Path(__file__).parent / "stories"
PARCEL = "late-parcel"
Scenario = Callable[[Pilot[None]], Awaitable[None]]


def services(folder: Path, language: str | None = "zh", catalogue: Catalogue | None = None, **environ: str) -> Services:
    """Services for a test: saved data in `folder`, a clock that stands still, no haste, only this environment."""
    saves = open_saves(folder, clock=lambda: NOON)
    unhurried = partial(next, count())  # whenever it is looked at, a second has passed
    return Services(catalogue or Catalogue([STORIES]), saves, lambda: NOON, environ, unhurried, language, AtOnce)


def app(
    folder: Path,
    language: str | None = "zh",
    story: str | None = None,
    catalogue: Catalogue | None = None,
    environ: dict[str, str] | None = None,
    **settings: str | bool,
) -> SteadyApp:
    """A game without animation; `settings` as the player would have set them. `story` is opened at once."""
    made = services(folder, language, catalogue, **(environ or {}))
    for name, value in settings.items():
        made.saves.set_setting(name, value)
    return SteadyApp(made, story, animation_level="none")


def chat(folder: Path, language: str = "zh", **options: Any) -> SteadyApp:
    """A game that opens the late parcel; everything is said at once."""
    options.setdefault("text_speed", "instant")
    return app(folder, language, PARCEL, **options)


def parcel(language: str = "zh-CN") -> Story:
    """The story of the late parcel."""
    story = Catalogue([STORIES]).load(PARCEL, language).story
    assert story
    return story


def played(folder: Path, *actions: str, days_ago: float = 1.05) -> Saves:
    """Saved data in which the late parcel was played so far."""
    saves = open_saves(folder, clock=lambda: NOON - days_ago * 86_400)
    recording = Recording.begin(saves, Session(parcel(), Deal("default")), "zh")
    for action in actions:
        recording.act(action)
    return saves


def drive(game: SteadyApp, scenario: Scenario, size: tuple[int, int] = (100, 30)) -> None:
    """Run a scenario against a game without a terminal."""

    async def run() -> None:
        async with game.run_test(size=size, notifications=True) as pilot:
            await settled(pilot)
            await scenario(pilot)

    asyncio.run(run())


async def settled(pilot: Pilot[None]) -> None:
    """Wait until the first screen has all its texts, and the board, where it is in front, knows every story."""
    game = pilot.app
    assert isinstance(game, SteadyApp)
    for _ in range(200):
        await pilot.pause(0.02)
        screen = pilot.app.screen
        asked_for = isinstance(screen, HomeScreen) != bool(game.flow.first_story)
        if asked_for and screen.is_mounted and (not isinstance(screen, HomeScreen) or screen.is_complete):
            break
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one by one, each when the last one has been seen to."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def chat_of(pilot: Pilot[None]) -> ChatScreen:
    """The chat that is open, below whatever stands over it."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, ChatScreen))


def shown(pilot: Pilot[None]) -> str:
    """The screen in front as text, row by row."""
    rows = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in row).rstrip() for row in rows)


def notices(pilot: Pilot[None]) -> list[str]:
    """What the player was told in passing."""
    return [notice.message for notice in pilot.app._notifications]


def by_name(value: object) -> str:
    """The name of a parameter in a test's id: `80x24` for a size."""
    return "x".join(map(str, value)) if isinstance(value, tuple) else str(value)
