"""What only the writer is shown: the exact state, and what each reply would do now. Pure."""

from collections.abc import Iterator

from game.engine import Change, Option, Session, step
from game.engine.state import HEAT_STEPS
from game.format.writing.condition_text import condition_text
from game.story import PROMISE_STATES
from game.telling import mood
from game.text import Translator
from game.ui.widgets.look import Look

_JOIN = "\u00a0"
"""A blank at which no line is broken."""
_MOVES = ("satisfaction", "stamina", "heat", "shop")


def state_text(session: Session, t: Translator) -> str:
    """Return the state in numbers."""
    state = session.state
    parts = [
        t("lab_preview.state.scene", scene=state.scene),
        t("lab_preview.state.satisfaction", value=state.satisfaction),
        t("lab_preview.state.stamina", value=state.stamina),
        t("lab_preview.state.heat", value=state.heat, most=HEAT_STEPS - 1, mood=mood(state.mood, t)),
        t("lab_preview.state.heard" if state.heard else "lab_preview.state.unheard"),
        t("lab_preview.state.shop", value=state.shop * 10),
        t("lab_preview.state.strikes", value=state.strikes),
    ]
    return t("lab_preview.state.and").join([*(part.replace(" ", _JOIN) for part in parts), *_told_lists(session, t)])


def _told_lists(session: Session, t: Translator) -> Iterator[str]:
    for name, items in _lists(session, t):
        if items:
            yield t(f"lab_preview.state.{name}", items=t("ui.list").join(items))


def _lists(session: Session, t: Translator) -> Iterator[tuple[str, list[str]]]:
    """What the story declared: facts that hold, cards read, counters, promises that were made."""
    story, state = session.story, session.state
    yield "facts", [id for place, id in enumerate(story.facts) if state.facts >> place & 1]
    yield "read", [id for place, id in enumerate(story.cards) if state.read >> place & 1]
    counters = zip(story.counters, state.counters, strict=True)
    yield "counters", [f"{counter.id} {value}" for counter, value in counters]
    promises = zip(story.promises, state.promises, strict=True)
    yield "promises", [f"{id} {t(f'lab_preview.promise.{PROMISE_STATES[place]}')}" for id, place in promises if place]


def effect_text(session: Session, option: Option, t: Translator, look: Look) -> str:
    """Return what a reply would do now and where it would lead; for a locked one what it waits for."""
    if option.lock == "needs":
        return t("lab_preview.effect.needs", id=option.id, condition=condition_text(option.choice.needs))
    if option.locked:
        return option.id
    after, outcome = step(session.story, session.state, option.id)
    parts = [option.id, *_moves(outcome.change, t, look)]
    if after.ending:
        parts.append(t("lab_preview.effect.ends", ending=after.ending))
    elif after.scene != session.state.scene:
        parts.append(t("lab_preview.effect.leads", scene=after.scene))
    return t("lab_preview.state.and").join(part.replace(" ", _JOIN) for part in parts)


def _moves(change: Change, t: Translator, look: Look) -> Iterator[str]:
    for name in _MOVES:
        amount: int = getattr(change, name)
        if amount:
            yield t(f"lab_preview.effect.{name}", amount=look.amount(amount))
