"""Joined contests: kept beside the runs, and a run that ends is in the outbox in the same breath."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from game.engine import Session
from game.saves import Saves, SavesError, open_saves
from game.saves.contests import Contests, JoinedContest, KeptTicket
from game.saves.database import Row
from game.saves.outbox import UNKNOWN_PACE_MS, times_ms
from game.saves.recording import Recording
from tests.saves.samples import parcel


def joined(id: str = "c1", token: str = "secret-token-of-mine") -> JoinedContest:
    return JoinedContest(id, "m1", "http://127.0.0.1:1", "cup", "Cup", "7K3M2QXB", token, "Mei", "Lantern", 1.0)


def _begin(saves: Saves) -> Recording:
    """A ranked chat under a ticket."""
    store = Contests(saves.database)
    store.add(joined())
    ticket = KeptTicket("t1", "c1", "0" * 16, "plain", 3, 1, 10, 20)
    store.add_ticket(ticket)
    begun = Recording.begin(saves, Session(parcel(), mode="ranked"), "en")
    store.bind(ticket, begun.run_id)
    moments = iter((0.0, 0.5, 2.0, 2.25))
    return Recording(saves, begun.session, begun.run_id, "en", stopwatch=lambda: next(moments))


def test_a_run_that_ends_is_in_the_outbox_with_the_time_of_each_action(saves: Saves) -> None:
    recording = _begin(saves)
    recording.act("look")
    recording.act("again")
    assert Contests(saves.database).waiting() == ()
    recording.act("bye")
    [entry] = Contests(saves.database).waiting()
    assert (entry.run, entry.ticket, entry.contest) == (recording.run_id, "t1", "c1")
    assert (entry.actions, entry.times_ms) == (("look", "again", "bye"), (500, 2000, 2250))


def test_a_run_ends_and_goes_into_the_outbox_in_one_transaction(saves: Saves) -> None:
    """Where the one cannot be written, the other is not either; and the step can be taken again."""
    recording = _begin(saves)
    recording.act("look")
    with saves.database.writing():
        saves.database.write("CREATE TRIGGER broken BEFORE INSERT ON outbox BEGIN SELECT raise(ABORT, 'no'); END")
    with pytest.raises(SavesError):
        recording.act("bye")
    assert saves.load(recording.run_id).result is None
    assert saves.load(recording.run_id).run.actions == ("look",)
    with saves.database.writing():
        saves.database.write("DROP TRIGGER broken")
    recording.act("bye")
    assert saves.load(recording.run_id).result is not None
    assert len(Contests(saves.database).waiting()) == 1


def test_a_clock_that_was_set_back_never_makes_times_fall() -> None:
    taken: list[Row] = [{"at": 5.0, "pace_ms": None}, {"at": 3.0, "pace_ms": None}, {"at": 9.0, "pace_ms": 40}]
    assert times_ms(4.0, taken) == [1000, 1000 + UNKNOWN_PACE_MS, 1040 + UNKNOWN_PACE_MS]


def test_leaving_a_contest_takes_all_of_it_and_no_run(saves: Saves) -> None:
    recording = _begin(saves)
    recording.act("bye")
    store = Contests(saves.database)
    store.forget("c1")
    assert (store.joined(), store.waiting(), store.tickets("c1")) == ((), (), ())
    assert saves.load(recording.run_id).result is not None


def test_the_latest_choice_is_the_current_contest(saves: Saves) -> None:
    store = Contests(saves.database)
    store.add(joined("a"))
    store.add(joined("b"))
    assert [contest.id for contest in store.joined()] == ["b", "a"]
    store.choose("a")
    assert [contest.id for contest in store.joined()] == ["a", "b"]


def test_a_token_is_in_no_repr(saves: Saves) -> None:
    assert "secret-token" not in repr(joined())


@pytest.mark.skipif(os.name != "posix", reason="rights are told otherwise there")
def test_nobody_else_may_read_the_file(tmp_path: Path) -> None:
    """Neither a new one, nor one that an older game made readable for all."""
    open_saves(tmp_path).close()
    file = tmp_path / "steady.db"
    assert file.stat().st_mode & 0o077 == 0
    file.chmod(0o644)
    open_saves(tmp_path).close()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_damaged_file_keeps_contests_and_what_waits(tmp_path: Path) -> None:
    with closing(open_saves(tmp_path)) as saves:
        _begin(saves).act("bye")
    file = tmp_path / "steady.db"
    content = bytearray(file.read_bytes())
    content[3] ^= 16  # a bad bit in the header
    file.write_bytes(content)
    with closing(open_saves(tmp_path)) as saves:
        assert [problem.code for problem in saves.problems] == ["damaged"]
        store = Contests(saves.database)
        assert store.joined() == (joined(),)
        assert [entry.ticket for entry in store.waiting()] == ["t1"]
        assert [ticket.run is not None for ticket in store.tickets("c1")] == [True]


def test_saves_of_the_first_version_get_the_tables(tmp_path: Path) -> None:
    from game.saves.migrations import to_version_1

    with closing(sqlite3.connect(tmp_path / "steady.db", isolation_level=None)) as old:
        to_version_1(old)
        old.execute("PRAGMA user_version = 1")
        old.execute("PRAGMA application_id = 1398031449")
    with closing(open_saves(tmp_path)) as saves:
        assert saves.problems == ()
        recording = _begin(saves)
        recording.act("bye")
        assert len(Contests(saves.database).waiting()) == 1
