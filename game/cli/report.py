"""Where a run stands, as the one object that `run` and `replay` print."""

from collections.abc import Sequence
from fractions import Fraction

from game.engine import RULES_VERSION, Deal, Outcome, Score, Session, View, digest
from game.telling import locked_reason, mood, said, spoken
from game.text import Translator

Json = dict[str, object]


def run_report(session: Session, t: Translator) -> Json:
    """Return where a session stands and how it came there. Ids stay ids; only spoken words are in a language."""
    state, score = session.state, session.score
    ending = session.story.ending(state.ending) if state.ending else None
    return {
        "story": session.story.id,
        "deal": deal_name(session.deal),
        "digest": digest(session.story),
        "rules": RULES_VERSION,
        "scene": state.scene,
        "ended": state.ended,
        "ending": state.ending,
        "grade": ending.grade if ending else None,
        "satisfaction": state.satisfaction,
        "stamina": state.stamina,
        "mood": state.mood,
        "mood_text": mood(state.mood, t),
        "strikes": state.strikes,
        "shop": state.shop * 10,
        "score": score.total if score else None,
        "parts": _parts(score),
        **_open(session.view, t),
        "log": log(session.outcomes, t),
    }


def deal_name(deal: Deal) -> str:
    """Return a deal as `--deal` takes it."""
    return f"{deal.variant}:{deal.order}" if deal.order else deal.variant


def log(outcomes: Sequence[Outcome], t: Translator) -> list[Json]:
    """Return an object for each action, the first for the opening."""
    return [_entry(outcome, t) for outcome in outcomes]


def _entry(outcome: Outcome, t: Translator) -> Json:
    return {
        "action": outcome.action,
        "techniques": list(outcome.techniques),
        "slip": outcome.slip,
        "satisfaction": outcome.after.satisfaction,
        "stamina": outcome.after.stamina,
        "mood": outcome.mood,
        "mood_text": mood(outcome.mood, t),
        "lines": [*said(outcome, t), *(spoken(line, t) for line in outcome.lines)],
    }


def _open(view: View, t: Translator) -> Json:
    """What can be done now. `care` and `cards` hold ids of actions, as `--choose` takes them."""
    return {
        "available": view.replies,
        "care": view.care_actions,
        "cards": view.card_actions,
        "locked": [{"id": option.id, "reason": locked_reason(option, t)} for option in view.options if option.locked],
    }


def _parts(score: Score | None) -> dict[str, int | float] | None:
    return {name: _number(value) for name, value in score.parts.values.items()} if score else None


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
