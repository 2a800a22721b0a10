"""What the player wants: the kept settings, and before them what was asked for at the start."""

from collections.abc import Mapping
from dataclasses import replace

from game.saves import Settings
from game.saves.problems import SavesError
from game.saves.settings import Value
from game.text import load, pick_language
from game.ui.context import ScreenContext
from game.ui.services import Services
from game.ui.themes import COLOURLESS, DARK, THEMES


class Preferences:
    """The settings that hold now. A `language` or `player` asked for at the start holds until it is changed here."""

    def __init__(self, services: Services, player: str | None = None) -> None:
        self._services = services
        kept = self._kept()
        self._settings = replace(
            kept, language=services.language or kept.language, player=kept.player if player is None else player
        )

    def _kept(self) -> Settings:
        try:
            return self._services.saves.settings()
        except SavesError:
            return Settings()

    @property
    def is_colourless(self) -> bool:
        """The terminal is to show no colours (NO_COLOR)."""
        return bool(self._services.environ.get("NO_COLOR"))

    @property
    def context(self) -> ScreenContext:
        """What screens are told."""
        language = pick_language(self._settings.language, self._services.environ)
        return ScreenContext(load(language), self._settings, self.is_colourless)

    @property
    def theme(self) -> str:
        """The name of the theme to wear."""
        wanted = self._settings.theme if self._settings.theme in {theme.name for theme in THEMES} else DARK.name
        return COLOURLESS.name if self.is_colourless else wanted

    def change(self, changes: Mapping[str, Value]) -> None:
        """Change settings. Raises SavesError where they cannot be kept; they hold all the same until the game ends."""
        self._settings = replace(self._settings, **changes)  # type: ignore[arg-type]
        for name, value in changes.items():
            self._services.saves.set_setting(name, value)
