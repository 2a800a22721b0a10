"""The log of a run: every action is kept in its place, nothing is kept twice, and a finished run stays as it is."""

import threading
from pathlib import Path

import pytest

from game.engine import Session
from game.saves import BadRunError, Result, RunFinishedError, RunMissingError, RunMovedOnError, Saves, open_saves
from game.saves.ids import new_id
from tests.saves.samples import parcel, run_of

RESULT = Result("calmer", "good", 700)


def test_a_run_comes_back_as_it_was_kept(saves: Saves) -> None:
    run = run_of("look", "again", mode="ranked", variant="late", player="小安")
    assert saves.load(saves.start(run, "zh").id).run == run


def test_an_action_is_there_for_the_next_one_who_opens_the_file(saves: Saves, tmp_path: Path) -> None:
    saved = saves.start(run_of(), "en")
    saves.append(saved.id, 0, "look", at=5.0)
    run = open_saves(tmp_path).load(saved.id).run
    assert (run.actions, run.times) == (("look",), (5.0,))


def test_every_commit_is_synced_to_the_disk(saves: Saves) -> None:
    [journal] = saves.database.read("PRAGMA journal_mode")
    [synchronous] = saves.database.read("PRAGMA synchronous")
    [foreign_keys] = saves.database.read("PRAGMA foreign_keys")
    assert (journal, synchronous, foreign_keys) == ({"journal_mode": "wal"}, {"synchronous": 2}, {"foreign_keys": 1})


@pytest.mark.parametrize("place", [0, 2, 5])
def test_an_action_goes_to_the_next_place_or_nowhere(saves: Saves, place: int) -> None:
    saved = saves.start(run_of("look"), "en")
    with pytest.raises(RunMovedOnError):
        saves.append(saved.id, place, "again")
    assert saves.load(saved.id).run.actions == ("look",)


def test_of_two_terminals_the_second_is_told_that_the_run_moved_on(saves: Saves, tmp_path: Path) -> None:
    other = open_saves(tmp_path)
    saved = saves.start(run_of("look"), "en")
    other.load(saved.id)
    saves.append(saved.id, 1, "again")
    with pytest.raises(RunMovedOnError):
        other.append(saved.id, 1, "bye")
    assert saves.load(saved.id).run.actions == ("look", "again")


def test_a_step_that_another_terminal_replaced_is_noticed_at_equal_length(saves: Saves, tmp_path: Path) -> None:
    other = open_saves(tmp_path)
    saved = saves.start(run_of("look"), "en")
    other.load(saved.id)
    saves.truncate(saved.id, 1, 0)
    saves.append(saved.id, 0, "again")
    with pytest.raises(RunMovedOnError):
        other.append(saved.id, 1, "bye")
    other.load(saved.id)
    other.append(saved.id, 1, "bye")
    assert saves.load(saved.id).run.actions == ("again", "bye")


def test_taking_steps_back_cuts_the_log(saves: Saves) -> None:
    saved = saves.start(run_of("look", "again", "look"), "en")
    saves.truncate(saved.id, 3, 1)
    saves.append(saved.id, 1, "bye")
    assert saves.load(saved.id).run.actions == ("look", "bye")


def test_no_more_can_be_kept_than_there_is(saves: Saves) -> None:
    saved = saves.start(run_of("look"), "en")
    with pytest.raises(ValueError, match="cannot keep 2 of 1"):
        saves.truncate(saved.id, 1, 2)


def test_in_a_ranked_run_nothing_is_taken_back(saves: Saves) -> None:
    saved = saves.start(run_of("look", mode="ranked"), "en")
    with pytest.raises(BadRunError, match="ranked_keeps"):
        saves.truncate(saved.id, 1, 0)
    assert saves.load(saved.id).run.actions == ("look",)


def test_the_result_is_kept_with_the_last_action(saves: Saves) -> None:
    saved = saves.start(run_of("look"), "en")
    saves.append(saved.id, 1, "bye", result=RESULT)
    again = saves.load(saved.id)
    assert (again.run.actions, again.result) == (("look", "bye"), RESULT)


def test_a_result_can_be_noted_later(saves: Saves) -> None:
    saved = saves.start(run_of("bye"), "en")
    saves.finish(saved.id, 1, RESULT)
    assert saves.load(saved.id).result == RESULT


