"""One step of a finished chat: what was said, the answer, what it did, what it was worth, and why. Pure."""

from collections.abc import Iterator

from game.engine import Outcome
from game.telling import line_text, reply_review, share
from game.telling.judging import better_replies, lost_endings
from game.text import cell_width, pad
from game.ui.debrief.words import METERS, DebriefWords, Step
from game.ui.widgets.prose import GAP, Block, para, quote
from game.ui.widgets.rows import Span

_APART = Span("   ")
_LABELS = ("you", "used", "slip", "note", "because", "better")
_MOST_BETTER = 3
"""Better replies that are listed at most."""


def step_page(words: DebriefWords, step: Step, why: bool) -> Iterator[Block]:
    """A step: what was said, the answer, what it did and, when asked, the exact shares."""
    t, outcome = words.t, step.outcome
    of = Span(t("ui_debrief.step.of", all=len(words.steps)), "note")
    yield Block((Span(t("ui_debrief.step.number", number=step.number), "key"), of, _APART, *numbers(words, step)))
    yield from _worth(words, step)
    yield GAP
    yield from exchange(words, outcome)
    yield GAP
    yield from better(words, step)
    yield from _judgement(words, outcome)
    yield from _causes(words, outcome, why)


def numbers(words: DebriefWords, step: Step) -> tuple[Span, ...]:
    """Both meters before and after, and the mood where it changed."""
    t, outcome = words.t, step.outcome
    assert outcome.before
    spans: list[Span] = []
    for meter in METERS:
        before, after = getattr(outcome.before, meter), getattr(outcome.after, meter)
        key, role = "moved" if before != after else "still", "up" if after > before else "down"
        told = t(f"ui_debrief.{key}", name=t(f"ui_debrief.meter.{meter}"), before=before, after=after)
        spans += [_joined(told), _joined(f" {words.look.amount(after - before)}", role), _APART]
    if outcome.before.mood != outcome.mood:
        moods = [t(f"engine.mood.{mood}") for mood in (outcome.before.mood, outcome.mood)]
        spans.append(_joined(t("ui_debrief.mood", before=moods[0], after=moods[1]), "mid"))
    return tuple(spans)


def better(words: DebriefWords, step: Step) -> Iterator[Block]:
    """What would have lost nothing, where the step lost something."""
    facts = words.facts(step)
    found = better_replies(facts, words.session) if facts else ()
    for number, choice in enumerate(found[:_MOST_BETTER]):
        yield _labelled(words, "better" if not number else "", "good", words.reply(choice))


def exchange(words: DebriefWords, outcome: Outcome) -> Iterator[Block]:
    """What was said and what came back."""
    if outcome.choice and not outcome.choice.quiet:
        for number, bubble in enumerate(outcome.said):
            yield _labelled(words, "you" if not number else "", "strong", bubble)
    else:
        yield para(words.headline(Step(0, outcome, 0)), "strong")
    if outcome.hint is not None:
        yield quote(outcome.hint or words.t("engine.hint.default"), words.look)
    for line in outcome.lines:
        text = line_text(line, words.context.settings.softer_insults)
        said = words.t("telling.says", speaker=line.speaker, text=text) if line.speaker else text
        yield quote(said, words.look, "" if line.speaker else "note")


def _worth(words: DebriefWords, step: Step) -> Iterator[Block]:
    facts = words.facts(step)
    if facts:
        yield Block((words.judged(facts), _APART, Span(lost_endings(facts, words.session, words.t), "note")))
    elif words.thinking and step.outcome.choice:
        yield para(words.t("telling_review.thinking"), "dim")


def _judgement(words: DebriefWords, outcome: Outcome) -> Iterator[Block]:
    t = words.t
    if outcome.choice is None:
        if outcome.thought and outcome.thought.why:
            yield _labelled(words, "note", "", outcome.thought.why)
        return
    review = reply_review(outcome, t)
    if review.techniques:
        yield _labelled(words, "used", "strong", review.techniques)
    if review.slip:
        yield _labelled(words, "slip", "bad", review.slip)
    if review.why:
        yield _labelled(words, "note", "", review.why)


def _causes(words: DebriefWords, outcome: Outcome, why: bool) -> Iterator[Block]:
    """The reasons by name; with their exact shares when asked."""
    t = words.t
    moved = [cause for cause in outcome.causes if cause.satisfaction or cause.stamina or cause.heat]
    if not moved:
        return
    names = [t(f"engine.cause.{cause.code}") for cause in moved]
    if not why:
        yield _labelled(words, "because", "note", t("ui_debrief.list").join(names))
        return
    yield GAP
    yield para(t("ui_debrief.step.shares"), "heading")
    for name, cause in zip(names, moved, strict=True):
        yield Block((Span(name), Span("  "), Span(share(cause, t), "strong")), Span("· ", "note"))
    yield para(t("ui_debrief.step.rounding"), "dim")


def _labelled(words: DebriefWords, label: str, role: str, text: str) -> Block:
    """A paragraph behind its label; all labels are of one width, and an empty one leaves its place free."""
    names = {name: words.t(f"ui_debrief.step.{name}") for name in _LABELS}
    width = max(map(cell_width, names.values())) + 2
    return para(text, role, lead=pad(names.get(label, ""), width), lead_role="key" if label == "you" else "note")


def _joined(text: str, role: str = "") -> Span:
    """A text that no line breaks."""
    return Span(text.replace(" ", "\u00a0"), role)
