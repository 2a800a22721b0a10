"""A session that is kept step by step: first the disk, then the screen."""

import time
from collections.abc import Callable
from dataclasses import replace

from game.engine import Outcome, Session, State, score, step
from game.saves.records import Result
from game.saves.saves import Saves
from game.story import Story


class Recording:
    """A session and the run it is kept as. Front ends act through it instead of through the session."""

    def __init__(
        self,
        saves: Saves,
        session: Session,
        run_id: str,
        language: str,
        *,
        finished: bool = False,
        stopwatch: Callable[[], float] = time.monotonic,
    ) -> None:
        """Goes on with a run that is kept. `stopwatch` tells seconds from any moment on and is never set."""
        self.session = session
        self.run_id = run_id
        self._saves = saves
        self._language = language
        self._finished = finished
        self._stopwatch = stopwatch
        self._last = stopwatch()
        self.least_gap = 0.0
        """Seconds from one action to the next, waited for where the player was quicker: in a contest, a key pressed
        twice must not look like a machine."""

    @classmethod
    def begin(cls, saves: Saves, session: Session, language: str, *, replaces: str | None = None) -> "Recording":
        """Keep a session from now on, with the actions it has; instead of an older run if it `replaces` one.

        Raises SavesError.
        """
        saved = saves.start(
            session.run, language, state=session.state, forked_from=replaces, replaces=replaces is not None
        )
        recording = cls(saves, session, saved.id, language)
        recording.finish()
        return recording

    @property
    def kept(self) -> bool:
        """Whether the run survives the program, see `Saves.kept`."""
        return self._saves.kept

    def act(self, action: str) -> Outcome:
        """Take an action; it is on the disk before it counts.

        Raises ActionUnavailableError, ChatEndedError; SavesError (RunMovedOnError where another terminal went on with
        the run: `split` goes on apart from it). The session then stands as before, and the action may be tried again.
        """
        state, _ = step(self.session.story, self.session.state, action)
        result = result_at(self.session.story, state)
        now = self._after_least_gap()
        pace_ms = max(0, int((now - self._last) * 1000))
        self._saves.append(self.run_id, len(self.session.actions), action, state=state, result=result, pace_ms=pace_ms)
        self._finished, self._last = state.ended, now
        return self.session.act(action)

    def undo(self) -> Outcome | None:
        """Take the last step back as `Session.undo` does, and return it; None when there is none. As `undo_to`."""
        step = self.session.last_step
        return self.undo_to(len(self.session.actions) if step is None else step)

    def undo_to(self, length: int) -> Outcome | None:
        """Keep the first `length` actions and return the first of the others; None when there are none.

        All of them go in one transaction. A run that has ended stays as it is: going back goes on in a fork. Raises
        SavesError, and the session stands as before; ValueError in a ranked run and for a negative length.
        """
        place = len(self.session.actions)
        if self.session.is_practice and 0 <= length < place:
            self._keep(place, length)
        return self.session.undo_to(length)

    def _after_least_gap(self) -> float:
        missing = self._last + self.least_gap - self._stopwatch() if self.least_gap else 0.0
        if missing > 0:
            time.sleep(missing)
        return self._stopwatch()

    def _keep(self, place: int, length: int) -> None:
        """Keep `length` of `place` actions on the disk."""
        if self._finished:
            self.run_id = self._saves.fork(self.run_id, length, self._language).id
            self._finished = False
        else:
            self._saves.truncate(self.run_id, place, length, state=self.session.states[length])

    def split(self) -> None:
        """Go on as a practice run of its own, with what this session shows. Raises SavesError."""
        run = replace(self.session.run, mode="practice")
        saved = self._saves.start(run, self._language, state=self.session.state, forked_from=self.run_id)
        self.session = Session.resume(self.session.story, run)
        self.run_id = saved.id
        self._finished = False
        self.finish()

    def finish(self) -> None:
        """Note the result of a session that has ended, where that has not been done. Raises SavesError."""
        result = result_of(self.session)
        if result is not None and not self._finished:
            self._saves.finish(self.run_id, len(self.session.actions), result)
            self._finished = True


def result_of(session: Session) -> Result | None:
    """Return how a session ended; None while it runs."""
    return result_at(session.story, session.state)


def result_at(story: Story, state: State) -> Result | None:
    """Return how a chat that stands so has ended; None while it runs."""
    if state.ending is None:
        return None
    return Result(state.ending, story.ending(state.ending).grade, score(story, state).total)
