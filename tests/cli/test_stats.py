"""`steady stats`: what was practised, counted once."""

import pytest

from tests.cli.practising import practise
from tests.support.calls import Desk


def test_who_has_played_nothing_is_told_how_to_begin(desk: Desk) -> None:
    """Asking makes no file."""
    answer = desk.call("stats")
    assert answer.code == 0 and "Type steady" in answer.out and not desk.saves.exists()


def test_the_object_for_programs_counts_everything_once(desk: Desk) -> None:
    """A chat continued from another counts its own replies only; a pause counts five minutes at most."""
    practise(desk)
    data = desk.call("stats", "--json").json
    assert (data["chats"], data["finished"], data["minutes"]) == (3, 2, 8)
    assert data["techniques"] == {"OPTIONS": 2, "NAME": 1} and data["slips"] == {"TEMPLATE": 1}
    (story,) = data["stories"]
    assert story["endings"] == ["calmer", "gone"] and story["endings_total"] == 2
    assert (story["title"], story["plays"], story["best_score"], story["best_grade"]) == (
        "The Late Parcel", 2, 912, "best",
    )  # fmt: skip


def test_nothing_kept_is_an_object_too(desk: Desk) -> None:
    data = desk.call("stats", "--json").json
    assert data == {"chats": 0, "finished": 0, "minutes": 0, "stories": [], "techniques": {}, "slips": {}}


@pytest.mark.parametrize(("language", "word"), [("zh", "给出选择"), ("en", "Offer a choice")])
def test_a_person_reads_titles_and_names_of_techniques(desk: Desk, language: str, word: str) -> None:
    practise(desk)
    answer = desk.call("--lang", language, "stats")
    assert answer.code == 0 and word in answer.out and "★ 912" in answer.out and "2/2" in answer.out


def test_a_story_that_is_gone_is_told_by_its_id(desk: Desk) -> None:
    practise(desk)
    desk.story.unlink()
    assert "late-parcel" in desk.call("stats").out
    assert desk.call("stats", "--json").json["stories"][0]["title"] is None
