"""The app: holds the services and the settings, and puts screens one upon another."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from textual.app import App
from textual.types import AnimationLevel

from game.saves import SavesError, Settings
from game.saves.settings import Value
from game.text import load, pick_language
from game.ui.context import ScreenContext
from game.ui.screens.base import GameScreen
from game.ui.screenshot import ScreenshotMixin
from game.ui.services import Services
from game.ui.themes import COLOURLESS, DARK, THEMES, VARIABLES


class SteadyApp(ScreenshotMixin, App[None]):
    """The game in the terminal."""

    ENABLE_COMMAND_PALETTE = False  # Textual's own speaks English only; ours is a screen
    CSS_PATH = "app.tcss"
    TITLE = "Steady, Dear"
    BINDINGS: ClassVar = []

    def __init__(self, services: Services, animation_level: AnimationLevel = "full") -> None:
        colourless = bool(services.environ.get("NO_COLOR"))
        super().__init__(ansi_color=colourless)
        self.services = services
        self._animation = animation_level
        self._option = services.language
        for theme in THEMES:
            self.register_theme(theme)
        self.context = self._context_of(services.saves.settings(), colourless)
        self._wear()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, for themes that do not set them."""
        return VARIABLES

    def change_settings(self, changes: Mapping[str, Value]) -> None:
        """Keep settings and tell every open screen; where they cannot be kept, they hold until the game ends."""
        try:
            for name, value in changes.items():
                self.services.saves.set_setting(name, value)
        except SavesError as error:
            self.say(error.problem.sentence(self.context.t), warning=True)
        if "language" in changes:
            self._option = None
        self._tell(replace(self.context.settings, **changes))  # type: ignore[arg-type]

    def say(self, sentence: str, warning: bool = False) -> None:
        """Show a short notice; never read as markup."""
        self.notify(sentence, severity="warning" if warning else "information", markup=False)

    def action_language(self) -> None:
        """Speak the other language."""
        self.change_settings({"language": "en" if self.context.language == "zh" else "zh"})

    def action_quit_now(self) -> None:
        """Leave; everything is on the disk already."""
        self.exit()

    def _tell(self, settings: Settings) -> None:
        self.context = self._context_of(settings, self.context.colourless)
        self._wear()
        for screen in self.screen_stack:
            if isinstance(screen, GameScreen):
                screen.tell(self.context)

    def _context_of(self, settings: Settings, colourless: bool) -> ScreenContext:
        language = pick_language(self._option or settings.language, self.services.environ)
        return ScreenContext(load(language), settings, colourless)

    def _wear(self) -> None:
        """Put on the theme and the pace of the settings."""
        settings = self.context.settings
        names = {theme.name for theme in THEMES}
        wanted = settings.theme if settings.theme in names else DARK.name
        self.theme = COLOURLESS.name if self.context.colourless else wanted
        self.animation_level = "none" if settings.calm else self._animation
