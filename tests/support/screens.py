"""An app around one screen, and a chat that was played to its end."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.screen import Screen

from game.engine import Session
from game.saves import Settings
from game.text import load
from game.text.messages import Language
from game.ui import app
from game.ui.context import ScreenContext
from game.ui.screens.base import GameScreen
from game.ui.screenshot import ScreenshotMixin
from game.ui.themes import COLOURLESS, THEMES, VARIABLES

Make = Callable[[ScreenContext], Screen[Any]]
HOSTILE = "[/oops] [@click=app.quit]hi[/] \x1b]0;pwned\x07\x1b[5;5H\u202e{x}"
"""Markup that does not close, a live link, escape sequences, a bidi control, a gap of a message."""


def context(language: Language = "zh", colourless: bool = False, **settings: str | bool) -> ScreenContext:
    """What a screen is told."""
    return ScreenContext(load(language, strict=True), Settings(**settings), colourless)  # type: ignore[arg-type]


class ScreenApp(ScreenshotMixin):
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


def played(session: Session, picks: Callable[[int, tuple[str, ...]], str], most: int = 60) -> Session:
    """Play a session to its end; `picks` says which action to take in which step."""
    for step in range(most):
        if session.state.ended:
            break
        session.act(picks(step, session.view.actions))
    return session
