"""A chat as lines of text: what the plain front end says, what `replay` prints, what golden transcripts hold.

Pure. A line is a whole thought without decoration, and nothing is broken to a width: screen readers and terminals
break lines themselves.
"""

from collections.abc import Iterator
from itertools import zip_longest

from game.analysis.review_facts import Review
from game.engine import Option, Outcome, Session, State, View
from game.plain import roads
from game.story import Story
from game.telling import (
    ReplyReview,
    body,
    cared,
    change,
    customer_line,
    joined,
    locked_reason,
    meters,
    mood,
    reply_review,
    said,
    score_lines,
    spoken,
    turning_point,
)
from game.text import Translator, clean

Lines = Iterator[str]


def opening_lines(session: Session, t: Translator) -> Lines:
    """Yield who is in the chat, before the first line of it."""
    yield session.story.title
    yield t("plain.chat.customer", name=session.customer.name)
    if session.customer.about:
        yield t("plain.chat.about", about=session.customer.about)


def outcome_lines(outcome: Outcome, t: Translator, softer: bool = False) -> Lines:
    """Yield what an action did: what was said, looked up or thought, and what came back."""
    yield from said(outcome, t)
    yield from _care_lines(outcome, t)
    if outcome.card is not None:
        yield t("plain.card.title", title=outcome.card.title)
        yield from paragraphs(outcome.card.text)
    yield from (spoken(line, t, softer) for line in outcome.lines)


def meter_lines(outcome: Outcome, story: Story, t: Translator) -> Lines:
    """Yield how the meters moved and where they stand, and the customer's mood where it changed."""
    if outcome.before is None:
        yield from _standing(outcome.after, story, t)
        return
    if outcome.card is not None:
        return
    yield t("plain.chat.moved", change=change(outcome.change, t), meters=meters(outcome.after, t))
    if outcome.before.mood != outcome.mood:
        yield t("plain.chat.mood_now", name=story.customer.name, mood=mood(outcome.mood, t))


def standing_lines(session: Session, t: Translator) -> Lines:
    """Yield where the meters stand and how the customer is."""
    yield from _standing(session.state, session.story, t)


def coach_lines(outcome: Outcome, t: Translator) -> Lines:
    """Yield what coach mode says after a reply: technique names, reasons, the writer's word."""
    if outcome.choice is not None:
        review = reply_review(outcome, t)
        yield from _means(review, t)
        yield from _reasons(review, t)


def view_lines(view: View, t: Translator) -> Lines:
    """Yield the replies, each with the number that picks it; locked ones with the reason."""
    yield t("plain.chat.choose")
    for number, option in enumerate(view.options, 1):
        yield _option_line(number, option, t)


def chat_lines(session: Session, t: Translator, softer: bool = False) -> Lines:
    """Yield the whole chat so far, with what was done besides talking."""
    for outcome in session.outcomes:
        yield from outcome_lines(outcome, t, softer)


def ending_lines(session: Session, t: Translator) -> Lines:
    """Yield how a chat ended, in the customer's voice, and what the customer had needed. Nothing while it runs."""
    if session.state.ending is None:
        return
    ending = session.story.ending(session.state.ending)
    yield t("plain.ending.title", title=ending.title, grade=t(f"engine.grade.{ending.grade}"))
    yield from paragraphs(ending.text)
    if session.customer.hidden:
        yield t("plain.ending.hidden", name=session.customer.name, hidden=session.customer.hidden)


def review_lines(session: Session, t: Translator, judged: Review | None = None) -> Lines:
    """Yield the record: each reply with its techniques, what it changed and why, and what it was worth."""
    facts = judged.replies if judged else ()
    replies = [outcome for outcome in session.outcomes if outcome.choice]
    for number, (outcome, worth) in enumerate(zip_longest(replies, facts), 1):
        review = reply_review(outcome, t)
        yield t("plain.review.reply", number=number, said=joined(review.said))
        yield from _means(review, t)
        yield t("plain.review.change", change=review.change)
        yield from _reasons(review, t)
        if worth:
            yield from roads.judged_lines(worth, session, t)


