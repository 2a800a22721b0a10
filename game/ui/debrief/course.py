"""The course of a finished chat: how it ended, where it turned, both meters as curves. Pure."""

from collections.abc import Iterator

from game.ui.debrief.step import numbers
from game.ui.debrief.words import METERS, DebriefWords, Step
from game.ui.widgets.curve import Curve, Marker
from game.ui.widgets.prose import GAP, Block, para, quote
from game.ui.widgets.rows import Span


def ending_page(words: DebriefWords) -> Iterator[Block]:
    """How it ended, in the customer's voice, and what was never said."""
    yield para(words.ending.title, "title")
    yield Block((words.grade(),))
    yield GAP
    for paragraph in words.ending.text.split("\n"):
        yield quote(paragraph, words.look)
    customer = words.session.customer
    if customer.hidden and not words.withheld:
        yield GAP
        yield para(words.t("ui_debrief.hidden", name=customer.name), "heading")
        yield para(customer.hidden)


def turn_result(words: DebriefWords, picked: Step) -> Iterator[Block]:
    """The player's answer beside what the numbers say; the numbers need not be right."""
    turning = words.turning
    if turning is None:
        yield para(words.t("ui_debrief.turn.none"))
        return
    key = "same" if picked.number == turning.number else "other"
    yield para(words.t(f"ui_debrief.turn.{key}", mine=picked.number, number=turning.number), "strong")
    yield GAP
    yield quote(words.headline(turning), words.look)
    yield Block(numbers(words, turning), edge=Span("  "))
    if key == "other":
        yield GAP
        yield para(words.t("ui_debrief.turn.both"), "note")


def curves(words: DebriefWords) -> tuple[Curve, Curve]:
    """Both meters after each step, the opening first."""
    states = [words.session.states[0], *(step.outcome.after for step in words.steps)]
    first, second = (
        Curve(words.t(f"ui_debrief.meter.{meter}"), tuple(getattr(state, meter) for state in states))
        for meter in METERS
    )
    return first, second


def markers(words: DebriefWords, current: int) -> tuple[Marker, ...]:
    """Care, the turning point, the costliest reply, and the step that is looked at."""
    t = words.t
    care = [Marker(step.number, "+", t("ui_debrief.mark.care")) for step in words.steps if not step.outcome.choice]
    turn = [Marker(words.turning.number, "!", t("ui_debrief.mark.turn"))] if words.turning else []
    costly = words.costliest
    cost = [Marker(costly.number, words.look.locked, t("ui_review.mark.costly"))] if costly else []
    here = Marker(current, "@" if words.look.plain_signs else "◉", t("ui_debrief.mark.here"))
    return (*care, *turn, *cost, here)
