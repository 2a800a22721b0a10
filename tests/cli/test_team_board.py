"""`steady team board`: the board of one computer for people and for programs."""

from contextlib import closing

import pytest

from game.engine import Deal, Session
from game.format.read import read_story
from game.saves import open_saves
from game.saves.recording import Recording
from game.team.codec import decode
from game.team.document import BoardDocument
from tests.support.calls import Desk


def _play(desk: Desk, player: str, *actions: str) -> None:
    story = read_story(desk.story).story
    assert story
    with closing(open_saves(desk.saves)) as saves:
        recording = Recording.begin(saves, Session(story, Deal("lost"), mode="ranked", player=player), "en")
        for action in actions:
            recording.act(action)


def test_where_nothing_was_played_one_is_told_how_to_begin(desk: Desk) -> None:
    """Asking makes no file."""
    answer = desk.call("team", "board")
    assert answer.code == 0 and "--ranked" in answer.out and not desk.saves.exists()


def test_programs_get_the_document_that_a_server_would_publish(desk: Desk) -> None:
    _play(desk, "Ann", "name-it", "refund")
    answer = desk.call("team", "board", "--json").json
    document = decode(BoardDocument, answer["board"])
    assert [(row.place, row.name) for row in document.rows] == [(1, "Ann")]
    assert document.titles["late-parcel"]["en"] == "The Late Parcel"
    assert (answer["left_out"], answer["unsolved"]) == ({}, ["late-parcel"])


@pytest.mark.parametrize(("language", "word"), [("zh", "走势"), ("en", "So far")])
def test_a_person_reads_a_table(desk: Desk, language: str, word: str) -> None:
    _play(desk, "Ann", "name-it", "refund")
    _play(desk, "小林", "wait")
    answer = desk.call("--lang", language, "team", "board")
    assert answer.code == 0 and word in answer.out
    assert answer.out.index("Ann") < answer.out.index("小林")


def test_once_a_story_is_solved_its_best_counts(desk: Desk) -> None:
    _play(desk, "Ann", "name-it", "refund")
    desk.call("check", "late-parcel")
    answer = desk.call("team", "board", "--story", "late-parcel", "--json").json
    assert answer["unsolved"] == [] and answer["board"]["kind"] == "story"


def test_a_story_nobody_played_is_a_wrong_call(desk: Desk) -> None:
    answer = desk.call("team", "board", "--story", "nope")
    assert answer.code == 2 and "nope" in answer.err


def test_team_alone_says_what_there_is(desk: Desk) -> None:
    answer = desk.call("team")
    assert answer.code == 2 and "board" in answer.err


def test_hostile_names_are_shown_harmlessly(desk: Desk) -> None:
    _play(desk, "E\u0301\u0301\u0301\u0301ve", "name-it", "refund")
    out = desk.call("team", "board").out
    assert "\u0301\u0301\u0301" not in out and "ve" in out


def test_a_ranked_chat_is_played_under_the_name_that_was_given(desk: Desk) -> None:
    typed = "2\n3\n"
    desk.call("play", str(desk.story.parent), "--ranked", "--plain", "--player", "Ann", typed=typed)
    with closing(open_saves(desk.saves)) as saves:
        assert {run.player for run in saves.history()} == {"Ann"}


def test_a_name_that_cannot_be_used_is_a_wrong_call(desk: Desk) -> None:
    answer = desk.call("play", "late-parcel", "--ranked", "--player", "admin")
    assert answer.code == 2 and "admin" in answer.err
