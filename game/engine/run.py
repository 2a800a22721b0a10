"""A run: the list of actions from which everything else is computed again. Nothing else in it is trusted."""

from dataclasses import dataclass
from typing import Literal

from game.engine.actions import ActionUnavailableError
from game.engine.outcome import Outcome
from game.engine.state import RULES_VERSION, State
from game.engine.step import start, step
from game.story import Story, digest

FORMAT_VERSION = 1
Mode = Literal["practice", "ranked"]
"""Practice may take steps back and be coached; in a ranked run every step counts."""


@dataclass(frozen=True, slots=True)
class Deal:
    """How a story was dealt: the variant, and the seed of the order in which replies are listed (0: as written)."""

    variant: str
    order: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """One play of a story, finished or not."""

    story: str
    digest: str
    deal: Deal
    actions: tuple[str, ...] = ()
    stamina: int | None = None
    """Stamina at the start where a shift carried it over; None: the story's own."""
    mode: Mode = "practice"
    player: str = ""
    rules: int = RULES_VERSION
    format: int = FORMAT_VERSION
    times: tuple[float, ...] = ()
    """Wall-clock seconds since the epoch, one per action; for information only."""


@dataclass(frozen=True, slots=True)
class Replay:
    """A run played again."""

    states: tuple[State, ...]
    outcomes: tuple[Outcome, ...]
    """The opening first, then one per action."""
    stopped: ActionUnavailableError | None = None
    """The action that is no longer available, if the story or the rules changed since."""
    same_story: bool = True
    """The digest and the rules are those of the run."""

    @property
    def state(self) -> State:
        """Where the run stands."""
        return self.states[-1]

    @property
    def complete(self) -> bool:
        """Every action could be taken, under the same story and rules."""
        return self.stopped is None and self.same_story


def replay(story: Story, run: Run) -> Replay:
    """Plays a run again as far as it goes. Raises KeyError where the story no longer has the run's variant."""
    state, outcome = start(story, run.deal.variant, run.stamina)
    states, outcomes, stopped = [state], [outcome], None
    for action in run.actions:
        try:
            state, outcome = step(story, state, action)
        except ActionUnavailableError as error:
            stopped = error
            break
        states.append(state)
        outcomes.append(outcome)
    same = run.digest == digest(story) and run.rules == RULES_VERSION
    return Replay(tuple(states), tuple(outcomes), stopped, same)