def test_a_finished_run_stays_as_it_is(saves: Saves) -> None:
    saved = saves.start(run_of("bye"), "en")
    saves.finish(saved.id, 1, RESULT)
    with pytest.raises(RunFinishedError):
        saves.append(saved.id, 1, "look")
    with pytest.raises(RunFinishedError):
        saves.truncate(saved.id, 1, 0)
    with pytest.raises(RunFinishedError):
        saves.finish(saved.id, 1, Result("cold", "mixed", 1))
    assert saves.load(saved.id).result == RESULT


def test_a_fork_copies_and_leaves_the_old_run_alone(saves: Saves) -> None:
    old = saves.start(run_of("look", "again", "bye", mode="ranked"), "zh")
    saves.finish(old.id, 3, RESULT)
    fork = saves.fork(old.id, 2)
    assert (fork.run.actions, fork.run.times) == (("look", "again"), (1000.0, 1001.0))
    assert (fork.run.mode, fork.result, fork.summary.forked_from) == ("practice", None, old.id)
    assert saves.load(old.id).result == RESULT


@pytest.mark.parametrize("keep", [-1, 3])
def test_a_fork_cannot_keep_what_is_not_there(saves: Saves, keep: int) -> None:
    old = saves.start(run_of("look", "again"), "zh")
    with pytest.raises(ValueError):
        saves.fork(old.id, keep)


def test_a_run_that_is_not_there_is_said_to_be_missing(saves: Saves) -> None:
    with pytest.raises(RunMissingError):
        saves.load("none")
    with pytest.raises(RunMissingError):
        saves.append("none", 0, "look")
    with pytest.raises(RunMissingError):
        saves.set_aside("none")
    with pytest.raises(RunMissingError):
        saves.fork("none", 0)


def test_the_snapshot_goes_with_the_last_change(saves: Saves) -> None:
    session = Session(parcel())
    saved = saves.start(session.run, "en", state=session.state)
    assert saved.snapshot is not None
    saves.append(saved.id, 0, "look")
    assert saves.load(saved.id).snapshot is None


@pytest.mark.parametrize("action", ["", "a b", "x" * 200, "a\x1b[2J", "a\nb"])
def test_an_action_that_could_not_be_read_again_is_not_kept(saves: Saves, action: str) -> None:
    saved = saves.start(run_of(), "en")
    with pytest.raises(BadRunError):
        saves.append(saved.id, 0, action)
    assert saves.load(saved.id).run.actions == ()


def test_runs_to_go_on_with_are_those_begun_and_not_ended(saves: Saves) -> None:
    ended = saves.start(run_of("bye"), "en")
    saves.finish(ended.id, 1, RESULT)
    saves.start(run_of(), "en")
    laid_aside = saves.start(run_of("look"), "en")
    saves.set_aside(laid_aside.id)
    first, second = saves.start(run_of("look"), "en"), saves.start(run_of("again"), "en")
    saves.append(first.id, 1, "again")
    assert [run.id for run in saves.unfinished()] == [first.id, second.id]


def test_the_history_holds_all_that_was_played(saves: Saves) -> None:
    saves.start(run_of(), "en")
    laid_aside = saves.start(run_of("look"), "zh")
    saves.set_aside(laid_aside.id)
    [found] = saves.history("late-parcel")
    assert (found.id, found.language, found.length, found.set_aside) == (laid_aside.id, "zh", 1, True)
    assert saves.history() == (found,)
    assert saves.history("other") == ()


def test_a_language_that_an_older_app_wrote_is_read_as_that_of_the_interface(saves: Saves) -> None:
    saves.start(run_of("look"), "zh-CN")
    assert [run.language for run in saves.history()] == ["zh"]


def test_ids_grow_with_time() -> None:
    ids = [new_id(second / 100) for second in range(100)]
    assert ids == sorted(ids)
    assert len(set(ids)) == 100
    assert ids[0][14] == "7"


def test_threads_take_turns(saves: Saves) -> None:
    runs = [saves.start(run_of(), "en").id for _ in range(4)]
    threads = [threading.Thread(target=_append_ten, args=(saves, run)) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(saves.load(run).run.actions) for run in runs] == [10] * 4


def _append_ten(saves: Saves, run: str) -> None:
    for place in range(10):
        saves.append(run, place, "look")
