"""The portraits that come with the game, read when first asked for."""

from functools import cache
from importlib.resources import files

from game.ui.portraits.picture import Portrait
from game.ui.portraits.reader import PortraitProblem, read_portrait

SHIPPED = ("woman-bun", "man-stubble", "young-headphones", "elder-glasses", "someone")
"""The names a story may give as its customer's portrait."""
ANYBODY = "someone"


@cache
def shipped_portrait(name: str) -> Portrait | None:
    """The shipped portrait of that name; None when there is none, so that a story with an unknown name still plays."""
    if name not in SHIPPED:
        return None
    portrait = read_own_portrait(_art(name))
    if isinstance(portrait, list):
        raise ValueError(f"shipped portrait {name}: {portrait}")
    return portrait


def anybody() -> Portrait:
    """The portrait that stands in for one that is not shipped, so that every story has a face."""
    portrait = shipped_portrait(ANYBODY)
    assert portrait, ANYBODY
    return portrait


def read_own_portrait(text: str) -> Portrait | list[PortraitProblem]:
    """Read a story's own `portrait.txt`, which may `use parts` like the shipped ones."""
    return read_portrait(text, {"parts": _art("parts")})


@cache
def _art(name: str) -> str:
    return files("game.ui.portraits").joinpath("art", f"{name}.txt").read_text("utf-8")
