"""The desk: what can be done with stories and saved data, without a screen."""

from pathlib import Path

from game.engine import Deal
from game.format.problems.problem import Problem
from game.ui.desk import Desk, practised
from game.ui.moments import clock, when
from tests.support.ui import NOON, PARCEL, parcel, played, services


def test_a_chat_is_kept_with_the_language_of_the_interface(tmp_path: Path) -> None:
    """Whatever a story calls its language: the line-by-line game writes the same."""
    desk = Desk(services(tmp_path))
    desk.begin(parcel(), Deal("default"), "zh").act("name-it")
    [run] = desk.services.saves.unfinished()
    assert run.language == "zh"


def test_a_story_practises_what_its_replies_use_most() -> None:
    assert practised(parcel(), most=2) == ("NAME", "LISTEN")


def test_the_board_knows_endings_and_mistakes_after_a_closer_look(tmp_path: Path) -> None:
    played(tmp_path, "name-it", "options")
    desk = Desk(services(tmp_path))
    desk.visit()
    first = desk.board("zh-CN").shift(PARCEL)
    assert first and (first.found, first.endings) == (1, 0)
    while desk.look_further():
        pass
    known = desk.board("zh-CN")
    shift, broken = known.shift(PARCEL), known.shift("broken")
    assert shift and (shift.found, shift.endings) == (1, 2)
    assert broken and isinstance(broken.problem, Problem)


def test_the_saved_data_is_read_once_a_visit(tmp_path: Path) -> None:
    """However many stories are looked into meanwhile."""
    desk = Desk(services(tmp_path))
    desk.visit()
    played(tmp_path, "name-it")
    desk.look_further()
    assert desk.board("zh-CN").unfinished == ()
    desk.visit()
    assert len(desk.board("zh-CN").unfinished) == 1


def test_a_story_is_read_once_for_each_language(tmp_path: Path) -> None:
    desk = Desk(services(tmp_path))
    assert desk.story(PARCEL, "en") is desk.story(PARCEL, "en")
    assert desk.story(PARCEL, "en") is not desk.story(PARCEL, "zh-CN")


def test_moments_are_said_as_people_say_them() -> None:
    days = [when(lambda key, **_: key.rpartition(".")[2], NOON - day * 86_400, NOON) for day in (0, 1, 3, 30)]  # type: ignore[arg-type]
    assert days == ["today", "yesterday", "days", "date"]


def test_the_story_clock_counts_hours_and_minutes() -> None:
    assert [clock(minutes) for minutes in (0, 9, 75)] == ["0:00", "0:09", "1:15"]
