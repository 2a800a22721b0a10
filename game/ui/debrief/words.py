"""A finished chat and its review, and the words that several pages of the debrief have for them. Pure."""

from dataclasses import dataclass
from functools import cached_property

from game.analysis.review_facts import Judgement, ReplyFacts, Review
from game.engine import Outcome, Session
from game.story import Choice, Ending
from game.telling import joined, turning_point
from game.telling.judging import judgement
from game.telling.signs import grade_sign, judgement_sign
from game.text import Translator
from game.ui.context import ScreenContext
from game.ui.widgets.look import Look
from game.ui.widgets.prose import Block, para
from game.ui.widgets.rows import Span

GRADE_ROLES = {"best": "good", "good": "good", "mixed": "mid", "bad": "bad"}
JUDGEMENT_ROLES: dict[Judgement, str] = {
    "best": "good", "good": "good", "inaccuracy": "mid", "mistake": "bad", "blunder": "bad",
}  # fmt: skip
"""Of which role the paragraph is that says so."""
METERS = ("satisfaction", "stamina")


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
    withheld: bool = False
    """the chat will be played again in a contest, so nothing may be given away"""

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

    def headline(self, step: Step) -> str:
        """What was done in a step, in one line."""
        outcome = step.outcome
        if outcome.choice:
            return self.reply(outcome.choice)
        if outcome.card:
            return self.t("ui_debrief.looked_up", title=outcome.card.title)
        if outcome.thought:
            return outcome.thought.text
        kind = (outcome.action or "").split(":")[1]
        return self.t(f"ui_debrief.care.{kind}")

    def reply(self, choice: Choice) -> str:
        """A reply in one line."""
        said = joined(choice.bubbles)
        return self.t("ui_debrief.silent", text=said) if choice.quiet else said

    def no_review(self) -> Block:
        """Why there is no review: it is not there yet, or never will be."""
        if self.thinking:
            return para(self.t("telling_review.thinking"), "dim")
        return para(self.t("telling_review.missing"), "note")
