"""The outbox: finished runs of contests that wait to be sent. Written by the transaction that ends the run."""

import json
from itertools import accumulate

from game.saves.database import Database, Row

UNKNOWN_PACE_MS = 1000
"""What an action is taken to have taken where a clock was set back meanwhile."""
MOST_MS = 2**31 - 1


def put_in_outbox(database: Database, run_id: str, at: float) -> None:
    """Put a run that has ended into the outbox if it was played with a ticket; within a transaction.

    What will be sent is fixed here, so that every try sends the same. Raises SavesError.
    """
    tickets = database.read("SELECT ticket, contest, digest FROM tickets WHERE run = ?", run_id)
    if not tickets:
        return
    [run] = database.read("SELECT rules, started_at FROM runs WHERE id = ?", run_id)
    taken = database.read("SELECT action, at, pace_ms FROM actions WHERE run = ? ORDER BY place", run_id)
    ticket, actions = tickets[0], json.dumps([row["action"] for row in taken], ensure_ascii=False)
    times = json.dumps(times_ms(run["started_at"], taken))
    database.write(
        """INSERT OR IGNORE INTO outbox (run, contest, ticket, digest, rules, actions, times_ms, added_at, next_try)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        run_id, ticket["contest"], ticket["ticket"], ticket["digest"], run["rules"], actions, times, at, at,
    )  # fmt: skip


def times_ms(started_at: float, taken: list[Row]) -> list[int]:
    """Return when each action was taken, in milliseconds of play since the chat began; never falling.

    Where no watch was kept, the wall clock must do; one that was set back says nothing.
    """
    moments = [started_at, *(row["at"] for row in taken)]
    paces = (
        row["pace_ms"] if row["pace_ms"] is not None else _by_the_wall(moments[place], row["at"])
        for place, row in enumerate(taken)
    )
    return [min(time, MOST_MS) for time in accumulate(paces)]


def _by_the_wall(before: float, at: float) -> int:
    gap = int((at - before) * 1000)
    return gap if gap > 0 else UNKNOWN_PACE_MS
