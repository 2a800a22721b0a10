"""A story teaches what the curriculum knows, by replies that do it."""

import pytest

from game.format.problems.mistakes import framed
from game.lab.lessons import check_lessons, curriculum
from game.story import TECHNIQUES
from tests.format.samples import read
from tests.lab.found import analysis_of, violated


def told(teaches: str, reply: str = "", *never: str) -> list[tuple[str, dict[str, str]]]:
    result = read(framed("choice", f"- {{id: more, text: 好。{reply}}}\n", f"teaches: [{teaches}]\n"))
    assert result.story is not None
    analysis = analysis_of(result.story, *(violated("reachable", address) for address in never))
    return [(p.code, dict(p.values)) for p in check_lessons(result.story, analysis, result.places)]


def test_the_curriculum_has_its_219_rows() -> None:
    ids, techniques = curriculum()
    assert len(ids) == 219 and {"J01", "J18", "O26", "P22"} <= ids and not {"J00", "J19", "X01"} & ids
    assert techniques.keys() <= ids and {name for names in techniques.values() for name in names} <= set(TECHNIQUES)


def test_a_lesson_that_is_practised_is_fine() -> None:
    assert told("O01, K01", ", uses: [LISTEN]") == []


@pytest.mark.parametrize(("lesson", "meant"), [("o7", "O07"), ("O007", "O07"), ("O99", ""), ("empathy", "")])
def test_a_lesson_that_nobody_knows_is_told(lesson: str, meant: str) -> None:
    assert told(lesson) == [("unknown-lesson", {"id": lesson, "guess": meant})]


@pytest.mark.parametrize("reply", ["", ", uses: [NAME]", ", uses: [LISTEN], slip: RUSH"])
def test_a_lesson_without_a_good_reply_is_told(reply: str) -> None:
    assert told("O01", reply) == [("lesson-not-practised", {"id": "O01", "techniques": "LISTEN"})]


def test_a_reply_that_nobody_can_send_teaches_nothing() -> None:
    assert told("O01", ", uses: [LISTEN]", "choices.more") != []
