"""What a player sets is kept; what makes no sense is reported and replaced by the default."""

from pathlib import Path

import pytest

from game.saves import Saves, Settings, open_saves
from game.saves.settings import NAMES, Value, read_settings, setting_text

OTHER: dict[str, Value] = {
    "language": "zh",
    "theme": "steady-dark",
    "calm": True,
    "text_speed": "fast",
    "coach": True,
    "softer_insults": True,
    "plain_signs": True,
    "player": "小安",
}


def test_a_new_player_has_the_defaults(saves: Saves) -> None:
    assert saves.settings() == Settings()


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_is_kept(saves: Saves, tmp_path: Path, name: str) -> None:
    saves.set_setting(name, OTHER[name])
    assert open_saves(tmp_path).settings() == Settings(**{name: OTHER[name]})  # type: ignore[arg-type]


def test_the_last_word_counts(saves: Saves) -> None:
    saves.set_setting("calm", True)
    saves.set_setting("calm", False)
    assert saves.settings() == Settings()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("language", "klingon"),
        ("theme", "x" * 99),
        ("calm", "yes"),
        ("text_speed", ""),
        ("coach", "1"),
        ("player", "a\x1b[2J"),
    ],
)
def test_a_bad_value_is_reported_and_defaulted(name: str, kept: str) -> None:
    found = read_settings({"plain_signs": "on", name: kept})
    assert found == Settings(plain_signs=True)
    assert [dict(problem.values)["name"] for problem in found.problems] == [name]


def test_a_default_is_told_as_it_is_kept() -> None:
    (found,) = read_settings({"calm": "yes"}).problems
    assert dict(found.values)["default"] == "off"


def test_a_setting_of_a_newer_game_is_left_alone() -> None:
    assert read_settings({"font": "large"}).problems == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("font", "large"),
        ("problems", ""),
        ("language", "klingon"),
        ("calm", "on"),
        ("player", True),
        ("player", "a\nb"),
    ],
)
def test_what_makes_no_sense_is_not_kept(saves: Saves, name: str, value: Value) -> None:
    with pytest.raises(ValueError, match=name):
        saves.set_setting(name, value)
    assert saves.settings() == Settings()


def test_what_is_kept_can_be_read_by_people() -> None:
    assert [setting_text("calm", True), setting_text("text_speed", "fast")] == ["on", "fast"]
