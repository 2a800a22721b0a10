"""The whole game line by line: for screen readers, pipes and terminals that can do no more."""

from game.plain.console import Console
from game.plain.home import play

__all__ = ["Console", "play"]
