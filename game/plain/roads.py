"""The review as lines of text: each reply's worth, the sum of the whole chat, the roads not taken. Pure."""

from collections.abc import Iterator

from game.analysis.review_facts import Line, ReplyFacts, Review
from game.engine import Session
from game.story import Choice
from game.telling import joined, said, spoken
from game.telling.judging import (
    accuracy,
    better_replies,
    care_sentence,
    counted,
    judgement,
    line_ending,
    lost_endings,
    played_out,
    sum_terms,
    tempting_lines,
)
from game.text import Translator, clean

Lines = Iterator[str]


def judged_lines(facts: ReplyFacts, session: Session, t: Translator) -> Lines:
    """Yield what a reply was worth, and what would have lost nothing."""
    yield t("plain_review.judged", judgement=judgement(facts, t))
    yield from (t("plain_review.better", text=_reply(choice, t)) for choice in better_replies(facts, session))
    lost = lost_endings(facts, session, t)
    if lost:
        yield lost


def whole_lines(review: Review, session: Session, t: Translator) -> Lines:
    """Yield what the whole chat was worth: accuracy, the costliest reply, the sum, care."""
    yield t("plain_review.accuracy", accuracy=accuracy(review, t))
    yield t("plain_review.counts", counts=t("plain_review.and").join(text for _, text in counted(review, t)))
    if review.turning_point is None:
        yield t("telling_review.whole.flawless")
    else:
        facts = review.replies[review.turning_point]
        yield t("plain_review.turn", number=review.turning_point + 1, judgement=judgement(facts, t))
    for term in sum_terms(review, t):
        yield t("plain_review.term", name=term.name, points=term.points)
    yield t("plain_review.term", name=t("telling_review.sum.score"), points=review.score)
    yield care_sentence(review, session, t)


def road_lines(review: Review, session: Session, t: Translator, softer: bool = False) -> Lines:
    """Yield the better road and the tempting one, each to its ending."""
    if review.better:
        number = 1 + [facts.place for facts in review.replies].index(review.better.place)
        yield t("plain_review.road", number=number)
        yield line_ending(review.better, review, session, t)
        yield from _played_lines(review.better, session, t, softer)
    if review.tempting:
        yield from tempting_lines(review.tempting, session, t)
        yield from _played_lines(review.tempting.line, session, t, softer)


def _played_lines(line: Line, session: Session, t: Translator, softer: bool) -> Lines:
    for outcome in played_out(line, session):
        if outcome.card:
            yield t("plain.card.title", title=outcome.card.title)
        yield from said(outcome, t)
        yield from (spoken(answer, t, softer) for answer in outcome.lines)
    yield from clean(session.story.ending(line.ending).text, multiline=True).split("\n")


def _reply(choice: Choice, t: Translator) -> str:
    text = joined(choice.bubbles)
    return t("telling.quiet", text=text) if choice.quiet else text
