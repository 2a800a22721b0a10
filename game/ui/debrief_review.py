"""The review in the debrief: what the whole chat was worth, and the roads not taken, played out. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from game.analysis.review_facts import Line, Review
from game.telling.judging import (
    accuracy,
    care_sentence,
    counted,
    line_ending,
    played_out,
    sum_terms,
    tempting_lines,
)
from game.text import cell_width
from game.ui.debrief_words import JUDGEMENT_ROLES, DebriefWords
from game.ui.widgets.prose import GAP, Block, gauge, para, quote
from game.ui.widgets.rows import Span

_GAUGE = 24
"""Cells of a bar."""
_JOIN = "\u00a0"
"""A blank at which no line is broken."""


@dataclass(frozen=True, slots=True)
class Road:
    """A road not taken."""

    line: Line
    lead: tuple[Block, ...]
    """what makes it worth a look"""


def review_page(words: DebriefWords) -> Iterator[Block]:
    """What the whole chat was worth: accuracy, each reply's sign, the costliest one, the sum, care."""
    review = words.review
    if review is None:
        yield _no_review(words)
        return
    yield Block((Span(accuracy(review, words.t), "title"), Span("   "), *gauge(review.accuracy, _GAUGE, words.look)))
    yield GAP
    yield Block(tuple(_signs(words, review)))
    yield Block(tuple(_counts(words, review)))
    yield GAP
    yield from _costliest(words)
    yield GAP
    yield from _sum(words, review)
    yield GAP
    yield para(care_sentence(review, words.session, words.t))


def roads(words: DebriefWords) -> tuple[Road, ...]:
    """The better road and the tempting one, where there are such."""
    review, t, found = words.review, words.t, []
    if review and review.better:
        step = words.step_at(review.better.place)
        lead = para(t("ui_review.better", number=step.number if step else 0), "strong")
        ending = para(line_ending(review.better, review, words.session, t))
        found.append(Road(review.better, (lead, ending)))
    if review and review.tempting:
        first, *rest = tempting_lines(review.tempting, words.session, t)
        found.append(Road(review.tempting.line, (para(first, "strong"), *(para(text) for text in rest))))
    return tuple(found)


def road_page(words: DebriefWords, index: int) -> Iterator[Block]:
    """One of the roads, reply by reply, to its ending."""
    t, found = words.t, roads(words)
    if not found:
        yield para(t("ui_review.no_road")) if words.review else _no_review(words)
        return
    road = found[min(index, len(found) - 1)]
    number = 1 + found.index(road)
    yield Block((Span(t("ui_review.road", number=number), "key"), Span(t("ui_review.of", all=len(found)), "note")))
    yield from road.lead
    for outcome in played_out(road.line, words.session):
        yield GAP
        yield from words.exchange(outcome)
    ending = words.session.story.ending(road.line.ending)
    yield GAP
    yield para(ending.title, "heading")
    yield from (quote(paragraph, words.look) for paragraph in ending.text.split("\n"))


def retried(words: DebriefWords, page: str, step: int, road: int) -> int | None:
    """How many actions to keep to play on from what a page shows; None where it shows no such place."""
    if page == "record":
        return words.steps[step].kept
    if page == "review":
        return words.costliest.kept if words.costliest else None
    found = roads(words) if page == "roads" else ()
    return found[min(road, len(found) - 1)].line.place if found else None


def _no_review(words: DebriefWords) -> Block:
    if words.thinking:
        return para(words.t("telling_review.thinking"), "dim")
    return para(words.t("telling_review.missing"), "note")


def _signs(words: DebriefWords, review: Review) -> Iterator[Span]:
    """Each reply's number and sign."""
    for facts in review.replies:
        step = words.step_at(facts.place)
        yield Span(f"{step.number if step else ''}{_JOIN}", "note")
        yield Span(words.sign(facts.judgement), JUDGEMENT_ROLES[facts.judgement])
        yield Span("  ")


def _counts(words: DebriefWords, review: Review) -> Iterator[Span]:
    """How many were judged so: the legend of the signs."""
    for number, (name, told) in enumerate(counted(review, words.t)):
        yield Span("  " if number else "")
        yield Span(f"{words.sign(name)}{_JOIN}", JUDGEMENT_ROLES[name])
        yield Span(told.replace(" ", _JOIN))


def _costliest(words: DebriefWords) -> Iterator[Block]:
    step = words.costliest
    facts = words.facts(step) if step else None
    if step is None or facts is None:
        yield para(words.t("telling_review.whole.flawless"), "strong")
        return
    yield para(words.t("ui_review.turn"), "heading")
    at = Span(words.t("ui_review.turn_at", number=step.number), "key")
    yield Block((at, Span("   "), words.judged(facts)))
    yield quote(words.headline(step), words.look)
    yield from words.better(step)


def _sum(words: DebriefWords, review: Review) -> Iterator[Block]:
    """Par, losses and care below each other, then the score that they make."""
    t = words.t
    rows = [(term.name, f"{term.points:+d}" if term.points else "0") for term in sum_terms(review, t)]
    rows = [(rows[0][0], str(review.par)), *rows[1:], (t("telling_review.sum.score"), str(review.score))]
    names, figures = (max(map(cell_width, column)) for column in zip(*rows, strict=True))
    yield para(t("ui_review.sum"), "heading")
    for number, (name, figure) in enumerate(rows, 1):
        blank = _JOIN * (names - cell_width(name) + 2 + figures - len(figure))
        role = "strong" if number == len(rows) else ""
        yield Block((Span(name, role), Span(blank), Span(figure, role or "note")))
