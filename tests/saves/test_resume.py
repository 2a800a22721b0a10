"""One goes on exactly where one stopped; where that cannot be, one is told, and the old run is kept."""

from dataclasses import replace

import pytest

from game.engine import Session, digest
from game.saves import Saves
from game.saves.recording import Recording
from game.saves.resume import resume
from game.story import Story, Variant
from tests.saves.samples import parcel, run_of, without


@pytest.mark.parametrize("steps", range(5))
def test_one_goes_on_exactly_where_one_stopped(saves: Saves, steps: int) -> None:
    recording = Recording.begin(saves, Session(parcel(), saves.next_deal(parcel()), player="小安"), "en")
    for action in ("look", "care:reframe:tired", "again", "bye")[:steps]:
        recording.act(action)
    again = resume(parcel(), saves.load(recording.run_id))
    assert (again.changed, again.lost, again.notes) == (False, (), ())
    assert again.session.run == recording.session.run
    assert again.session.states == recording.session.states
    assert again.session.view == recording.session.view
    assert again.go_on(saves, "en").run_id == recording.run_id


def test_a_translation_is_the_same_story(saves: Saves) -> None:
    saved = saves.start(run_of("look"), "en")
    assert resume(replace(parcel(), language="zh", title="迟到的包裹"), saved).notes == ()


def test_a_changed_story_in_which_all_steps_work_says_so_and_goes_on_in_a_copy(saves: Saves) -> None:
    saved = saves.start(run_of("look", "again"), "en")
    story = without(parcel(), "promise")
    again = resume(story, saved)
    assert (again.changed, again.lost, _codes(again.notes)) == (True, (), ["story_changed"])
    recording = again.go_on(saves, "en")
    recording.act("bye")
    kept = saves.load(recording.run_id)
    assert (kept.run.actions, kept.run.digest) == (("look", "again", "bye"), digest(story))


def test_a_changed_story_keeps_the_steps_that_still_work(saves: Saves) -> None:
    saved = saves.start(run_of("look", "again", "look", "bye"), "en")
    again = resume(without(parcel(), "again"), saved)
    assert again.session.actions == ("look",)
    assert again.lost == ("again", "look", "bye")
    [note] = again.notes
    assert (note.code, dict(note.values)) == ("story_changed_steps", {"lost": 3, "kept": 1, "all": 4})


def test_where_no_step_works_one_starts_again(saves: Saves) -> None:
    again = resume(without(parcel(), "again"), saves.start(run_of("again", "look"), "en"))
    assert (again.session.actions, _codes(again.notes)) == ((), ["story_changed_all"])


def test_the_old_run_is_kept_but_no_longer_offered(saves: Saves) -> None:
    saved = saves.start(run_of("look", "again"), "en")
    recording = resume(without(parcel(), "again"), saved).go_on(saves, "en")
    assert saves.load(saved.id).run == saved.run
    assert [run.id for run in saves.unfinished()] == [recording.run_id]
    assert {run.id for run in saves.history()} == {recording.run_id, saved.id}


def test_older_rules_count_as_a_change(saves: Saves) -> None:
    saved = saves.start(replace(run_of("look"), rules=99), "en")
    again = resume(parcel(), saved)
    assert (again.changed, _codes(again.notes)) == (True, ["story_changed"])


def test_a_ranked_run_of_a_changed_story_goes_on_as_practice(saves: Saves) -> None:
    saved = saves.start(run_of("look", mode="ranked"), "en")
    again = resume(without(parcel(), "promise"), saved)
    assert _codes(again.notes) == ["story_changed", "ranked_becomes_practice"]
    assert again.session.mode == "practice"


def test_a_ranked_run_stays_ranked(saves: Saves) -> None:
    assert resume(parcel(), saves.start(run_of("look", mode="ranked"), "en")).session.mode == "ranked"


def test_a_deal_that_is_gone_leaves_only_the_start(saves: Saves) -> None:
    saved = saves.start(run_of("look", variant="early"), "en")
    again = resume(replace(parcel(), variants=(Variant("late"),)), saved)
    assert (again.session.actions, again.lost, _codes(again.notes)) == ((), ("look",), ["variant_gone"])
    again.go_on(saves, "en").act("bye")
    assert saves.load(saved.id).run == saved.run


def test_a_step_that_makes_no_sense_in_the_same_story_is_damage(saves: Saves) -> None:
    again = resume(parcel(), saves.start(run_of("look", "loik", "bye"), "en"))
    assert (again.changed, _codes(again.notes)) == (True, ["steps_unreadable"])
    assert again.session.actions == ("look",)


def test_where_snapshot_and_replay_differ_the_replay_counts(saves: Saves) -> None:
    story = parcel()
    session = Session(story)
    session.act("look")
    saved = saves.start(session.run, "en", state=session.state._replace(stamina=1))
    again = resume(story, saved)
    assert (again.changed, _codes(again.notes)) == (False, ["snapshot_differs"])
    assert again.session.state == session.state


def test_a_snapshot_of_an_earlier_step_is_compared_with_that_step(saves: Saves) -> None:
    session = Session(parcel())
    session.act("look")
    saved = saves.start(session.run, "en", state=session.state)
    for snapshot in ({"snapshot_place": 0}, {"snapshot_place": 99}, {"snapshot": "{"}):
        with saves.database.writing():
            for name, value in snapshot.items():
                saves.database.write(f"UPDATE runs SET {name} = ?", value)
        expected = [] if snapshot == {"snapshot_place": 99} else ["snapshot_differs"]
        assert _codes(resume(parcel(), saves.load(saved.id)).notes) == expected
        with saves.database.writing():
            saves.database.write("UPDATE runs SET snapshot_place = 1")


def test_an_empty_run_starts_at_the_start(saves: Saves) -> None:
    story: Story = parcel()
    assert resume(story, saves.start(run_of(), "en")).session.actions == ()


def _codes(notes: tuple[object, ...]) -> list[str]:
    return [note.code for note in notes]  # type: ignore[attr-defined]
