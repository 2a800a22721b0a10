"""The review of a finished chat in words: what each reply was worth, the sum, the care, the roads not taken.

Every figure is the solver's; what is said on other roads is the engine's, which plays them.
"""

from collections import Counter
from dataclasses import dataclass, replace

from game.analysis.review_facts import LIMITS, Judgement, Line, ReplyFacts, Review, Temptation
from game.engine import Change, Outcome, Session, replay
from game.story import Choice, Grade
from game.telling.numbers import change
from game.telling.review import cared
from game.text import Translator

JUDGEMENTS: tuple[Judgement, ...] = (*(name for name, _ in LIMITS), "blunder")
"""From the best to the worst."""


_GOOD: tuple[Grade, ...] = ("best", "good")


@dataclass(frozen=True, slots=True)
class Term:
    """A line of the sum by which a score came about."""

    name: str
    points: int
    """of 1000, with the sign with which it is added"""


def judgement(facts: ReplyFacts, t: Translator) -> str:
    """Return what a reply was worth: the word and the points it lost."""
    word = t(f"telling_review.judged.{facts.judgement}")
    if not facts.loss:
        return t("telling_review.judged.none_lost", judgement=word)
    return t("telling_review.judged.lost", judgement=word, points=facts.loss)


def better_replies(facts: ReplyFacts, session: Session) -> tuple[Choice, ...]:
    """Return the replies that would have lost nothing; none where the reply itself lost nothing."""
    return tuple(session.story.choices[id] for id in facts.best) if facts.loss else ()


def lost_endings(facts: ReplyFacts, session: Session, t: Translator) -> str:
    """Return how many good endings were out of reach after a reply, empty for none. Their names stay to be found."""
    count = sum(session.story.ending(id).grade in _GOOD for id in facts.lost_endings)
    return t("telling_review.reply.lost_endings", count=count) if count else ""


def accuracy(review: Review, t: Translator) -> str:
    """Return the accuracy of the whole chat."""
    return t("telling_review.whole.accuracy", accuracy=round(review.accuracy))


def counted(review: Review, t: Translator) -> tuple[tuple[Judgement, str], ...]:
    """Return how many replies were judged so, from the best down, without those that no reply earned."""
    counts = Counter(facts.judgement for facts in review.replies)
    return tuple((name, _count(name, counts[name], t)) for name in JUDGEMENTS if counts[name])


def sum_terms(review: Review, t: Translator) -> tuple[Term, ...]:
    """Return the sum: par, what replies lost, what care brought. The points of all of them make the score."""
    losses = sum(facts.loss for facts in review.replies)
    return (
        Term(t("telling_review.sum.par"), review.par),
        Term(t("telling_review.sum.losses"), -losses),
        Term(t("telling_review.sum.care"), review.care),
    )


def care_sentence(review: Review, session: Session, t: Translator) -> str:
    """Return the one word on care for the whole chat; no reply is ever blamed for a pause not taken."""
    if cared(session):
        key = "gained" if review.care > 0 else "lost" if review.care < 0 else "even"
        return t(f"telling_review.care.{key}", points=abs(review.care))
    more = review.best - review.par
    if more > 0:
        return t("telling_review.care.missed", best=review.best, points=more)
    return t("telling_review.care.not_needed")


def played_out(line: Line, session: Session) -> tuple[Outcome, ...]:
    """Return what happens on another road, an outcome for each of its actions, in the session's language."""
    kept = session.actions[: line.place]
    again = replay(session.story, replace(session.run, actions=(*kept, *line.actions)))
    return again.outcomes[1 + len(kept) :]


def line_ending(line: Line, review: Review, session: Session, t: Translator) -> str:
    """Return where another road ends, and what it would have brought beyond this chat."""
    ending = session.story.ending(line.ending)
    grade, more = t(f"engine.grade.{ending.grade}"), line.score - review.score
    if more > 0:
        return t("telling_review.line.more", title=ending.title, grade=grade, score=line.score, points=more)
    return t("telling_review.line.ending", title=ending.title, grade=grade, score=line.score)


def tempting_lines(temptation: Temptation, session: Session, t: Translator) -> tuple[str, str, str]:
    """Return what a tempting reply is: whether it was said, what it brings at once, what it costs later."""
    taken = session.actions[temptation.place] == temptation.action
    gain, best = (change(Change(satisfaction=points), t) for points in (temptation.gain, temptation.best_gain))
    return (
        t("telling_review.tempting.taken" if taken else "telling_review.tempting.left"),
        t("telling_review.tempting.now", gain=gain, best=best),
        t("telling_review.tempting.later", score=temptation.line.score, points=temptation.loss),
    )


def _count(name: Judgement, count: int, t: Translator) -> str:
    return t("telling_review.judged.count", judgement=t(f"telling_review.judged.{name}"), count=count)
