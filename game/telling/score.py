"""The score with its sum, line by line, so that every number can be asked why."""

from fractions import Fraction

from game.engine import GRADE_POINTS, STRIKE_CAP, WEIGHTS, Score, State
from game.story import Grade
from game.telling.numbers import number
from game.text import Translator


def score_lines(score: Score, t: Translator) -> tuple[str, ...]:
    """Return the sum: the four parts with their weights, the mean, the caps that applied, the total (0..1000)."""
    lines = [_part(name, value, t) for name, value in score.parts.values.items()]
    lines.append(t("telling.score.weighted", points=number(score.weighted)))
    if score.ceiling < score.weighted:
        lowest = min(score.parts.values, key=score.parts.values.__getitem__)
        part = t(f"engine.part.{lowest}")
        lines.append(t("telling.score.ceiling", part=part, points=number(score.ceiling)))
    if score.struck:
        lines.append(t("telling.score.struck", cap=STRIKE_CAP))
    lines.append(t("telling.score.total", total=score.total))
    return tuple(lines)


def customer_line(state: State, grade: Grade, t: Translator) -> str:
    """Return where the customer's part comes from: the mean of satisfaction and what the ending is worth."""
    return t("telling.score.customer", satisfaction=state.satisfaction, ending=GRADE_POINTS[grade])


def _part(name: str, value: Fraction, t: Translator) -> str:
    weight = WEIGHTS[name]
    points = number(value * weight / 100)
    return t("telling.score.part", part=t(f"engine.part.{name}"), value=number(value), weight=weight, points=points)
