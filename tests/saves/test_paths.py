"""There is one rule for where saved data is kept: the option, the variable, the checkout, the platform."""

from pathlib import Path

from game.saves import saves_folder


def test_the_option_wins() -> None:
    assert saves_folder("here", {"STEADY_SAVES": "there"}) == Path("here").absolute()


def test_then_the_variable_counts() -> None:
    assert saves_folder(None, {"STEADY_SAVES": "there"}) == Path("there").absolute()


def test_an_empty_variable_is_none(tmp_path: Path) -> None:
    assert saves_folder(None, {"STEADY_SAVES": ""}, _checkout(tmp_path)) == tmp_path / "saves"


def test_a_checkout_keeps_its_own(tmp_path: Path) -> None:
    assert saves_folder(None, {}, _checkout(tmp_path)) == tmp_path / "saves"


def test_this_game_is_run_from_a_checkout() -> None:
    assert saves_folder(None, {}) == Path(__file__).parents[2] / "saves"


def test_an_installed_game_uses_the_platforms_folder(tmp_path: Path) -> None:
    folder = saves_folder(None, {}, tmp_path)
    assert folder.is_absolute()
    assert "steady-dear" in folder.parts
    assert not folder.is_relative_to(tmp_path)


def test_a_tilde_is_the_users_home() -> None:
    assert saves_folder("~/chats", {}) == Path.home() / "chats"


def _checkout(folder: Path) -> Path:
    (folder / "game").mkdir()
    (folder / "game" / "__init__.py").touch()
    (folder / "pyproject.toml").touch()
    return folder
