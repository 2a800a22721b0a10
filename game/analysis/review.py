"""The review of a finished run: what each reply was worth, judged by what could still be reached.

A reply is judged by replies alone, with no care action from there on, so that a perfect reply is never blamed for a
pause not taken; care is judged once, for the whole chat. What replies lost and care was worth add up to the score.
"""

import numpy as np

from game.analysis.cards import cards_for, with_every_card
from game.analysis.explore import Budget, Space
from game.analysis.review_facts import Line, ReplyFacts, Review, Temptation
from game.analysis.successors import Successors
from game.analysis.values import NO_SCORE, values_of
from game.engine import Run, State, parse_action, replay, step, view
from game.engine.score import score_of
from game.story import Story

HALVED_BY = 80
"""Points lost by which the accuracy of one reply is halved."""
TEMPTING_LOSS = 40
"""What a reply must cost at least to count as a temptation: more than an inaccuracy."""


class UnsolvedError(Exception):
    """The deal could not be searched to its end, or the run does not belong to it."""


class Solved:
    """One deal, solved for reviews. `stamina` is what was left of a shift when the chat began.

    It keeps what reviews look up, a fraction of what solving takes: worth and endings of each state, no ways.
    Raises UnsolvedError where the budget does not suffice, TooWideError where the story must remember too much.
    """

    def __init__(self, story: Story, variant: str, budget: Budget | None = None, stamina: int | None = None) -> None:
        space = Space(story, variant, budget, stamina)
        if not space.closed:
            raise UnsolvedError(variant)
        space.levels.clear()  # only plays are read from these
        graph = Successors(space)
        values = values_of(graph)
        self._story, self._variant = story, variant
        self._places, self._endings = graph.places, graph.endings
        self._by_replies = values.by_replies[: graph.states].copy()
        self._possible = values.endings[: graph.states].astype(np.min_scalar_type((1 << len(graph.endings)) - 1))
        """By state the endings still possible, a bit for each."""
        self.best = int(values.best[graph.opening])
        """The best score with which a chat of this deal can end, care included."""

    def value(self, state: State) -> int:
        """The best score that replies alone still reach; of an ended chat its score."""
        if state.ending is not None:
            return score_of(state, self._story.ending(state.ending).grade).total
        return int(self._by_replies[self._places.number_of(state)])

    def endings(self, state: State) -> frozenset[str]:
        """The endings still possible."""
        if state.ending is not None:
            return frozenset((state.ending,))
        bits = int(self._possible[self._places.number_of(state)])
        return frozenset(id for place, id in enumerate(self._endings) if bits >> place & 1)

    def replies(self, state: State) -> dict[str, int]:
        """The replies that can be sent, cards read, each with the best score that replies alone reach after it."""
        state = with_every_card(self._story, state)
        can_be_sent = set(view(self._story, state).replies)
        written = [choice.id for choice in self._story.scenes[state.scene].choices if choice.id in can_be_sent]
        return {id: self.value(step(self._story, state, id)[0]) for id in written}

    def review(self, run: Run) -> Review:
        """The review of a finished run of this deal. Raises UnsolvedError for any other."""
        replayed = replay(self._story, run)
        if not replayed.complete or replayed.state.ending is None or run.deal.variant != self._variant:
            raise UnsolvedError(run.deal.variant)
        return _Reviewer(self._story, self, run.actions, replayed.states).review()


def review(story: Story, run: Run, budget: Budget | None = None) -> Review:
    """The review of one finished run. Raises as `Solved` does."""
    return Solved(story, run.deal.variant, budget, run.stamina).review(run)


