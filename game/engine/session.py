"""A session: a story, the run so far, and all that a front end needs to show it."""

from game.engine.outcome import Outcome, View
from game.engine.run import Deal, Mode, Replay, Run, replay
from game.engine.score import Score, score
from game.engine.state import State
from game.engine.step import start, step
from game.engine.view import view
from game.story import Customer, Story, digest


class Session:
    """One play of a story. Every change goes through `act`, `undo` and `undo_to`."""

    def __init__(
        self,
        story: Story,
        deal: Deal | None = None,
        *,
        stamina: int | None = None,
        mode: Mode = "practice",
        player: str = "",
    ) -> None:
        """Opens the chat. Raises KeyError where the story has no such variant."""
        self.story = story
        self.deal = deal or Deal(story.variants[0].id)
        self.mode = mode
        self.player = player
        self._stamina = stamina
        state, outcome = start(story, self.deal.variant, stamina)
        self._states = [state]
        self._outcomes = [outcome]

    @classmethod
    def resume(cls, story: Story, run: Run) -> "Session":
        """The session of a run, as far as it can be replayed on this story; compare `actions` to see how far."""
        return cls.replayed(story, run, replay(story, run))

    @classmethod
    def replayed(cls, story: Story, run: Run, again: Replay) -> "Session":
        """The session of a run that was replayed on this story already."""
        session = cls(story, run.deal, stamina=run.stamina, mode=run.mode, player=run.player)
        session._states, session._outcomes = list(again.states), list(again.outcomes)
        return session

    @property
    def state(self) -> State:
        """Where the chat stands."""
        return self._states[-1]

    @property
    def states(self) -> tuple[State, ...]:
        """Where it stood: after the opening, then after each action."""
        return tuple(self._states)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What happened: the opening, then one outcome per action."""
        return tuple(self._outcomes)

    @property
    def actions(self) -> tuple[str, ...]:
        """The actions taken, by id."""
        return tuple(outcome.action for outcome in self._outcomes if outcome.action is not None)

    @property
    def customer(self) -> Customer:
        """The customer as dealt."""
        return self.story.customer_in(self.deal.variant)

    @property
    def view(self) -> View:
        """What can be done now."""
        return view(self.story, self.state, self.deal.order)

    @property
    def run(self) -> Run:
        """The run so far, without times."""
        return Run(self.story.id, digest(self.story), self.deal, self.actions, self._stamina, self.mode, self.player)

    @property
    def score(self) -> Score | None:
        """The score, once the chat has ended."""
        return score(self.story, self.state) if self.state.ended else None

    def act(self, action: str) -> Outcome:
        """Takes an action. Raises ActionUnavailableError and leaves everything as it was."""
        state, outcome = step(self.story, self.state, action)
        self._states.append(state)
        self._outcomes.append(outcome)
        return outcome

    @property
    def is_practice(self) -> bool:
        """Whether steps may be taken back and a coach may speak; in a ranked run every step counts."""
        return self.mode == "practice"

    @property
    def last_step(self) -> int | None:
        """Place among the actions of the last reply or act of care; None where there is none. A card is no step."""
        steps = [place for place, outcome in enumerate(self._outcomes[1:]) if outcome.card is None]
        return steps[-1] if steps else None

    @property
    def can_undo(self) -> bool:
        """Whether there is a step that may be taken back."""
        return self.is_practice and self.last_step is not None

    def undo(self) -> Outcome | None:
        """Takes the last step back, with the cards looked up after it, and returns it; None when there is none.

        Raises ValueError in a ranked run.
        """
        step = self.last_step
        return self.undo_to(len(self.actions) if step is None else step)

    def undo_to(self, length: int) -> Outcome | None:
        """Keeps the first `length` actions and returns the first of the others; None when there are none.

        Raises ValueError in a ranked run and for a negative length.
        """
        if not self.is_practice:
            raise ValueError("undo is for practice only")
        if length < 0:
            raise ValueError(f"cannot keep {length} actions")
        undone = self._outcomes[length + 1 :]
        del self._states[length + 1 :], self._outcomes[length + 1 :]
        return undone[0] if undone else None

    def told_in(self, story: Story) -> "Session":
        """The same session on a translation of the story. Raises ValueError for another story."""
        if digest(story) != digest(self.story):
            raise ValueError("not a translation of this story")
        return Session.resume(story, self.run)
