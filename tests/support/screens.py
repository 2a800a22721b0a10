"""An app around one screen, and a chat that was played to its end."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from game.engine import Mode, Session
from game.format.read import read_story
from game.saves import Settings
from game.story import Story
from game.text import load
from game.text.messages import Language
from game.ui import app
from game.ui.context import ScreenContext
from game.ui.screens.base import GameScreen
from game.ui.themes import COLOURLESS, THEMES, VARIABLES
from tests.support.widgets import Pictured

Make = Callable[[ScreenContext], Screen[Any]]
HOSTILE = "[/oops] [@click=app.quit]hi[/] \x1b]0;pwned\x07\x1b[5;5H\u202e{x}"
"""Markup that does not close, a live link, escape sequences, a bidi control, a gap of a message."""


def context(spoken: Language = "zh", /, colourless: bool = False, **settings: str | bool) -> ScreenContext:
    """What a screen is told."""
    return ScreenContext(load(spoken, strict=True), Settings(**settings), colourless)  # type: ignore[arg-type]


class ScreenApp(Pictured):
    """Shows one screen as the game would, and keeps its results and what it asks for."""

    CSS_PATH = Path(app.__file__).with_name("app.tcss")
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, make: Make, told: ScreenContext | None = None) -> None:
        self.context = told or context()
        super().__init__(ansi_color=self.context.colourless)
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = COLOURLESS.name if self.context.colourless else self.context.settings.theme or "dark"
        self._make = make
        self.results: list[Any] = []
        self.wanted: list[tuple[str, object]] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return VARIABLES

    def on_mount(self) -> None:
        self.push_screen(self._make(self.context), self.results.append)

    def on_game_screen_setting_wanted(self, message: GameScreen.SettingWanted) -> None:
        self.wanted.append((message.name, message.value))

    def speak(self, told: ScreenContext) -> None:
        """Tell the screen a new context."""
        screen = self.screen
        assert isinstance(screen, GameScreen)
        screen.tell(told)


def drive(app: ScreenApp, scenario: Callable[[Pilot[None]], Awaitable[None]], size: tuple[int, int] = (80, 24)) -> None:
    """Run the app without a terminal and let the scenario act on it; markup read from data would end it."""

    async def run() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            await scenario(pilot)

    asyncio.run(run())


def shown(app: App[None]) -> str:
    """The screen as text, row by row."""
    rows = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in row).rstrip() for row in rows)


def parcel(language: Language = "zh") -> Story:
    """The late parcel of the tests' own stories."""
    told = {"zh": "zh-CN", "en": "en"}[language]
    story = read_story(Path(__file__).parent / "stories" / "late-parcel", told).story
    assert story
    return story


WELL = ("name-it", "care:breathe", "card:delivery", "care:ask", "options")
BADLY = ("wait", "care:reframe:swallow-it", "policy")


def ended(language: Language = "zh", actions: Sequence[str] = WELL, mode: Mode = "practice") -> Session:
    """The late parcel, played to its end."""
    session = Session(parcel(language), mode=mode)
    for action in actions:
        session.act(action)
    assert session.state.ended
    return session
