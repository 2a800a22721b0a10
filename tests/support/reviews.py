"""A slow and simple solver for tiny stories: it reviews as the real one promises to, by trying every reply."""

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from functools import cache

from game.analysis.background import NoReviewError
from game.analysis.review_facts import Line, ReplyFacts, Review, Temptation
from game.engine import Run, Session, State, replay, score, start, step, view
from game.story import Story, digest


def answered(session: Session) -> Future[Review]:
    """The review of a chat, come home."""
    return AtOnce(session.story, session.run).review(session.run)


def tempted(session: Session) -> Future[Review]:
    """The review of a chat about the late parcel, in which waiting would have pleased at once."""
    review = answered(session).result()
    line = Line(0, ("wait", "options"), "gone", 495)
    future: Future[Review] = Future()
    future.set_result(replace(review, tempting=Temptation(0, "wait", 6, 3, review.par - line.score, line)))
    return future


def unanswered() -> Future[Review]:
    """A review that will never be."""
    future: Future[Review] = Future()
    future.set_exception(NoReviewError())
    return future


class AtOnce:
    """Stands in for the solver beside the game: its reviews are there when they are asked for."""

    def __init__(self, story: Story, run: Run) -> None:
        deal = (digest(story), run.deal.variant)
        self._tried = _TRIED.setdefault(deal, Tried(story, run.deal.variant))
        self.is_closed = False

    def review(self, run: Run) -> Future[Review]:
        future: Future[Review] = Future()
        future.set_result(self._tried.review(run))
        return future

    def close(self) -> None:
        self.is_closed = True


_TRIED: dict[tuple[str, str], "Tried"] = {}
"""Deals that were tried for one test serve the next: what is found there hangs on the logic of the story alone."""


class Tried:
    """A deal in which every reply is tried, from wherever one asks."""

    def __init__(self, story: Story, variant: str) -> None:
        self._story, self._variant = story, variant
        self._value = cache(self._best_value)
        self._value_with_care = cache(self._best_value_with_care)

    def review(self, run: Run) -> Review:
        again = replay(self._story, run)
        values = [self._value(state) for state in again.states]
        replies = tuple(
            self._facts(place, action, again.states[place], again.states[place + 1])
            for place, action in enumerate(run.actions)
            if action in self._story.choices
        )
        par, last = values[0], values[-1]
        losses = [facts.loss for facts in replies]
        worst = losses.index(max(losses)) if any(losses) else None
        better = (
            self._best_line(replies[worst].place, again.states[replies[worst].place]) if worst is not None else None
        )
        best = self._value_with_care(start(self._story, self._variant, run.stamina)[0])
        care, accuracy = last - par + sum(losses), 100.0 * (1 - sum(losses) / par)
        tempting = self._tempting(replies, again.states)
        return Review(last, par, best, replies, care, accuracy, worst, better, tempting)

    def _facts(self, place: int, action: str, before: State, after: State) -> ReplyFacts:
        value = self._value(before)
        best = tuple(id for id, state in self._replies(before) if self._value(state) == value)
        lost = tuple(sorted(self._endings(before) - self._endings(after)))
        return ReplyFacts(place, action, value, self._value(after), best, lost)

    def _replies(self, state: State) -> Iterator[tuple[str, State]]:
        return ((id, step(self._story, state, id)[0]) for id in view(self._story, state).replies)

    def _best_value(self, state: State) -> int:
        if state.ended:
            return score(self._story, state).total
        return max(self._value(after) for _, after in self._replies(state))

    def _best_value_with_care(self, state: State) -> int:
        if state.ended:
            return score(self._story, state).total
        actions = (*view(self._story, state).replies, *view(self._story, state).care_actions)
        return max(self._value_with_care(step(self._story, state, action)[0]) for action in actions)

    def _endings(self, state: State) -> set[str]:
        if state.ending:
            return {state.ending}
        return {ending for _, after in self._replies(state) for ending in self._endings(after)}

    def _best_line(self, place: int, state: State, *first: str) -> Line:
        actions = list(first)
        for action in first:
            state = step(self._story, state, action)[0]
        while not state.ended:
            action, state = max(self._replies(state), key=lambda reply: self._value(reply[1]))
            actions.append(action)
        assert state.ending
        return Line(place, tuple(actions), state.ending, score(self._story, state).total)

    def _tempting(self, replies: tuple[ReplyFacts, ...], states: tuple[State, ...]) -> Temptation | None:
        found = [temptation for facts in replies for temptation in self._temptations(facts, states[facts.place])]
        return max(found, key=lambda temptation: temptation.loss, default=None)

    def _temptations(self, facts: ReplyFacts, state: State) -> Iterator[Temptation]:
        gains = {id: after.satisfaction - state.satisfaction for id, after in self._replies(state)}
        best = max(gains[id] for id in facts.best)
        for id, after in self._replies(state):
            loss = facts.before - self._value(after)
            if loss and gains[id] >= best:
                yield Temptation(facts.place, id, gains[id], best, loss, self._best_line(facts.place, state, id))
