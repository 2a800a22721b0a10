"""The log of actions: started, added to, cut, finished and copied, each in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from game.saves.database import Database, Row
from game.saves.outbox import put_in_outbox
from game.saves.problems import (
    BadRunError,
    RunFinishedError,
    RunMissingError,
    RunMovedOnError,
    problem,
)
from game.saves.records import Origin, Result, state_to_json
from game.saves.rows import run_row
from game.saves.transfer import check_action, import_run, run_to_json

if TYPE_CHECKING:
    from game.engine import Run, State


class Log:
    """The runs of one database. It remembers what it has seen of a run, to notice what others do to it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._cuts: dict[str, int] = {}

    def seen(self, run_id: str, cuts: int) -> None:
        """Remember how often steps of a run had been taken back when it was loaded."""
        self._cuts[run_id] = cuts

    def add(self, run_id: str, run: Run, origin: Origin, at: float, state: State | None) -> None:
        """Add a run with the actions it has. Raises BadRunError, SavesError."""
        import_run(run_to_json(run))
        with self._database.writing():
            insert_run(self._database, run_row(run_id, run, origin, at), state)
            insert_actions(self._database, run_id, run, at)
            if origin.replaces:
                self._database.write("UPDATE runs SET set_aside = 1 WHERE id = ?", origin.forked_from)
        self._cuts[run_id] = 0

    def append(
        self,
        run_id: str,
        place: int,
        action: str,
        at: float,
        state: State | None,
        result: Result | None,
        pace_ms: int | None = None,
    ) -> None:
        """Add an action, and the result where it ends the run. Raises RunMovedOnError, SavesError."""
        check_action(place, action)
        with self._database.writing():
            self._move(run_id, place, place + 1, at, state)
            self._database.write("INSERT INTO actions VALUES (?, ?, ?, ?, ?)", run_id, place, action, at, pace_ms)
            if result is not None:
                self._finish(run_id, result, at)

    def truncate(self, run_id: str, place: int, keep: int, at: float, state: State | None) -> None:
        """Keep the first `keep` of `place` actions. Raises RunMovedOnError, BadRunError (ranked), SavesError."""
        with self._database.writing():
            row = self._expect(run_id, place)
            if row["mode"] != "practice":
                raise BadRunError(problem("ranked_keeps", run=run_id))
            self._move(run_id, place, keep, at, state)
            self._database.write("DELETE FROM actions WHERE run = ? AND place >= ?", run_id, keep)
            self._database.write("UPDATE runs SET cuts = cuts + 1 WHERE id = ?", run_id)
        self._cuts[run_id] = row["cuts"] + 1

    def finish(self, run_id: str, place: int, result: Result, at: float) -> None:
        """Note how a run of `place` actions ended. Raises RunMovedOnError, SavesError."""
        with self._database.writing():
            self._expect(run_id, place)
            self._finish(run_id, result, at)

    def set_aside(self, run_id: str) -> None:
        """Stop offering a run for going on. Raises RunMissingError, SavesError."""
        with self._database.writing():
            if not self._database.write("UPDATE runs SET set_aside = 1 WHERE id = ?", run_id):
                raise RunMissingError(problem("run_missing", run=run_id))

    def _finish(self, run_id: str, result: Result, at: float) -> None:
        self._database.write(
            "UPDATE runs SET finished_at = ?, ending = ?, grade = ?, score = ?, touched_at = ? WHERE id = ?",
            at, result.ending, result.grade, result.score, at, run_id,
        )  # fmt: skip
        put_in_outbox(self._database, run_id, at)

    def _move(self, run_id: str, place: int, length: int, at: float, state: State | None) -> None:
        """Change the number of actions, and the snapshot with it."""
        self._expect(run_id, place)
        snapshot = (None, None) if state is None else (state_to_json(state), length)
        self._database.write(
            "UPDATE runs SET length = ?, touched_at = ?, snapshot = ?, snapshot_place = ? WHERE id = ?",
            length, at, *snapshot, run_id,
        )  # fmt: skip

    def _expect(self, run_id: str, place: int) -> Row:
        """The row of a run that must stand as it was last seen here: so many actions, no more steps taken back."""
        rows = self._database.read("SELECT length, cuts, mode, finished_at FROM runs WHERE id = ?", run_id)
        if not rows:
            raise RunMissingError(problem("run_missing", run=run_id))
        row = rows[0]
        if row["finished_at"] is not None:
            raise RunFinishedError(problem("run_finished", run=run_id))
        if row["length"] != place or row["cuts"] != self._cuts.get(run_id, row["cuts"]):
            raise RunMovedOnError(problem("run_moved_on", run=run_id))
        return row


def insert_run(database: Database, row: Mapping[str, object], state: State | None = None) -> None:
    """Write a row of `runs` within a transaction. Raises SavesError."""
    if state is not None:
        row = {**row, "snapshot": state_to_json(state), "snapshot_place": row["length"]}
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    database.write(f"INSERT INTO runs ({names}) VALUES ({marks})", *row.values())


def insert_actions(database: Database, run_id: str, run: Run, at: float) -> None:
    """Write the actions of a run within a transaction; those without a time get `at`. Raises SavesError."""
    times = run.times or (at,) * len(run.actions)
    taken = zip(run.actions, times, strict=True)
    rows = [(run_id, place, action, time) for place, (action, time) in enumerate(taken)]
    database.write_all("INSERT INTO actions (run, place, action, at) VALUES (?, ?, ?, ?)", rows)
