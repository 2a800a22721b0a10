"""The second half of the debrief: one's own strength, the score with its sum, what to take along. Pure."""

from collections.abc import Iterator
from typing import get_args

from game.engine import Session
from game.engine.score import HEADROOM, STRIKE_CAP, STRIKE_POINTS
from game.story import Grade
from game.telling import body, cared, customer_line, score_lines
from game.text import cell_width
from game.ui.debrief.words import DebriefWords
from game.ui.widgets.board import stars
from game.ui.widgets.prose import GAP, Block, gauge, para, quote
from game.ui.widgets.rows import Span

GRADES: tuple[Grade, ...] = get_args(Grade)
_GAUGE = 24
"""Cells of a bar."""


def body_page(words: DebriefWords) -> Iterator[Block]:
    """What cost stamina and what gave some back."""
    t, look, session = words.t, words.look, words.session
    first, last = _first_stamina(session), session.state.stamina
    found = body(session.outcomes, t)
    yield para(t("ui_debrief.body.lead"), "strong")
    yield GAP
    yield Block(
        (Span(t("ui_debrief.body.course", first=first, last=last)), Span("  "), *gauge(last, _GAUGE, look, "stamina"))
    )
    for heading, lines, sign, role in (
        ("cost", found.cost, look.down, "down"), ("restored", found.restored, look.up, "up"),
    ):  # fmt: skip
        yield GAP
        yield para(t(f"ui_debrief.body.{heading}"), "heading")
        yield from (para(line, lead=f"{sign} ", lead_role=role) for line in lines)
        if not lines:
            yield para(t(f"ui_debrief.body.no_{heading}"), "note")
    yield GAP
    yield para(t("ui_debrief.body.cared" if cared(session) else "ui_debrief.body.not_cared"))
    yield para(t("ui_debrief.body.rounding"), "dim")


def _first_stamina(session: Session) -> int:
    """Stamina before the first line: an insult in the opening counts among the costs."""
    opening = session.outcomes[0]
    return opening.after.stamina - round(sum(cause.stamina for cause in opening.causes))


def score_page(words: DebriefWords) -> Iterator[Block]:
    """The score and how it came about, line by line."""
    t, look, score = words.t, words.look, words.session.score
    assert score
    lines = score_lines(score, t)
    parts = score.parts.values
    yield Block((Span(t("ui_debrief.score.total", total=score.total), "title"), Span("   "), words.grade()))
    yield Block(gauge(score.total / 10, _GAUGE * 2, look))
    yield GAP
    names = {part: t(f"engine.part.{part}") for part in parts}
    width = max(map(cell_width, names.values())) + 2
    for (part, value), line in zip(parts.items(), lines, strict=False):
        name = names[part] + " " * (width - cell_width(names[part]))
        yield Block((Span(name, "strong"), *gauge(float(value), _GAUGE, look)))
        yield para(line, lead=" " * width)
        yield para(_origin(words, part), "note", lead=" " * width)
    yield GAP
    yield para(t("ui_debrief.score.sum"), "heading")
    yield from (para(line, lead="· ") for line in lines[len(parts) :])
    yield from (para(line, "note", lead="· ") for line in _rules(words))


def _origin(words: DebriefWords, part: str) -> str:
    """Where a part of the score comes from."""
    t, state = words.t, words.session.state
    if part == "customer":
        return customer_line(state, words.ending.grade, t)
    return t(f"ui_debrief.score.from.{part}", strikes=state.strikes, points=STRIKE_POINTS)


def _rules(words: DebriefWords) -> Iterator[str]:
    """The limits that did not apply this time."""
    t, score = words.t, words.session.score
    assert score
    if score.ceiling >= score.weighted:
        yield t("ui_debrief.score.no_ceiling", headroom=HEADROOM)
    if not score.struck:
        yield t("ui_debrief.score.no_cap", cap=STRIKE_CAP)


def keep_page(words: DebriefWords, found: frozenset[str] | None) -> Iterator[Block]:
    """One rule, one goal, the endings found so far; `found` None: not known."""
    t, look, story = words.t, words.look, words.session.story
    for kind, text in (("rule", story.rule), ("goal", story.goal)):
        if text and not words.withheld:
            yield para(t(f"ui_debrief.keep.{kind}"), "heading")
            yield quote(text, look, "strong")
            yield GAP
    if found is not None:
        mine = [ending for ending in story.own_endings if ending.id in found | {words.ending.id}]
        unknown = len(story.own_endings) - len(mine)
        yield para(t("ui_debrief.keep.endings"), "heading")
        yield Block((Span(stars(len(mine), len(story.own_endings), look), "mid"),))
        for ending in mine:
            here = Span(f"  {t('ui_debrief.keep.this')}" if ending.id == words.ending.id else "", "note")
            yield Block((Span(ending.title), here), Span("· ", "key"))
        if unknown:
            yield para(t("ui_debrief.keep.unknown", count=unknown), "dim", lead="· ")
