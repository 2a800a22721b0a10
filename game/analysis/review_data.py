"""A review as plain data: what `replay --json` prints and what the worker process sends home."""

from dataclasses import asdict
from typing import Any

from game.analysis.review_facts import Line, ReplyFacts, Review, Temptation

Json = dict[str, Any]


def review_to_data(review: Review) -> Json:
    """Return a review as JSON can hold it, every reply with its loss and judgement."""
    data = asdict(review)
    for reply, facts in zip(data["replies"], review.replies, strict=True):
        reply |= {"loss": facts.loss, "judgement": facts.judgement}
    return data


def review_from_data(data: Json) -> Review:
    """Return the review that was made into data. Raises KeyError or TypeError for anything else."""
    tempting = data["tempting"]
    return Review(
        score=data["score"],
        par=data["par"],
        best=data["best"],
        replies=tuple(_reply(reply) for reply in data["replies"]),
        care=data["care"],
        accuracy=data["accuracy"],
        turning_point=data["turning_point"],
        better=_line(data["better"]) if data["better"] else None,
        tempting=Temptation(**{**tempting, "line": _line(tempting["line"])}) if tempting else None,
    )


def _reply(data: Json) -> ReplyFacts:
    best, lost = tuple(data["best"]), tuple(data["lost_endings"])
    return ReplyFacts(data["place"], data["action"], data["before"], data["after"], best, lost)


def _line(data: Json) -> Line:
    return Line(data["place"], tuple(data["actions"]), data["ending"], data["score"])
