"""The one place that knows in which folder a player's data is kept. Loads nothing, so that every command can ask it."""

from collections.abc import Mapping
from pathlib import Path

VARIABLE = "STEADY_SAVES"
DATABASE = "steady.db"
APP = "steady-dear"
CHECKOUT = Path(__file__).parents[1]


def saves_folder(option: str | Path | None, environ: Mapping[str, str], checkout: Path = CHECKOUT) -> Path:
    """Return the folder for saved chats; it may not exist yet.

    `option` is what `--saves` was given; then $STEADY_SAVES counts, then `saves/` where the game runs from a checkout
    (an editable install), else the platform's folder for user data. A leading `~` is the user's home.
    """
    wish = option or environ.get(VARIABLE)
    if wish:
        return _absolute(_at_home(Path(wish)))
    if _is_checkout(checkout):
        return checkout / "saves"
    from platformdirs import user_data_path  # loaded for installed games only: a checkout starts faster without

    return user_data_path(APP, appauthor=False)


def _at_home(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:  # a home that cannot be found out: then `~` is a name like any other
        return path


def _absolute(path: Path) -> Path:
    try:
        return path.absolute()
    except OSError:  # the folder we stand in has been deleted
        return path


def _is_checkout(folder: Path) -> bool:
    return (folder / "pyproject.toml").is_file() and (folder / "game" / "__init__.py").is_file()
