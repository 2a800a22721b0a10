"""The roads not taken, played out to their endings. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from game.analysis.review_facts import Line
from game.telling.judging import line_ending, played_out, tempting_lines
from game.ui.debrief.step import exchange
from game.ui.debrief.words import DebriefWords
from game.ui.widgets.prose import GAP, Block, para, quote
from game.ui.widgets.rows import Span


@dataclass(frozen=True, slots=True)
class Road:
    """A road not taken."""

    line: Line
    lead: tuple[Block, ...]
    """what makes it worth a look"""


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


def road_page(words: DebriefWords, found: Sequence[Road], index: int) -> Iterator[Block]:
    """One of the roads that were found, reply by reply, to its ending."""
    t = words.t
    if not found:
        yield para(t("ui_review.no_road")) if words.review else words.no_review()
        return
    road = found[index]
    number = Span(t("ui_review.road", number=index + 1), "key")
    yield Block((number, Span(t("ui_review.of", all=len(found)), "note")))
    yield from road.lead
    for outcome in played_out(road.line, words.session):
        yield GAP
        yield from exchange(words, outcome)
    ending = words.session.story.ending(road.line.ending)
    yield GAP
    yield para(ending.title, "heading")
    yield from (quote(paragraph, words.look) for paragraph in ending.text.split("\n"))
