"""What the interface says, in the player's language.

Texts stand in `messages/LANGUAGE/AREA.toml`, one file per area with the same keys in every language, and are looked up
as `t("area.key", name=value)`. An area is read when it is first asked for.
"""

import locale
import os
import sys
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal

from game.text.clean import clean

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
"""The languages of the interface, as `--lang` takes them."""
STORY_LANGUAGES: Mapping[Language, str] = {"zh": "zh-CN", "en": "en"}
"""What stories call them."""


class MissingMessage(KeyError):
    """A key that no catalogue has, or a text not given one of its values. Raised only by strict translators."""


class Translator:
    """Says things in one language. Call it: `t("area.key", name=value)`."""

    def __init__(self, language: Language, *, strict: bool) -> None:
        self.language: Language = language
        self._strict = strict
        self._areas: dict[str, Mapping[str, str]] = {}

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the text of `key` with `{name}` replaced by the value of that name; texts among them are cleaned.

        In play a gap in a catalogue must not end the game: an unknown key comes back as it is, and so does a text that
        was not given its values. A strict translator raises MissingMessage for both.
        """
        text = self._find(key)
        if text is None:
            return self._missing(key, key)
        try:
            return text.format_map({name: _presentable(value) for name, value in values.items()})
        except (LookupError, ValueError):
            return self._missing(f"{key}: {text!r} with {sorted(values)}", text)

    def _find(self, key: str) -> str | None:
        area, _, rest = key.partition(".")
        if area not in self._areas:
            self._areas[area] = read_area(self.language, area)
        return self._areas[area].get(rest)

    def _missing(self, what: str, instead: str) -> str:
        if self._strict:
            raise MissingMessage(what)
        return instead


def load(language: Language, *, strict: bool | None = None) -> Translator:
    """Return the translator for a language.

    A gap in a catalogue is an error to those who work on the game and a blemish to those who play it: unless told, a
    translator is strict under pytest and in Python's development mode (`python -X dev`) only.
    """
    if strict is None:
        strict = sys.flags.dev_mode or "PYTEST_VERSION" in os.environ
    return Translator(language, strict=strict)


@cache
def read_area(language: Language, area: str) -> Mapping[str, str]:
    """Return the texts of one area, nested tables flattened to `table.key`; empty where there is no such area.

    A file is read once: a new translator is made whenever the player changes the language or a setting.
    """
    file = resources.files("game.text") / "messages" / language / f"{area}.toml"
    if not area.isidentifier() or not file.is_file():
        return {}
    return _flatten(tomllib.loads(file.read_text(encoding="utf-8")))


def system_locale() -> str | None:
    """Return what the system calls the locale of this process; None where it has none, or a name unknown to Python."""
    try:
        return locale.getlocale()[0]
    except ValueError:
        return None


def pick_language(
    setting: str | None, environ: Mapping[str, str], system: Callable[[], str | None] = system_locale
) -> Language:
    """Return the language to speak: the player's setting, else what the environment says, else what the system says.

    Chinese for every kind of Chinese, English for all else. As in POSIX, the first of LC_ALL, LC_MESSAGES and LANG that
    is set decides. `system` names the system's locale, for places without such variables (Windows).
    """
    spoken = (environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    wish = setting or next(filter(None, spoken), None) or system() or ""
    return "zh" if wish.lower().startswith(("zh", "chinese")) else "en"


def _presentable(value: object) -> object:
    return value if isinstance(value, int | float) else clean(str(value))


def _flatten(table: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            flat |= _flatten(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = str(value).rstrip("\n")
    return flat
