"""The player's side of the talk: language and settings, kept where they can be."""

from dataclasses import replace
from typing import NoReturn

from game.plain.console import Console, Leave, picked
from game.plain.words import help_lines
from game.saves import Saves, SavesError, Settings
from game.saves.settings import Value
from game.text import STORY_LANGUAGES, Translator, load


class Player:
    """Who sits at the console: how to speak to them and what they have set."""

    def __init__(self, console: Console, saves: Saves, t: Translator, name: str | None = None) -> None:
        """Speak by `t`; a `name` that is given holds for this time, whatever the settings say."""
        self.console = console
        self.saves = saves
        self.t = t
        kept = self._kept_settings()
        self.settings = kept if name is None else replace(kept, player=name)

    @property
    def story_language(self) -> str:
        """The language in which stories are told: `zh-CN` or `en`."""
        return STORY_LANGUAGES[self.t.language]

    def say(self, key: str, **values: object) -> None:
        """Say one text of this front end."""
        self.console.say(self.t(f"plain.{key}", **values))

    def ask(self, key: str, **values: object) -> str:
        """Ask one question of this front end. Raises Leave at the end of the input."""
        return self.console.ask(self.t(f"plain.{key}", **values))

    def pick(self, key: str, many: int) -> int:
        """Ask until the answer is one of so many numbers; return its place. Raises Leave at the end of the input."""
        place = None
        while place is None:
            place = picked(self.ask(key), many)
        return place

    def tell_help(self, commands: tuple[str, ...]) -> None:
        """Say what can be typed here."""
        self.say("help.title")
        self.say("help.numbers")
        self.console.say(*help_lines(commands, self.t))
        self.say("help.about")

    def leave(self) -> NoReturn:
        """Go home. Raises Leave."""
        raise Leave

    def tell(self, error: SavesError) -> None:
        """Say what is wrong with the saved data."""
        self.console.say(error.problem.sentence(self.t))

    def change(self, name: str, value: Value) -> None:
        """Change a setting; where it cannot be kept, it holds until the game ends."""
        try:
            self.saves.set_setting(name, value)
        except SavesError as error:
            self.tell(error)
        self.settings = replace(self.settings, **{name: value})  # type: ignore[arg-type]

    def switch_language(self) -> None:
        """Speak the other language from here on."""
        self.t = load("en" if self.t.language == "zh" else "zh")
        self.change("language", self.t.language)

    def _kept_settings(self) -> Settings:
        try:
            settings = self.saves.settings()
        except SavesError as error:
            self.tell(error)
            return Settings()
        self.console.say(*(found.sentence(self.t) for found in settings.problems))
        return settings
