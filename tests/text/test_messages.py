"""The interface speaks the player's language, and a gap in a catalogue never ends a game."""

from importlib import resources

import pytest

from game.text import Translator, load, pick_language
from game.text.messages import MissingMessage, read_area


def test_both_languages_speak() -> None:
    assert load("zh")("engine.mood.calm") == "平静"
    assert load("en")("engine.mood.calm") == "calm"


def test_values_are_put_in_by_name_and_cleaned() -> None:
    echo = _translator("{who}: {count:+d}")
    assert echo("x.text", who="Lin\x1b[2J\u202e", count=3) == "Lin[2J: +3"


def test_braces_in_a_value_are_only_text() -> None:
    assert _translator("{who}!")("x.text", who="{who.__class__}") == "{who.__class__}!"


def test_in_play_a_gap_shows_its_key() -> None:
    play = load("en", strict=False)
    assert play("engine.no-such-key") == "engine.no-such-key"
    assert play("nowhere.at.all") == "nowhere.at.all"
    assert play("../../secret") == "../../secret"


def test_in_play_a_missing_value_shows_the_text_as_it_is() -> None:
    assert _translator("{who}: hello", strict=False)("x.text") == "{who}: hello"


@pytest.mark.parametrize("key", ["engine.no-such-key", "nowhere.at.all", "engine", "engine.mood"])
def test_in_development_a_gap_is_an_error(key: str) -> None:
    with pytest.raises(MissingMessage):
        load("zh")(key)


def test_in_development_a_missing_value_is_an_error() -> None:
    with pytest.raises(MissingMessage):
        _translator("{who}: hello")("x.text", name="Lin")


def test_catalogues_are_read_from_the_package() -> None:
    """An installed wheel must find them as a checkout does."""
    assert (resources.files("game.text") / "messages" / "zh" / "engine.toml").is_file()
    assert read_area("zh", "no_such_area") == {}


@pytest.mark.parametrize(
    ("setting", "environ", "system", "language"),
    [
        ("zh", {"LANG": "en_GB.UTF-8"}, "en_GB", "zh"),
        ("en", {"LANG": "zh_CN.UTF-8"}, "zh_CN", "en"),
        (None, {"LC_ALL": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}, None, "zh"),
        (None, {"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en_US"}, None, "zh"),
        (None, {"LANG": "C.UTF-8"}, "zh_CN", "en"),
        (None, {"LANG": "de_DE.UTF-8"}, "zh_CN", "en"),
        (None, {}, "Chinese (Simplified)_China", "zh"),
        ("", {}, None, "en"),
    ],
)
def test_the_setting_wins_then_the_environment_then_the_system(
    setting: str | None, environ: dict[str, str], system: str | None, language: str
) -> None:
    assert pick_language(setting, environ, lambda: system) == language


def _translator(text: str, *, strict: bool = True) -> Translator:
    """A translator whose area `x` holds one text."""
    translator = Translator("en", strict=strict)
    translator._areas["x"] = {"text": text}
    return translator
