"""What a player has done with each story, counted from the kept runs, and what to deal next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.saves.database import Database, Row
from game.saves.records import BEST_FIRST, Progress

if TYPE_CHECKING:
    from game.engine import Deal
    from game.story import Grade, Story

_COUNTED = """
    SELECT story,
           sum(forked_from IS NULL) AS plays,
           count(finished_at) AS finished,
           max(score) AS best_score,
           group_concat(DISTINCT grade) AS grades,
           group_concat(DISTINCT ending) AS endings,
           max(touched_at) AS last_played
    FROM runs"""


def all_progress(database: Database) -> dict[str, Progress]:
    """Return the progress of every story that was ever started, by its id. Raises SavesError."""
    return {row["story"]: _progress(row) for row in database.read(f"{_COUNTED} GROUP BY story")}


def next_deal(database: Database, story: Story) -> Deal:
    """Return the deal for the next practice: variants in turn, replies listed in another order each time.

    Raises SavesError.
    """
    from game.engine import Deal

    [row] = database.read("SELECT count(*) AS plays FROM runs WHERE story = ? AND forked_from IS NULL", story.id)
    plays = int(row["plays"])
    return Deal(story.variants[plays % len(story.variants)].id, plays + 1)


def _progress(row: Row) -> Progress:
    return Progress(
        story=row["story"],
        plays=row["plays"],
        finished=row["finished"],
        best_score=row["best_score"],
        best_grade=_best(_listed(row["grades"])),
        endings=_listed(row["endings"]),
        last_played=row["last_played"],
    )


def _listed(joined: str | None) -> frozenset[str]:
    """The parts of a list that SQLite joined with commas; ids hold none."""
    return frozenset(joined.split(",")) if joined else frozenset()


def _best(found: frozenset[str]) -> Grade | None:
    return next((grade for grade in BEST_FIRST if grade in found), None)
