"""The portraits that come with the game, read when first asked for."""

from functools import cache
from importlib.resources import files

from game.ui.portraits.picture import Portrait
from game.ui.portraits.reader import PortraitProblem, read_portrait

SHIPPED = ("woman-bun", "man-stubble", "young-headphones", "elder-glasses", "someone")
"""The names a story may give as its customer's portrait."""
ANYBODY = "someone"
"""Stands in for a name that is not shipped, so that every story has a face."""


@cache
def shipped_portrait(name: str) -> Portrait | None:
    """The shipped portrait of that name; None when there is none, so that a story with an unknown name still plays."""
    if name not in SHIPPED:
        return None
    portrait = read_own_portrait(_art(name))
    if isinstance(portrait, list):
        raise ValueError(f"shipped portrait {name}: {portrait}")
    return portrait


def portrait_of(name: str | None, own: str | None = None) -> Portrait:
    """A customer's face: the story's own `portrait.txt` if it can be read, else the shipped one, else anybody's."""
    drawn = read_own_portrait(own) if own is not None else []
    if isinstance(drawn, Portrait):
        return drawn
    portrait = shipped_portrait(name or ANYBODY) or shipped_portrait(ANYBODY)
    assert portrait, ANYBODY
    return portrait


def read_own_portrait(text: str) -> Portrait | list[PortraitProblem]:
    """Read a story's own `portrait.txt`, which may `use parts` like the shipped ones."""
    return read_portrait(text, {"parts": _art("parts")})


@cache
def _art(name: str) -> str:
    return files("game.ui.portraits").joinpath("art", f"{name}.txt").read_text("utf-8")
