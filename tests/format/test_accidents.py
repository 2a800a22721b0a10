"""Whatever a file holds, reading it ends with a story or with reasons, never with a traceback."""

import random

import pytest

from game.format.problems.problem import has_errors
from game.format.read import read_text
from game.format.translation.po import read_po
from game.format.writing.formatter import format_story
from tests.format.mutations import PIECES, mutated

ROUNDS = 250


@pytest.mark.parametrize("seed", range(8))
def test_accidents_end_with_a_story_or_with_reasons(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(ROUNDS):
        data = mutated(dice)
        result = read_text(data, "story.yaml")
        assert (result.story is None) == has_errors(result.problems), data


def test_accidents_do_not_break_the_formatter() -> None:
    """What it writes once, it writes again."""
    dice = random.Random(99)
    for _ in range(ROUNDS):
        text = format_story(mutated(dice), "story.yaml").text
        if text is not None:
            assert format_story(text.encode(), "story.yaml").text == text, text


def test_accidents_do_not_break_translations() -> None:
    dice = random.Random(5)
    pieces = [
        *PIECES,
        'msgctxt "title"\n',
        'msgid "a"\n',
        'msgstr "b"\n',
        'msgstr[0] "b"\n',
        "#| msgid",
        "#, fuzzy\n",
        "#~ ",
    ]
    for _ in range(ROUNDS):
        data = "".join(dice.choices(pieces, k=dice.randrange(1, 30))).encode("utf-8", "surrogatepass")
        entries, problems = read_po(data, "en.po")
        assert isinstance(entries, dict) and isinstance(problems.problems, list)