class _Reviewer:
    """One run under review. `states` holds the state before each action, and the last."""

    def __init__(self, story: Story, solved: Solved, actions: tuple[str, ...], states: tuple[State, ...]) -> None:
        self._story = story
        self._solved = solved
        self._actions = actions
        self._states = states

    def review(self) -> Review:
        replies = tuple(self._reply(place) for place, id in enumerate(self._actions) if _kind(id) == "reply")
        losses = [reply.loss for reply in replies]
        turning = losses.index(max(losses)) if any(losses) else None
        cares = [place for place, id in enumerate(self._actions) if _kind(id) == "care"]
        return Review(
            score=self._solved.value(self._states[-1]),
            par=_points(self._solved.value(self._states[0])),
            best=_points(self._solved.best),
            replies=replies,
            care=sum(self._worth(place) for place in cares),
            accuracy=accuracy(losses),
            turning_point=turning,
            better=None if turning is None else self._line(replies[turning].place),
            tempting=self._tempting(),
        )

    def _worth(self, place: int) -> int:
        """What an action changed in value."""
        before, after = (_points(self._solved.value(state)) for state in self._states[place : place + 2])
        return after - before

    def _reply(self, place: int) -> ReplyFacts:
        before, after = self._states[place : place + 2]
        values = self._solved.replies(before)
        best = max(values.values())
        gone = self._solved.endings(before) - self._solved.endings(after)
        return ReplyFacts(
            place=place,
            action=self._actions[place],
            before=_points(best),
            after=_points(self._solved.value(after)),
            best=tuple(id for id, value in values.items() if value == best),
            lost_endings=tuple(ending.id for ending in self._story.endings if ending.id in gone),
        )

    def _line(self, place: int, first: str | None = None) -> Line:
        """The best replies from a moment on, after a first one where it is given, to the ending that they are worth.

        Where best replies lead back to where they came from, it takes those that get on.
        """
        state = self._states[place]
        todo = [((), state) if first is None else self._sent((), state, first)]
        worth, seen = self._solved.value(todo[0][1]), set[State]()
        while True:
            actions, state = todo.pop()
            if state.ending is not None:
                return Line(place, actions, state.ending, worth)
            if state not in seen:
                seen.add(state)
                best = [reply for reply, value in self._solved.replies(state).items() if value == worth]
                todo += [self._sent(actions, state, reply) for reply in reversed(best)]

    def _sent(self, actions: tuple[str, ...], state: State, reply: str) -> tuple[tuple[str, ...], State]:
        """The actions so far with a reply, the cards that it asks for read before, and the state after it."""
        unread = [card for card in cards_for(self._story, reply) if not self._is_read(state, card)]
        for action in (*unread, reply):
            state, _ = step(self._story, state, action)
        return (*actions, *unread, reply), state

    def _is_read(self, state: State, card: str) -> bool:
        place = list(self._story.cards).index(parse_action(card).name)
        return bool(state.read >> place & 1)

    def _tempting(self) -> Temptation | None:
        """Of all replies that please more at once than the best one and cost dearly later, the dearest."""
        found = [
            option for place, id in enumerate(self._actions) if _kind(id) == "reply" for option in self._lures(place)
        ]
        return max(found, key=lambda lure: lure.loss, default=None)

    def _lures(self, place: int) -> list[Temptation]:
        state = self._states[place]
        values = self._solved.replies(state)
        best = max(values.values())
        gains = {id: self._gain(state, id) for id in values}
        best_gain = max(gains[id] for id, value in values.items() if value == best)
        return [
            Temptation(place, id, gains[id], best_gain, best - value, self._line(place, id))
            for id, value in values.items()
            if best - value > TEMPTING_LOSS and gains[id] > best_gain and value > NO_SCORE
        ]

    def _gain(self, state: State, reply: str) -> int:
        after, _ = step(self._story, with_every_card(self._story, state), reply)
        return after.satisfaction - state.satisfaction


def accuracy(losses: list[int]) -> float:
    """0..100: the mean of the replies, each worth 100 when nothing was lost and half of it for every 80 points lost."""
    if not losses:
        return 100.0
    return sum(100 * 0.5 ** (loss / HALVED_BY) for loss in losses) / len(losses)


def _points(value: int) -> int:
    """A value as points: what leads to no ending is worth none."""
    return max(value, 0)


def _kind(action: str) -> str:
    return parse_action(action).kind
