"""What is on the screen is on the disk: an action that could not be kept was not taken."""

from pathlib import Path

import pytest

from game.engine import ActionUnavailableError, Session
from game.saves import RunMovedOnError, Saves, SavesError, open_saves
from game.saves.recording import Recording, result_of
from game.saves.resume import resume
from tests.saves.samples import parcel


def test_every_step_is_kept_with_its_state(saves: Saves, tmp_path: Path) -> None:
    recording = Recording.begin(saves, Session(parcel()), "en")
    for action in ("look", "care:breathe", "again"):
        recording.act(action)
    again = resume(parcel(), open_saves(tmp_path).load(recording.run_id))
    assert again.session.states == recording.session.states
    assert again.saved.snapshot is not None and again.saved.snapshot.place == 3
    assert again.notes == ()


def test_the_last_step_brings_the_result(saves: Saves) -> None:
    recording = Recording.begin(saves, Session(parcel()), "en")
    recording.act("bye")
    result = saves.load(recording.run_id).result
    assert result == result_of(recording.session)
    assert result is not None and result.ending == recording.session.state.ending


def test_an_action_that_cannot_be_taken_is_not_kept(saves: Saves) -> None:
    recording = Recording.begin(saves, Session(parcel()), "en")
    with pytest.raises(ActionUnavailableError):
        recording.act("fly")
    assert saves.load(recording.run_id).run.actions == ()


def test_an_action_that_cannot_be_kept_is_not_taken_and_can_be_tried_again(saves: Saves) -> None:
    recording = Recording.begin(saves, Session(parcel()), "en")
    recording.act("look")
    saves.database.write("PRAGMA query_only = ON")
    with pytest.raises(SavesError):
        recording.act("bye")
    assert saves.load(recording.run_id).run.actions == recording.session.actions
    saves.database.write("PRAGMA query_only = OFF")
    recording.act("bye")
    assert saves.load(recording.run_id).run.actions == recording.session.actions == ("look", "bye")


def test_a_step_taken_back_is_gone_from_both(saves: Saves) -> None:
    recording = Recording.begin(saves, Session(parcel()), "en")
    recording.act("look")
    recording.act("again")
    taken_back = recording.undo()
    assert taken_back is not None and taken_back.action == "again"
    again = resume(parcel(), saves.load(recording.run_id))
    assert (again.session.actions, again.session.state, again.notes) == (("look",), recording.session.state, ())


def test_many_steps_are_taken_back_in_one_write(saves: Saves) -> None:
    """Going back from the debrief must not leave a chat half way when the disk is full."""
    recording = Recording.begin(saves, Session(parcel()), "en")
    for action in ("look", "again", "look", "again"):
        recording.act(action)
    undone = recording.undo_to(1)
    assert undone is not None and undone.action == "again"
    again = resume(parcel(), saves.load(recording.run_id))
    assert (again.session.actions, again.session.state, again.notes) == (("look",), recording.session.state, ())
    [row] = saves.database.read("SELECT cuts FROM runs WHERE id = ?", recording.run_id)
    assert row["cuts"] == 1


def test_steps_that_cannot_be_taken_back_on_the_disk_stay(saves: Saves) -> None:
    recording = Recording.begin(saves, Session(parcel()), "en")
    recording.act("look")
    saves.database.write("PRAGMA query_only = ON")
    with pytest.raises(SavesError):
        recording.undo_to(0)
    saves.database.write("PRAGMA query_only = OFF")
    assert recording.session.actions == ("look",)


@pytest.mark.parametrize("length", [1, 2])
def test_taking_nothing_back_writes_nothing(saves: Saves, length: int) -> None:
    recording = Recording.begin(saves, Session(parcel()), "en")
    recording.act("look")
    assert recording.undo_to(length) is None
    [row] = saves.database.read("SELECT cuts FROM runs WHERE id = ?", recording.run_id)
    assert (row["cuts"], recording.session.actions) == (0, ("look",))


def test_before_the_first_step_there_is_nothing_to_take_back(saves: Saves) -> None:
    assert Recording.begin(saves, Session(parcel()), "en").undo() is None


def test_in_a_ranked_run_no_step_is_taken_back(saves: Saves) -> None:
    recording = Recording.begin(saves, Session(parcel(), mode="ranked"), "en")
    recording.act("look")
    with pytest.raises(ValueError, match="practice"):
        recording.undo()
    assert saves.load(recording.run_id).run.actions == ("look",)


def test_going_back_after_the_end_goes_on_in_a_copy(saves: Saves) -> None:
    recording = Recording.begin(saves, Session(parcel()), "en")
    recording.act("look")
    recording.act("bye")
    ended = recording.run_id
    recording.undo()
    recording.act("again")
    assert recording.run_id != ended
    assert saves.load(ended).run.actions == ("look", "bye")
    assert saves.load(recording.run_id).run.actions == ("look", "again")


def test_of_two_terminals_the_second_can_go_on_in_a_copy(saves: Saves, tmp_path: Path) -> None:
    first = Recording.begin(saves, Session(parcel(), mode="ranked"), "en")
    first.act("look")
    others = open_saves(tmp_path)
    second = resume(parcel(), others.load(first.run_id)).go_on(others, "en")
    first.act("again")
    with pytest.raises(RunMovedOnError):
        second.act("bye")
    second.split()
    second.act("bye")
    assert saves.load(first.run_id).run.actions == ("look", "again")
    kept = saves.load(second.run_id)
    assert (kept.run.actions, kept.run.mode, kept.summary.forked_from) == (("look", "bye"), "practice", first.run_id)


def test_a_result_that_was_not_noted_is_noted_when_going_on(saves: Saves) -> None:
    recording = Recording.begin(saves, Session(parcel()), "en")
    saves.append(recording.run_id, 0, "bye")
    again = resume(parcel(), saves.load(recording.run_id)).go_on(saves, "en")
    assert saves.load(recording.run_id).result == result_of(again.session)
