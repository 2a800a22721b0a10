"""What makes a story a poor exercise: endings by chance, and good replies that can be told without reading."""

from dataclasses import replace

import pytest

from game.analysis.facts import Analysis, EndingFacts
from game.format.problems.mistakes import framed
from game.format.read import ReadResult
from game.lab.balance import TOO_COMMON, TOO_LUCKY, check_balance, check_habits
from tests.format.samples import read
from tests.lab.found import analysis_of

ENDINGS = """
- {id: warm, grade: best, when: satisfaction >= 90, title: 好, text: 谢谢。}
- {id: calm, grade: best, when: satisfaction >= 50, title: 好, text: 谢谢。}
- {id: gone, grade: bad, title: 走了, text: 再见。}
"""
GOOD = "{id: good-%d, text: %s, uses: [NAME]}"
BAD = "{id: bad-%d, text: %s, slip: RUSH}"


def dealt(**shares: float) -> tuple[ReadResult, Analysis]:
    """A story with three endings of its own, and the shares of random players who come to them."""
    result = read(framed("endings", ENDINGS))
    assert result.story is not None
    analysis = analysis_of(result.story)
    endings: tuple[EndingFacts, ...] = tuple(
        replace(ending, share=shares.get(ending.id, 0.0)) for ending in analysis.endings
    )
    return result, replace(analysis, endings=endings)


def told(result: ReadResult, analysis: Analysis) -> list[tuple[str, str]]:
    assert result.story is not None
    found = check_balance(result.story, analysis, result.places)
    return [(one.code, one.excerpt[one.column - 1 : one.end_column - 1]) for one in found]


def test_endings_that_take_skill_are_fine() -> None:
    assert told(*dealt(warm=TOO_LUCKY / 2, calm=TOO_LUCKY / 2, gone=TOO_COMMON)) == []


def test_the_best_endings_together_may_not_be_a_matter_of_luck() -> None:
    assert told(*dealt(warm=TOO_LUCKY / 2, calm=TOO_LUCKY / 2 + 0.01)) == [("best-by-luck", "endings")]


def test_one_ending_may_not_take_nearly_everyone() -> None:
    assert told(*dealt(gone=TOO_COMMON + 0.01)) == [("one-ending-for-most", "gone")]


def habits(scenes: list[list[str]]) -> list[str]:
    """The habits of a story of scenes, each a list of replies `good` or `bad`, the longest in capitals."""
    lines = []
    for number, replies in enumerate(scenes):
        kinds = [(GOOD if kind.lower() == "good" else BAD, "好" * (9 if kind.isupper() else 4)) for kind in replies]
        choices = [form % (10 * number + place, text) for place, (form, text) in enumerate(kinds)]
        lines.append(f"scene-{number}:\n  choices: [{', '.join(choices)}]\n")
    result = read(framed("scenes", "".join(lines)))
    assert result.story is not None, result.problems
    return [problem.code for problem in check_habits(result.story, result.places)]


@pytest.mark.parametrize(
    ("scenes", "codes"),
    [
        ([["bad", "GOOD"]] * 4, ["longest-is-best"]),
        ([["good", "BAD"]] * 4, ["first-is-best"]),
        ([["GOOD", "bad"]] * 4, ["longest-is-best", "first-is-best"]),
        ([["GOOD", "bad"]] * 3 + [["BAD", "good"]], []),
        ([["GOOD", "bad"]] * 3, []),
        ([["GOOD", "bad"]] * 3 + [["good", "GOOD"]], []),
    ],
    ids=["longest", "first", "both", "broken once", "too few to tell", "nothing to choose in one"],
)
def test_a_good_reply_may_not_always_look_the_same(scenes: list[list[str]], codes: list[str]) -> None:
    assert habits(scenes) == codes
