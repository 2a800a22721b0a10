"""Text as people read it: cleaned at the border, measured in cells, broken into lines, in the player's language."""

from game.text.clean import clean
from game.text.messages import LANGUAGES, STORY_LANGUAGES, Language, Translator, load, pick_language
from game.text.width import cell_width, pad, truncate
from game.text.wrap import wrap

__all__ = [
    "LANGUAGES",
    "STORY_LANGUAGES",
    "Language",
    "Translator",
    "cell_width",
    "clean",
    "load",
    "pad",
    "pick_language",
    "truncate",
    "wrap",
]
