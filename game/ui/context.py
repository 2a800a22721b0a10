"""What every screen is told: the language, the player's settings and what the terminal can show."""

from dataclasses import dataclass, field

from game.saves import Settings
from game.text import STORY_LANGUAGES, Language, Translator
from game.ui.widgets.look import Look

SECONDS_A_CHARACTER = {"slow": 0.09, "normal": 0.045, "fast": 0.018, "instant": 0.0}
"""How long the customer types, by the setting `text_speed`."""


@dataclass(frozen=True)
class ScreenContext:
    """Handed to every screen when it is made, and again whenever the language or a setting changes."""

    t: Translator
    settings: Settings = field(default_factory=Settings)
    colourless: bool = False
    """the terminal shows no colours (NO_COLOR)"""

    @property
    def language(self) -> Language:
        """The language of the interface."""
        return self.t.language

    @property
    def story_language(self) -> str:
        """The language in which stories are told: `zh-CN` or `en`."""
        return STORY_LANGUAGES[self.t.language]

    @property
    def look(self) -> Look:
        """How the widgets draw."""
        return Look(self.settings.calm, self.settings.plain_signs, self.colourless)

    @property
    def typing_seconds(self) -> float:
        """Seconds of typing for each character; 0 for none."""
        return 0.0 if self.settings.calm else SECONDS_A_CHARACTER[self.settings.text_speed]
