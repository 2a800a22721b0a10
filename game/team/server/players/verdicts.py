"""What a player is told of a run, in words."""

import json
from collections.abc import Mapping
from functools import reduce
from typing import Any

from game.team.wire import OwnResult, Verdict
from game.text import Translator

UNPLAYABLE = "unplayable"
"""The reason of a run that could not be played again to its end: it has no score."""


def told(row: Mapping[Any, Any], t: Translator) -> Verdict:
    """Return the answer to a run as it was kept."""
    answer = json.loads(row["answer"])
    score, points = scores(row)
    sentence = _sentence(row, answer, t)
    return Verdict(row["status"], score, points, answer["best"], answer["place"], sentence)


def scores(row: Mapping[Any, Any]) -> tuple[int | None, int | None]:
    """Return the score and the points of a run; None where it has none."""
    return (None, None) if row["reason"] == UNPLAYABLE else (row["score"], row["points"])


def own_result(row: Mapping[Any, Any]) -> OwnResult:
    """Return a run as its player sees it in the list of results."""
    score, points = scores(row)
    second = row["received_at"] // 1000
    return OwnResult(row["id"], row["digest"], row["attempt"], row["status"], second, score, points)


def _sentence(row: Mapping[Any, Any], answer: dict[str, int | bool | None], t: Translator) -> str:
    status = row["status"]
    if row["reason"]:
        return t(f"team_server.verdict.{status}_{row['reason']}")
    if status == "void":
        return t("team_server.verdict.void")
    is_best = answer["best"] == row["points"]
    parts = [t("team_server.verdict.best" if is_best else "team_server.verdict.counted", points=row["points"])]
    if answer["hidden"]:
        parts.append(t("team_server.verdict.hidden"))
    elif answer["place"] is not None:
        parts.append(t("team_server.verdict.place", place=answer["place"]))
    parts += [t(f"team_server.flag.{flag}") for flag in row["flags"].split(",") if flag]
    return reduce(lambda said, more: t("team_server.verdict.and", said=said, more=more), parts)
