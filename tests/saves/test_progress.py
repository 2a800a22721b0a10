"""Progress is counted from the kept runs; practice deals variants in turn and lists replies in another order."""

from game.engine import Deal
from game.saves import Progress, Result, Saves
from game.saves.records import BEST_FIRST
from game.story import GRADES
from tests.saves.samples import parcel, run_of


def test_grades_are_those_of_stories() -> None:
    assert BEST_FIRST == GRADES


def test_of_a_new_player_nothing_is_known(saves: Saves) -> None:
    assert saves.progress() == {}


def test_progress_is_counted_from_the_runs(saves: Saves) -> None:
    first = saves.start(run_of("bye"), "en")
    saves.finish(first.id, 1, Result("cold", "mixed", 480))
    second = saves.start(run_of("bye"), "en")
    saves.finish(second.id, 1, Result("calmer", "good", 720))
    again = saves.fork(second.id, 0)
    saves.append(again.id, 0, "bye", result=Result("cold", "mixed", 300))
    saves.start(run_of("look"), "en", at=9000.0)
    assert saves.progress() == {
        "late-parcel": Progress("late-parcel", 3, 3, 720, "good", frozenset({"cold", "calmer"}), 9000.0)
    }


def test_a_run_under_way_has_no_best(saves: Saves) -> None:
    saves.start(run_of("look"), "en", at=9.0)
    assert saves.progress()["late-parcel"] == Progress("late-parcel", plays=1, last_played=9.0)


def test_practice_deals_variants_in_turn_in_another_order_each_time(saves: Saves) -> None:
    dealt = []
    for _ in range(4):
        dealt.append(saves.next_deal(parcel()))
        saves.start(run_of(), "en")
    assert dealt == [Deal("lost", 1), Deal("late", 2), Deal("early", 3), Deal("lost", 4)]


def test_a_fork_does_not_use_up_a_deal(saves: Saves) -> None:
    saved = saves.start(run_of("look"), "en")
    saves.fork(saved.id, 1)
    assert saves.next_deal(parcel()) == Deal("late", 2)
