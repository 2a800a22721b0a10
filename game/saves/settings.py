"""What a player has set. A value that makes no sense is reported and replaced by the default, never fatal.

Settings live in the database beside the runs rather than in a file of their own: two terminals may change them at
once, each change is whole or not at all, and there is one place to back up, to repair and to write about.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields

from game.saves.problems import SavesProblem, problem

LANGUAGES = ("", "zh", "en")
SPEEDS = ("slow", "normal", "fast", "instant")
NAME_LIMIT = 40
"""Characters of the player's name and of a theme's."""
Value = str | bool


@dataclass(frozen=True, slots=True)
class Settings:
    """What a player can set, with the defaults."""

    language: str = ""
    """`zh`, `en`; empty: as the system speaks"""
    theme: str = ""
    """the name of a theme; empty: the game's own"""
    calm: bool = False
    """no animation, no waiting"""
    text_speed: str = "normal"
    """of `SPEEDS`: how long the customer types"""
    coach: bool = False
    """names techniques and reasons during the chat"""
    softer_insults: bool = False
    """shows the gentler version of insults"""
    plain_signs: bool = False
    """does without signs that some terminals draw too wide"""
    player: str = ""
    """the player's name, up to 40 characters; empty: not given"""
    problems: tuple[SavesProblem, ...] = field(default=(), compare=False)
    """what was replaced by a default because it made no sense"""


DEFAULTS = Settings()
NAMES = tuple(part.name for part in fields(Settings) if part.name != "problems")


def read_settings(kept: Mapping[str, str]) -> Settings:
    """Return the settings from kept texts. Unknown names are left to the newer game that wrote them."""
    values: dict[str, Value] = {}
    problems = []
    for name in NAMES:
        value = _parsed(name, kept[name]) if name in kept else _default(name)
        if value is None:
            problems.append(_bad(name))
        else:
            values[name] = value
    return Settings(**values, problems=tuple(problems))  # type: ignore[arg-type]


def setting_text(name: str, value: Value) -> str:
    """Return a setting as the text that is kept. Raises ValueError for an unknown name or a value it cannot have."""
    text = ("on" if value else "off") if isinstance(value, bool) else value
    if name not in NAMES or type(value) is not type(_default(name)) or _parsed(name, text) is None:
        raise ValueError(f"{name} cannot be {value!r}")
    return text


def _parsed(name: str, text: str) -> Value | None:
    """The value that a text stands for; None where it makes no sense."""
    if isinstance(_default(name), bool):
        return {"on": True, "off": False}.get(text)
    return text if _ALLOWED.get(name, _is_short_name)(text) else None


def _default(name: str) -> Value:
    value: Value = getattr(DEFAULTS, name)
    return value


def _is_short_name(text: str) -> bool:
    return len(text) <= NAME_LIMIT and text.isprintable()


_ALLOWED: Mapping[str, Callable[[str], bool]] = {
    "language": LANGUAGES.__contains__,
    "text_speed": SPEEDS.__contains__,
}


def _bad(name: str) -> SavesProblem:
    return problem("bad_setting", name=name, default=setting_text(name, _default(name)) or "-")