def turn_line(session: Session, t: Translator) -> str:
    """Return the sentence that names the reply which moved the customer most."""
    turn = turning_point(session.outcomes)
    if turn is None:
        return t("plain.review.no_turn")
    replies = [outcome for outcome in session.outcomes if outcome.choice]
    number = next(place for place, outcome in enumerate(replies, 1) if outcome is turn)
    return t("plain.review.turn", number=number, change=change(turn.change, t))


def body_lines(session: Session, t: Translator) -> Lines:
    """Yield what cost the agent strength and what gave some back."""
    told = body(session.outcomes, t)
    yield from (t("plain.body.cost", cause=cause) for cause in told.cost)
    yield from (t("plain.body.restored", cause=cause) for cause in told.restored)
    if not cared(session):
        yield t("plain.body.no_care")


def score_block(session: Session, t: Translator) -> Lines:
    """Yield the score with its sum. Nothing while the chat runs."""
    if session.score is None or session.state.ending is None:
        return
    yield customer_line(session.state, session.story.ending(session.state.ending).grade, t)
    yield from score_lines(session.score, t)


def lesson_lines(story: Story, t: Translator) -> Lines:
    """Yield the one rule to keep and the goal for next time."""
    if story.rule:
        yield t("plain.lesson.rule", rule=story.rule)
    if story.goal:
        yield t("plain.lesson.goal", goal=story.goal)


def debrief_lines(session: Session, t: Translator, review: Review | None = None, softer: bool = False) -> Lines:
    """Yield everything that is said after the ending, with a heading for each part."""
    parts = {
        "plain.heading.review": [*review_lines(session, t, review), turn_line(session, t)],
        "plain_review.heading.whole": list(roads.whole_lines(review, session, t)) if review else [],
        "plain_review.heading.roads": list(roads.road_lines(review, session, t, softer)) if review else [],
        "plain.heading.body": list(body_lines(session, t)),
        "plain.heading.score": list(score_block(session, t)),
        "plain.heading.lesson": list(lesson_lines(session.story, t)),
    }
    for heading, lines in parts.items():
        if lines:
            yield t(heading)
            yield from lines


def whole_chat(session: Session, t: Translator, review: Review | None = None) -> Lines:
    """Yield a run from its title to its debrief: what `replay` prints and golden transcripts hold."""
    yield from opening_lines(session, t)
    for outcome in session.outcomes:
        yield from outcome_lines(outcome, t)
        yield from meter_lines(outcome, session.story, t)
    if session.state.ended:
        yield t("plain.heading.ending")
        yield from ending_lines(session, t)
    yield from debrief_lines(session, t, review)


def paragraphs(text: str) -> Lines:
    """Yield the lines of a longer text."""
    yield from (line for line in clean(text, multiline=True).split("\n") if line.strip())


def _means(review: ReplyReview, t: Translator) -> Lines:
    if review.techniques:
        yield t("plain.review.techniques", names=review.techniques)
    if review.slip:
        yield t("plain.review.slip", name=review.slip)


def _reasons(review: ReplyReview, t: Translator) -> Lines:
    yield from (t("plain.review.cause", cause=cause) for cause in review.causes)
    if review.why:
        yield t("plain.review.why", why=review.why)


def _standing(state: State, story: Story, t: Translator) -> Lines:
    yield t("plain.chat.now", meters=meters(state, t))
    yield t("plain.chat.mood", name=story.customer.name, mood=mood(state.mood, t))


def _care_lines(outcome: Outcome, t: Translator) -> Lines:
    if outcome.thought is not None:
        yield t("plain.care.thought", text=outcome.thought.text)
        if outcome.thought.why:
            yield outcome.thought.why
    elif outcome.action == "care:breathe":
        yield t("plain.care.breathed")
    elif outcome.action == "care:ask":
        yield t("plain.care.colleague", hint=outcome.hint or t("engine.hint.default"))


def _option_line(number: int, option: Option, t: Translator) -> str:
    key = "plain.chat.quiet" if option.choice.quiet else "plain.chat.option"
    line = t(key, number=number, text=joined(option.choice.bubbles))
    return t("plain.chat.locked", line=line, reason=locked_reason(option, t)) if option.locked else line
