"""Rules of the breathing guide: the pace is right, the words are always there, calm does not move."""

from itertools import pairwise

import pytest

from game.ui.widgets.breathing import Breathing, circle
from game.ui.widgets.look import Look
from game.ui.widgets.pace import SIGHING, breath_at


@pytest.mark.parametrize(
    ("seconds", "phase", "count"),
    [(0, "in", 3), (2.9, "in", 1), (3, "sip", 1), (4, "out", 8), (11.9, "out", 1), (12, "in", 3), (30, "out", 6)],
)
def test_the_pace_is_three_in_a_sip_and_eight_out(seconds: float, phase: str, count: int) -> None:
    breath = breath_at(seconds)
    assert (breath.phase, breath.count) == (phase, count)


def test_breathing_out_is_longer_than_breathing_in() -> None:
    assert dict(SIGHING)["out"] > dict(SIGHING)["in"] + dict(SIGHING)["sip"]


def test_the_lungs_fill_and_empty_without_a_jump() -> None:
    steps = [breath_at(tenth / 10).fullness for tenth in range(240)]
    assert max(abs(after - before) for before, after in pairwise(steps)) < 0.05
    assert (min(steps), max(steps)) == (0.0, 1.0)


def test_the_circle_grows_is_symmetrical_and_keeps_its_place() -> None:
    sizes = [sum(line.count("█") for line in circle(fullness, 11)) for fullness in (0, 0.5, 1)]
    assert sizes == sorted(set(sizes))
    for line in circle(0.7, 11):
        assert len(line) == 22
        assert line == line[::-1]


def test_plain_circles_are_ascii() -> None:
    assert all(line.isascii() for line in circle(0.6, 9, plain=True))


def test_calm_shows_words_and_count_alone() -> None:
    guide = Breathing("吸气", 3, 0.4)
    guide.set_reactive(Breathing.look, Look(calm=True))
    shown = ["".join(span.text for span in row).strip() for row in guide.rows(30)]
    assert shown == ["", "吸气", "3", ""]
