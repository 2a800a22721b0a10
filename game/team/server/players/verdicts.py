"""What a player is told of a run, in words."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from game.team.verdict import told as verdict_told
from game.team.wire import OwnResult, Verdict
from game.text import Translator

UNPLAYABLE = "unplayable"
"""The reason of a run that could not be played again to its end: it has no score."""


def told(row: Mapping[Any, Any], t: Translator) -> Verdict:
    """Return the answer to a run as it was kept."""
    answer = json.loads(row["answer"])
    score, points = scores(row)
    flags = tuple(flag for flag in row["flags"].split(",") if flag)
    verdict = Verdict(
        row["status"], score, points, answer["best"], answer["place"], "", row["reason"], flags, answer["hidden"]
    )  # fmt: skip
    return replace(verdict, sentence=verdict_told(verdict, t))


def scores(row: Mapping[Any, Any]) -> tuple[int | None, int | None]:
    """Return the score and the points of a run; None where it has none."""
    return (None, None) if row["reason"] == UNPLAYABLE else (row["score"], row["points"])


def own_result(row: Mapping[Any, Any]) -> OwnResult:
    """Return a run as its player sees it in the list of results."""
    score, points = scores(row)
    second = row["received_at"] // 1000
    return OwnResult(row["id"], row["digest"], row["attempt"], row["status"], second, score, points)
