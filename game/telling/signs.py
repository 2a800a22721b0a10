"""The signs that stand for a grade or a judgement, in the app, in pictures and in tables alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.analysis.review_facts import Judgement
    from game.story import Grade

_GRADES: dict[Grade, str] = {"best": "★*", "good": "●+", "mixed": "◐~", "bad": "○-"}
_JUDGEMENTS: dict[Judgement, str] = {"best": "★*", "good": "●+", "inaccuracy": "◐~", "mistake": "○-", "blunder": "✕x"}
"""The usual sign, then the one for those who want plain signs."""


def grade_sign(grade: Grade, plain: bool = False) -> str:
    """Return the sign of an ending's grade; a `plain` one is ASCII."""
    return _GRADES[grade][plain]


def judgement_sign(judgement: Judgement, plain: bool = False) -> str:
    """Return the sign of what a reply was worth; a `plain` one is ASCII."""
    return _JUDGEMENTS[judgement][plain]
