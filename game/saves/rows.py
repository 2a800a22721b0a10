"""Between rows of the database and values. A row that makes no sense raises BadRunError, never anything else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from game.saves.database import Row
from game.saves.problems import BadRunError, problem
from game.saves.records import BEST_FIRST, Origin, Result, RunSummary, SavedRun, Snapshot
from game.saves.transfer import KIND, import_run

if TYPE_CHECKING:
    from game.engine import Run

TOP_SCORE = 1000


def run_row(run_id: str, run: Run, origin: Origin, at: float) -> Row:
    """Return the row of `runs` for a run that begins (or is copied) at `at`."""
    return {
        "id": run_id,
        "story": run.story,
        "digest": run.digest,
        "rules": run.rules,
        "format": run.format,
        "variant": run.deal.variant,
        "order_seed": run.deal.order,
        "stamina": run.stamina,
        "mode": run.mode,
        "player": run.player,
        "language": origin.language,
        "forked_from": origin.forked_from,
        "started_at": at,
        "touched_at": at,
        "length": len(run.actions),
    }


def saved_run(row: Row, actions: Iterable[Row]) -> SavedRun:
    """Return a run from its row and those of its actions, in order. Raises BadRunError."""
    taken = list(actions)
    places = [action["place"] for action in taken]
    if places != list(range(len(places))) or len(places) != row["length"]:
        raise BadRunError(problem("run_incomplete", run=str(row["id"])))
    return SavedRun(summary(row), run_of(row, taken), _snapshot(row))


def run_of(row: Row, actions: list[Row]) -> Run:
    """Return the run that a row and its actions hold. Raises BadRunError."""
    names = ("format", "story", "digest", "rules", "variant", "stamina", "mode", "player")
    return import_run(
        {
            "kind": KIND,
            **{name: row[name] for name in names},
            "order": row["order_seed"],
            "actions": [action["action"] for action in actions],
            "times": [action["at"] for action in actions],
        }
    )


def summary(row: Row) -> RunSummary:
    """Return a run without its actions. Raises BadRunError where a value is not of its kind."""
    try:
        return RunSummary(
            id=str(row["id"]),
            story=str(row["story"]),
            mode=str(row["mode"]),
            player=str(row["player"]),
            language=str(row["language"]).partition("-")[0],  # older versions of the app wrote zh-CN
            started_at=float(row["started_at"]),
            last_played=float(row["touched_at"]),
            length=int(row["length"]),
            result=result(row),
            forked_from=None if row["forked_from"] is None else str(row["forked_from"]),
            set_aside=bool(row["set_aside"]),
        )
    except (TypeError, ValueError, OverflowError) as error:
        raise BadRunError(problem("run_incomplete", run=str(row["id"]))) from error


def result(row: Row) -> Result | None:
    """Return how a run ended; None while it runs, or where the row makes no sense."""
    ending, grade, score = row["ending"], row["grade"], row["score"]
    if not isinstance(ending, str) or grade not in BEST_FIRST or not isinstance(score, int):
        return None
    return Result(ending, BEST_FIRST[BEST_FIRST.index(grade)], max(0, min(score, TOP_SCORE)))


def _snapshot(row: Row) -> Snapshot | None:
    place, text = row["snapshot_place"], row["snapshot"]
    return Snapshot(place, text) if isinstance(place, int) and isinstance(text, str) else None
