"""What a player keeps: the one object that front ends ask."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from game.places import DATABASE
from game.saves.database import Database
from game.saves.ids import new_id
from game.saves.log import Log
from game.saves.opening import open_database
from game.saves.problems import BadRunError, RunMissingError, SavesProblem, problem
from game.saves.progress import all_progress, next_deal
from game.saves.records import Origin, Progress, Result, RunSummary, SavedRun
from game.saves.rows import saved_run, summary
from game.saves.settings import Settings, Value, read_settings, setting_text
from game.saves.transfer import Json, run_to_json

if TYPE_CHECKING:
    from game.engine import Deal, Run, State
    from game.story import Story

Clock = Callable[[], float]


class Saves:
    """Runs, progress and settings of a player. Every change is on the disk when its method returns.

    A method that cannot read or write raises SavesError; what was kept before then stands untouched, and the call may
    be tried again. Times are seconds since the epoch; where none is given, it is now.
    """

    def __init__(self, database: Database, problems: tuple[SavesProblem, ...] = (), clock: Clock = time.time) -> None:
        self.database = database
        self.problems = problems
        """What was wrong when the data was opened, to be told to the player."""
        self._clock = clock
        self._log = Log(database)

    @property
    def kept(self) -> bool:
        """Whether anything survives the program; False where the file could not be written."""
        return self.database.kept

    def close(self) -> None:
        """Close the file. Nothing waits to be written."""
        self.database.close()

    def start(
        self,
        run: Run,
        language: str,
        at: float | None = None,
        *,
        state: State | None = None,
        forked_from: str | None = None,
        replaces: bool = False,
    ) -> SavedRun:
        """Keep a run, with the actions that it may have already. Raises BadRunError, SavesError.

        With `replaces`, the run it was forked from is no longer offered for going on.
        """
        now = self._time(at)
        run_id = new_id(now)
        self._log.add(run_id, run, Origin(language, forked_from, replaces), now, state)
        return self.load(run_id)

    def append(
        self,
        run_id: str,
        place: int,
        action: str,
        at: float | None = None,
        *,
        state: State | None = None,
        result: Result | None = None,
        pace_ms: int | None = None,
    ) -> None:
        """Add the action at `place` (0 for the first), with the state after it and the result where it ends the run.

        `pace_ms` is how long it took since the action before, by a clock that nobody sets. A run that is played for a
        contest goes into the outbox in the same transaction that ends it.

        Raises RunMovedOnError where another terminal went on with the run or took steps back, RunFinishedError,
        RunMissingError, SavesError.
        """
        self._log.append(run_id, place, action, self._time(at), state, result, pace_ms)

    def truncate(self, run_id: str, place: int, keep: int, *, state: State | None = None) -> None:
        """Take steps back in practice: keep the first `keep` of the run's `place` actions.

        Raises ValueError for a `keep` outside 0..place, BadRunError for a ranked run, and as `append`.
        """
        if not 0 <= keep <= place:
            raise ValueError(f"cannot keep {keep} of {place} actions")
        self._log.truncate(run_id, place, keep, self._time(None), state)

    def finish(self, run_id: str, place: int, result: Result, at: float | None = None) -> None:
        """Note how a run of `place` actions ended, where `append` did not. Raises as `append`."""
        self._log.finish(run_id, place, result, self._time(at))

    def fork(self, run_id: str, keep: int, language: str | None = None) -> SavedRun:
        """Copy the first `keep` actions into a practice run of its own.

        Raises ValueError for a `keep` that the run does not have, RunMissingError, SavesError.
        """
        saved = self.load(run_id)
        if not 0 <= keep <= saved.summary.length:
            raise ValueError(f"cannot keep {keep} of {saved.summary.length} actions")
        times = saved.run.times[:keep]
        run = replace(saved.run, actions=saved.run.actions[:keep], times=times, mode="practice")
        return self.start(run, language or saved.summary.language, forked_from=run_id)

    def set_aside(self, run_id: str) -> None:
        """Stop offering a run for going on; it stays in the history. Raises RunMissingError, SavesError."""
        self._log.set_aside(run_id)

    def load(self, run_id: str) -> SavedRun:
        """Return a run with its actions. Raises RunMissingError, BadRunError (damaged), SavesError."""
        with self.database.reading():
            rows = self.database.read("SELECT * FROM runs WHERE id = ?", run_id)
            actions = self.database.read("SELECT place, action, at FROM actions WHERE run = ? ORDER BY place", run_id)
        if not rows:
            raise RunMissingError(problem("run_missing", run=run_id))
        saved = saved_run(rows[0], actions)
        self._log.seen(run_id, rows[0]["cuts"])
        return saved

    def unfinished(self) -> tuple[RunSummary, ...]:
        """Return the runs to go on with, the last played first; none without any action. Raises SavesError."""
        return self._list("finished_at IS NULL AND length > 0 AND NOT set_aside")

    def history(self, story: str | None = None) -> tuple[RunSummary, ...]:
        """Return the runs of a story, or all, that have any action or have ended, the last played first.

        Raises SavesError.
        """
        return self._list("(length > 0 OR finished_at IS NOT NULL) AND story = coalesce(?, story)", story)

    def digests(self) -> frozenset[str]:
        """Return the digests of all stories that kept runs were played on. Raises SavesError."""
        return frozenset(str(row["digest"]) for row in self.database.read("SELECT DISTINCT digest FROM runs"))

    def progress(self) -> dict[str, Progress]:
        """Return what was done with each story that was ever started, by its id. Raises SavesError."""
        return all_progress(self.database)

    def next_deal(self, story: Story) -> Deal:
        """Return the deal for the next practice: variants in turn, another order each time. Raises SavesError."""
        return next_deal(self.database, story)

    def settings(self) -> Settings:
        """Return what the player set; its `problems` say what had to be replaced by a default. Raises SavesError."""
        rows = self.database.read("SELECT name, value FROM settings")
        return read_settings({row["name"]: str(row["value"]) for row in rows})

    def set_setting(self, name: str, value: Value) -> None:
        """Keep a setting. Raises ValueError for an unknown name or a value it cannot have; SavesError."""
        text = setting_text(name, value)
        with self.database.writing():
            self.database.write("INSERT OR REPLACE INTO settings VALUES (?, ?)", name, text)

    def export(self, run_id: str) -> Json:
        """Return a run as plain data for `json.dumps`. Raises as `load`."""
        return run_to_json(self.load(run_id).run)

    def _list(self, condition: str, *values: object) -> tuple[RunSummary, ...]:
        rows = self.database.read(f"SELECT * FROM runs WHERE {condition} ORDER BY touched_at DESC, id DESC", *values)
        return tuple(found for found in map(_summary_or_none, rows) if found is not None)

    def _time(self, at: float | None) -> float:
        now = self._clock() if at is None else at
        return max(0.0, now) if math.isfinite(now) else 0.0


def open_saves(folder: Path, clock: Clock = time.time) -> Saves:
    """Open the saved data in a folder, made where absent. Never raises: where nothing can be kept, play goes on.

    `Saves.problems` then says why, and `Saves.kept` is False.
    """
    database, problems = open_database(folder / DATABASE)
    return Saves(database, problems, clock)


def _summary_or_none(row: dict[str, object]) -> RunSummary | None:
    try:
        return summary(row)
    except BadRunError:
        return None
