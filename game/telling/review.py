"""The debrief in words: each reply with its reasons, what the chat did to the agent's own strength, where it turned."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from game.engine import Outcome, Session
from game.telling.numbers import causes, change, number, slip, techniques
from game.telling.speech import said
from game.text import Translator


@dataclass(frozen=True, slots=True)
class ReplyReview:
    """One reply looked back at, all in the player's language."""

    said: tuple[str, ...]
    """the bubbles that were sent, or the note that stands for silence"""
    techniques: str
    """names of the techniques used; empty for none"""
    slip: str
    """name of the slip; empty for none"""
    change: str
    """how the meters moved"""
    causes: tuple[str, ...]
    """why, a line for each cause"""
    why: str
    """the writer's word on it; may be empty"""


@dataclass(frozen=True, slots=True)
class Body:
    """What cost the agent strength in a chat and what gave some back, the largest first."""

    cost: tuple[str, ...]
    restored: tuple[str, ...]


def reply_review(outcome: Outcome, t: Translator) -> ReplyReview:
    """Return the review of a reply. Raises ValueError for what is no reply."""
    if outcome.choice is None:
        raise ValueError("only replies are reviewed")
    return ReplyReview(
        said=outcome.said or said(outcome, t),
        techniques=techniques(outcome.techniques, t),
        slip=slip(outcome.slip, t),
        change=change(outcome.change, t),
        causes=causes(outcome, t),
        why=outcome.choice.why,
    )


def body(outcomes: Sequence[Outcome], t: Translator) -> Body:
    """Return what cost and what restored stamina over a whole chat, by cause."""
    sums: defaultdict[str, Fraction] = defaultdict(Fraction)
    for cause in (cause for outcome in outcomes for cause in outcome.causes):
        sums[cause.code] += cause.stamina
    shares = sorted(sums.items(), key=lambda item: -abs(item[1]))
    return Body(
        cost=tuple(_told(code, amount, t) for code, amount in shares if amount < 0),
        restored=tuple(_told(code, amount, t) for code, amount in shares if amount > 0),
    )


def cared(session: Session) -> bool:
    """Return whether the agent took any care of themselves in a chat."""
    return any(action.startswith("care:") for action in session.actions)


def turning_point(outcomes: Sequence[Outcome]) -> Outcome | None:
    """Return the reply that moved satisfaction most, the earlier of equals; None where none did."""
    replies = [outcome for outcome in outcomes if outcome.choice and outcome.change.satisfaction]
    return max(replies, key=lambda outcome: abs(outcome.change.satisfaction), default=None)


def _told(code: str, amount: Fraction, t: Translator) -> str:
    share = t("telling.share.stamina", amount=number(amount, signed=True))
    return t("telling.cause", reason=t(f"engine.cause.{code}"), share=share)
