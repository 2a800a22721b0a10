"""Runs that are kept together: what goes wrong with one of them is its own affair."""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, cast

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError

from game.team.server.database import Database
from game.team.server.players.judging import Came, Judged, judge_several
from game.team.server.players.keeping import keep_several
from game.team.server.refusals import Refused
from game.team.server.secret import hashed
from game.team.server.services import Services
from game.team.server.store import play
from game.team.server.tables import run
from game.team.wire import Submission, loads
from tests.team.server.serving import Player, Serving, emptied


def judged(serving: Serving, players: Sequence[Player], ids: Sequence[str] = ()) -> list[Any]:
    """A run of each player, played again and not kept yet; under these ids where they are given."""
    sent = [loads(Submission, json.dumps(player.submission(player.ticket(), taste=7))) for player in players]
    named = zip(ids or [player.new_run() for player in players], players, sent, strict=True)
    return list(judge_several(serving.services, [Came(id, hashed(one.token), body, id) for id, one, body in named]))


def became(serving: Serving, several: Sequence[Judged]) -> list[str]:
    """What became of each: kept, the code of its refusal, or an error."""
    return [_word(one) for one in keep_several(serving.services, serving.made.contest.id, several)]


def _word(found: Any) -> str:
    if isinstance(found, Refused):
        return found.code
    return "error" if isinstance(found, Exception) else "kept"


def test_a_run_that_cannot_be_kept_takes_no_other_along(serving: Serving) -> None:
    """The others are kept, each with all that follows from it."""
    several = judged(serving, [serving.join(name) for name in ("Mei", "Kai", "Bo")])
    several[1] = replace(several[1], played=replace(several[1].played, stamina=2**70))  # no column holds that
    for _ in ("new", "known"):
        assert became(serving, several) == ["kept", "error", "kept"]
    assert serving.board("team")["filling"][0]["played"] == 2


class Away:
    """A database that cannot be had."""

    def __init__(self, error: Exception) -> None:
        self.error, self.asked = error, 0

    def writing(self) -> None:
        self.asked += 1
        raise self.error


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("lock timeout", None, Exception()),
        TimeoutError(),
        DBAPIError("", None, Exception(), connection_invalidated=True),
    ],
)
def test_a_database_that_is_away_is_asked_once_and_not_for_each_run(error: Exception) -> None:
    database = Away(error)
    with pytest.raises(type(error)):
        keep_several(Services(cast(Database, database)), 1, [cast(Judged, None)] * 64)
    assert database.asked == 1


def test_contests_that_are_sent_the_same_ids_at_once_do_not_wait_for_each_other(shared_postgresql: Database) -> None:
    """Each holds what it has added until its end. Only if all add in one order, nobody waits in a circle."""
    database = emptied(shared_postgresql)
    one, other = Serving(database), Serving(database)
    kai = other.join("Kai")
    early, late, known = sorted(kai.new_run() for _ in range(3))
    kai.send(kai.submission(kai.ticket()), known)
    several = judged(one, [one.join("Mei"), one.join("Bo")], [late, early])
    with ThreadPoolExecutor() as pool, database.writing() as connection:
        row = dict(cast(Any, play.run_of(connection, known)))
        connection.execute(insert(run).values(row | {"id": early}))
        found = pool.submit(became, one, several)
        while not found.done() and not _somebody_waits(database):
            pass
        connection.execute(insert(run).values(row | {"id": late}))
        connection.commit()
        assert found.result() == ["run_known", "run_known"]
    for serving in (one, other):
        serving.close()


def _somebody_waits(database: Database) -> bool:
    with database.glance() as connection:
        return bool(connection.execute(text("SELECT count(*) FROM pg_locks WHERE NOT granted")).scalar())
