"""The meters and what moved them. Heat is told as a mood, never as a number."""

from fractions import Fraction

from game.engine import Cause, Change, Outcome, State
from game.story import Mood, Slip, Technique
from game.text import Translator

METERS = ("satisfaction", "stamina", "shop")


def mood(mood: Mood, t: Translator) -> str:
    """Return the word for a mood."""
    return t(f"engine.mood.{mood}")


def meters(state: State, t: Translator) -> str:
    """Return where both meters stand, each 0..100."""
    return t("telling.meters", satisfaction=state.satisfaction, stamina=state.stamina)


def change(change: Change, t: Translator) -> str:
    """Return how the meters moved; a sentence for nothing moved as well."""
    moves = [_move(name, getattr(change, name), t) for name in METERS if getattr(change, name)]
    return t("telling.and").join(moves) or t("telling.no_change")


def techniques(used: tuple[Technique, ...], t: Translator) -> str:
    """Return the names of techniques; empty for none."""
    return t("telling.and").join(t(f"engine.technique.{technique}") for technique in used)


def slip(slip: Slip | None, t: Translator) -> str:
    """Return the name of a slip; empty for none."""
    return t(f"engine.slip.{slip}") if slip else ""


def causes(outcome: Outcome, t: Translator) -> tuple[str, ...]:
    """Return a line for each reason why something moved, with its exact share before rounding."""
    return tuple(
        t("telling.cause", reason=t(f"engine.cause.{cause.code}"), share=share(cause, t))
        for cause in outcome.causes
        if cause.satisfaction or cause.stamina or cause.heat
    )


def share(cause: Cause, t: Translator) -> str:
    """Return what one cause did; its heat in words alone."""
    parts = [
        t(f"telling.share.{name}", amount=number(getattr(cause, name), signed=True))
        for name in ("satisfaction", "stamina")
        if getattr(cause, name)
    ]
    if cause.heat:
        parts.append(t("telling.share.hotter" if cause.heat > 0 else "telling.share.cooler"))
    return t("telling.and").join(parts)


def number(value: Fraction | int, signed: bool = False) -> str:
    """Return a number with at most two decimals, which is what the shares in the rules need in most cases."""
    text = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return f"+{text}" if signed and value > 0 else text


def _move(name: str, amount: int, t: Translator) -> str:
    return t(f"telling.{'up' if amount > 0 else 'down'}.{name}", amount=abs(amount))
