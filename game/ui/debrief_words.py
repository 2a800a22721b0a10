"""A finished chat looked back at, as the values and paragraphs of the debrief. Pure; every figure is the engine's."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from game.analysis.review_facts import Judgement, ReplyFacts, Review
from game.engine import Outcome, Session
from game.story import Choice, Ending
from game.telling import line_text, reply_review, share, turning_point
from game.telling.judging import better_replies, judgement, lost_endings
from game.telling.signs import grade_sign, judgement_sign
from game.text import Translator, cell_width, pad
from game.ui.context import ScreenContext
from game.ui.widgets.curve import Curve, Marker
from game.ui.widgets.look import Look
from game.ui.widgets.prose import GAP, Block, para, quote
from game.ui.widgets.rows import Span

GRADE_ROLES = {"best": "good", "good": "good", "mixed": "mid", "bad": "bad"}
JUDGEMENT_ROLES: dict[Judgement, str] = {
    "best": "good", "good": "good", "inaccuracy": "mid", "mistake": "bad", "blunder": "bad",
}  # fmt: skip
FACES = {"best": "relieved", "good": "relieved", "mixed": "calm", "bad": "hurt"}
"""The last expression of the portrait."""
_METERS = ("satisfaction", "stamina")
_APART = Span("   ")
_LABELS = ("you", "used", "slip", "note", "because", "better")
_MOST_BETTER = 3
"""Better replies that are listed at most."""


@dataclass(frozen=True, slots=True)
class Step:
    """A reply or an act of care: what moved the meters. Looking something up is none."""

    number: int
    """from 1, as on the axis of the curves"""
    outcome: Outcome
    kept: int
    """how many actions of the run lie before it"""


@dataclass(frozen=True)
class DebriefWords:
    """Says a finished session in the language and by the settings of a context."""

    session: Session
    context: ScreenContext
    review: Review | None = None
    """what each reply was worth; None where that is not known"""
    thinking: bool = False
    """the review may yet come"""

    @property
    def t(self) -> Translator:
        """The language."""
        return self.context.t

    @property
    def look(self) -> Look:
        """How signs are drawn."""
        return self.context.look

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Everything that could move a meter, in order."""
        outcomes = enumerate(self.session.outcomes)
        acts = [(place, outcome) for place, outcome in outcomes if outcome.action and not outcome.card]
        return tuple(Step(number, outcome, place - 1) for number, (place, outcome) in enumerate(acts, 1))

    @property
    def replies(self) -> tuple[Step, ...]:
        """The steps that were replies."""
        return tuple(step for step in self.steps if step.outcome.choice)

    @property
    def ending(self) -> Ending:
        """How it ended."""
        assert self.session.state.ending
        return self.session.story.ending(self.session.state.ending)

    @property
    def turning(self) -> Step | None:
        """The reply at which satisfaction moved most."""
        outcome = turning_point(self.session.outcomes)
        return next((step for step in self.steps if step.outcome is outcome), None)

    @property
    def costliest(self) -> Step | None:
        """The reply that lost most, where one lost anything."""
        review = self.review
        place = review.turning_point if review else None
        return self.step_at(review.replies[place].place) if review and place is not None else None

    def step_at(self, place: int) -> Step | None:
        """The step that was this action of the run."""
        return next((step for step in self.steps if step.kept == place), None)

    def facts(self, step: Step) -> ReplyFacts | None:
        """What a step was worth; None for care, and where it is not known."""
        replies = self.review.replies if self.review else ()
        return next((facts for facts in replies if facts.place == step.kept), None)

    def judged(self, facts: ReplyFacts) -> Span:
        """What a reply was worth, as sign and words."""
        return Span(f"{self.sign(facts.judgement)} {judgement(facts, self.t)}", JUDGEMENT_ROLES[facts.judgement])

    def sign(self, name: Judgement) -> str:
        """The sign of a judgement."""
        return judgement_sign(name, self.look.plain_signs)

    def grade(self) -> Span:
        """The grade as sign and word."""
        grade = self.ending.grade
        sign = grade_sign(grade, self.look.plain_signs)
        return Span(f"{sign} {self.t(f'engine.grade.{grade}')}", GRADE_ROLES[grade])

    def first_page(self) -> Iterator[Block]:
        """How it ended, in the customer's voice, and what was never said."""
        yield para(self.ending.title, "title")
        yield Block((self.grade(),))
        yield GAP
        for paragraph in self.ending.text.split("\n"):
            yield quote(paragraph, self.look)
        customer = self.session.customer
        if customer.hidden:
            yield GAP
            yield para(self.t("ui_debrief.hidden", name=customer.name), "heading")
            yield para(customer.hidden)

    def headline(self, step: Step) -> str:
        """What was done in a step, in one line."""
        outcome = step.outcome
        if outcome.choice:
            return self.reply(outcome.choice)
        if outcome.card:
            return self.t("ui_debrief.looked_up", title=outcome.card.title)
        return outcome.thought.text if outcome.thought else self._care(outcome)

    def reply(self, choice: Choice) -> str:
        """A reply in one line."""
        said = "  ".join(choice.bubbles)
        return self.t("ui_debrief.silent", text=said) if choice.quiet else said

    def turn_result(self, picked: Step) -> Iterator[Block]:
        """The player's answer beside what the numbers say; the numbers need not be right."""
        turning = self.turning
        if turning is None:
            yield para(self.t("ui_debrief.turn.none"))
            return
        key = "same" if picked.number == turning.number else "other"
        yield para(self.t(f"ui_debrief.turn.{key}", mine=picked.number, number=turning.number), "strong")
        yield GAP
        yield quote(self.headline(turning), self.look)
        yield Block(self._numbers(turning), edge=Span("  "))
        if key == "other":
            yield GAP
            yield para(self.t("ui_debrief.turn.both"), "note")

    def curves(self) -> tuple[Curve, Curve]:
        """Both meters after each step, the opening first."""
        states = [self.session.states[0], *(step.outcome.after for step in self.steps)]
        first, second = (
            Curve(self.t(f"ui_debrief.meter.{meter}"), tuple(getattr(state, meter) for state in states))
            for meter in _METERS
        )
        return first, second

    def markers(self, current: int) -> tuple[Marker, ...]:
        """Care, the turning point, the costliest reply, and the step that is looked at."""
        t = self.t
        care = [Marker(step.number, "+", t("ui_debrief.mark.care")) for step in self.steps if not step.outcome.choice]
        turn = [Marker(self.turning.number, "!", t("ui_debrief.mark.turn"))] if self.turning else []
        costly = self.costliest
        cost = [Marker(costly.number, self.look.locked, t("ui_review.mark.costly"))] if costly else []
        here = Marker(current, "@" if self.look.plain_signs else "◉", t("ui_debrief.mark.here"))
        return (*care, *turn, *cost, here)

    def step_page(self, step: Step, why: bool) -> Iterator[Block]:
        """A step: what was said, the answer, what it did and, when asked, the exact shares."""
        t, outcome = self.t, step.outcome
        of = Span(t("ui_debrief.step.of", all=len(self.steps)), "note")
        yield Block((Span(t("ui_debrief.step.number", number=step.number), "key"), of, _APART, *self._numbers(step)))
        yield from self._worth(step)
        yield GAP
        yield from self.exchange(outcome)
        yield GAP
        yield from self.better(step)
        yield from self._judgement(outcome)
        yield from self._causes(outcome, why)

    def _worth(self, step: Step) -> Iterator[Block]:
        facts = self.facts(step)
        if facts:
            yield Block((self.judged(facts), _APART, Span(lost_endings(facts, self.session, self.t), "note")))
        elif self.thinking and step.outcome.choice:
            yield para(self.t("telling_review.thinking"), "dim")

    def better(self, step: Step) -> Iterator[Block]:
        """What would have lost nothing, where the step lost something."""
        facts = self.facts(step)
        found = better_replies(facts, self.session) if facts else ()
        for number, choice in enumerate(found[:_MOST_BETTER]):
            yield self._labelled("better" if not number else "", "good", self.reply(choice))

    def exchange(self, outcome: Outcome) -> Iterator[Block]:
        """What was said and what came back."""
        if outcome.choice and not outcome.choice.quiet:
            for number, bubble in enumerate(outcome.said):
                yield self._labelled("you" if not number else "", "strong", bubble)
        else:
            yield para(self.headline(Step(0, outcome, 0)), "strong")
        if outcome.hint is not None:
            yield quote(outcome.hint or self.t("engine.hint.default"), self.look)
        for line in outcome.lines:
            text = line_text(line, self.context.settings.softer_insults)
            said = self.t("telling.says", speaker=line.speaker, text=text) if line.speaker else text
            yield quote(said, self.look, "" if line.speaker else "note")

    def _judgement(self, outcome: Outcome) -> Iterator[Block]:
        t = self.t
        if outcome.choice is None:
            if outcome.thought and outcome.thought.why:
                yield self._labelled("note", "", outcome.thought.why)
            return
        review = reply_review(outcome, t)
        if review.techniques:
            yield self._labelled("used", "strong", review.techniques)
        if review.slip:
            yield self._labelled("slip", "bad", review.slip)
        if review.why:
            yield self._labelled("note", "", review.why)

    def _causes(self, outcome: Outcome, why: bool) -> Iterator[Block]:
        """The reasons by name; with their exact shares when asked."""
        t = self.t
        moved = [cause for cause in outcome.causes if cause.satisfaction or cause.stamina or cause.heat]
        if not moved:
            return
        names = [t(f"engine.cause.{cause.code}") for cause in moved]
        if not why:
            yield self._labelled("because", "note", t("ui_debrief.list").join(names))
            return
        yield GAP
        yield para(t("ui_debrief.step.shares"), "heading")
        for name, cause in zip(names, moved, strict=True):
            yield Block((Span(name), Span("  "), Span(share(cause, t), "strong")), Span("· ", "note"))
        yield para(t("ui_debrief.step.rounding"), "dim")

    def _labelled(self, label: str, role: str, text: str) -> Block:
        """A paragraph behind its label; all labels are of one width, and an empty one leaves its place free."""
        names = {name: self.t(f"ui_debrief.step.{name}") for name in _LABELS}
        width = max(map(cell_width, names.values())) + 2
        return para(text, role, lead=pad(names.get(label, ""), width), lead_role="key" if label == "you" else "note")

    def _numbers(self, step: Step) -> tuple[Span, ...]:
        """Both meters before and after, and the mood where it changed."""
        t, outcome = self.t, step.outcome
        assert outcome.before
        spans: list[Span] = []
        for meter in _METERS:
            before, after = getattr(outcome.before, meter), getattr(outcome.after, meter)
            key, role = "moved" if before != after else "still", "up" if after > before else "down"
            told = t(f"ui_debrief.{key}", name=t(f"ui_debrief.meter.{meter}"), before=before, after=after)
            spans += [_joined(told), _joined(f" {self.look.amount(after - before)}", role), _APART]
        if outcome.before.mood != outcome.mood:
            moods = [t(f"engine.mood.{mood}") for mood in (outcome.before.mood, outcome.mood)]
            spans.append(_joined(t("ui_debrief.mood", before=moods[0], after=moods[1]), "mid"))
        return tuple(spans)

    def _care(self, outcome: Outcome) -> str:
        return self.t(f"ui_debrief.care.{(outcome.action or '').split(':')[1]}")


def _joined(text: str, role: str = "") -> Span:
    """A text that no line breaks."""
    return Span(text.replace(" ", "\u00a0"), role)
