"""Every word of the rules has a name in both languages."""

import pytest

from game.story import BUILT_IN_ENDINGS, GRADES, MOODS, SLIPS, TECHNIQUES
from game.text import Translator

NAMED = {
    "technique": TECHNIQUES,
    "slip": SLIPS,
    "mood": MOODS,
    "grade": GRADES,
    "part": ("customer", "stamina", "compliance", "shop"),
    "cause": TECHNIQUES + SLIPS,
}


@pytest.mark.parametrize(("table", "words"), NAMED.items(), ids=NAMED.keys())
def test_every_word_has_its_own_name(t: Translator, table: str, words: tuple[str, ...]) -> None:
    names = [t(f"engine.{table}.{word}") for word in words]
    assert all(names)
    assert len(set(names)) == len(words)


def test_endings_that_stand_before_a_storys_own_have_their_texts(t: Translator) -> None:
    assert all(t(f"engine.ending.{ending}.{part}") for ending in BUILT_IN_ENDINGS for part in ("title", "text"))
