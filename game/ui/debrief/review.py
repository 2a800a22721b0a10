"""The review of a finished chat: what the whole of it was worth, and each reply. Pure."""

from collections.abc import Iterable, Iterator

from textual.geometry import Size

from game.analysis.review_facts import Review
from game.telling.judging import JUDGEMENTS, accuracy, care_sentence, counted, sum_terms
from game.text import cell_width, clean, pad, truncate
from game.ui.debrief.step import better
from game.ui.debrief.words import JUDGEMENT_ROLES, DebriefWords
from game.ui.widgets.prose import GAP, Block, block_rows, gauge, para, quote
from game.ui.widgets.rows import Span

_GAUGE = 24
"""Cells of a bar."""
_JOIN = "\u00a0"
"""A blank at which no line is broken."""


def review_page(words: DebriefWords, room: Size) -> tuple[Block, ...]:
    """What the whole chat was worth. Where `room`, in cells, allows it, every reply has its own line, else a sign."""
    review = words.review
    if review is None:
        return (words.no_review(),)
    roomy = tuple(_page(words, review, _lines(words, review, room.width)))
    rows = sum(1 for block in roomy for _ in block_rows(block, room.width))
    return roomy if rows <= room.height else tuple(_page(words, review, [Block(tuple(_signs(words, review)))]))


def _page(words: DebriefWords, review: Review, replies: Iterable[Block]) -> Iterator[Block]:
    """Accuracy, the replies, the costliest one, the sum, care."""
    yield Block((Span(accuracy(review, words.t), "title"), Span("   "), *gauge(review.accuracy, _GAUGE, words.look)))
    yield GAP
    yield from replies
    yield Block(tuple(_counts(words, review)))
    yield GAP
    yield from _costliest(words)
    yield GAP
    yield from _sum(words, review)
    yield GAP
    yield para(care_sentence(review, words.session, words.t))


def _signs(words: DebriefWords, review: Review) -> Iterator[Span]:
    """Each reply's number and sign."""
    for facts in review.replies:
        step = words.step_at(facts.place)
        yield Span(f"{step.number if step else ''}{_JOIN}", "note")
        yield Span(words.sign(facts.judgement), JUDGEMENT_ROLES[facts.judgement])
        yield Span("  ")


def _lines(words: DebriefWords, review: Review, width: int) -> Iterator[Block]:
    """Each reply in one line: its number, what it was worth, the points it lost, how it begins."""
    most = max((facts.loss for facts in review.replies), default=0)
    worths = {name: f"{words.sign(name)} {words.t(f'telling_review.judged.{name}')}" for name in JUDGEMENTS}
    worth_width = max(cell_width(worths[facts.judgement]) for facts in review.replies) if review.replies else 0
    for facts in review.replies:
        step = words.step_at(facts.place)
        number = pad(str(step.number if step else ""), 2, "right")
        loss = pad(f"{-facts.loss}", len(f"{-most}"), "right")
        room = width - worth_width - len(number) - len(loss) - 8
        said = truncate(clean(words.reply(words.session.story.choices[facts.action])), room)
        yield _columns(
            Span(number, "note"),
            Span(pad(worths[facts.judgement], worth_width), JUDGEMENT_ROLES[facts.judgement]),
            Span(loss, "down" if facts.loss else "dim"),
            Span(said),
        )
    yield GAP


def _columns(*spans: Span) -> Block:
    """A line of spans two blanks apart; none of its blanks is lost or broken at."""
    return Block(tuple(Span(f"{span.text}  ".replace(" ", _JOIN), span.role) for span in spans))


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
    yield from better(words, step)


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
