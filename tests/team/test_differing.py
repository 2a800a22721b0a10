"""What a published board may leave out, and what not, when it is compared with one counted again."""

from dataclasses import replace
from typing import Any

import pytest

from game.team.board import Board, to_document
from game.team.codec import decode
from game.team.contest import ContestState, Member, Roster, Team
from game.team.differing import document_differences
from game.team.document import BoardDocument
from game.team.large import LARGE, MOST_NAMED, is_large
from game.team.rules import Result
from tests.team.making import LOOSE, STORIES, contest, result, team_of

PLAYED_IT = 250


@pytest.fixture(scope="module")
def counted() -> dict[str, Any]:
    """The board of a story that fewer people played than make a contest large, but more than are named of one."""
    members = [f"m{number}" for number in range(PLAYED_IT)]
    runs: list[Result] = [result(member, score=number) for number, member in enumerate(members)]
    roster = Roster((Team("red", "Red"), Team("blue", "Blue"), Team("green", "Green")),
                    tuple(Member(id, team_of(id), id) for id in members))  # fmt: skip
    return to_document(Board.of(contest(LOOSE), roster, runs, kind="story", story=STORIES[0]))


def differences(counted: dict[str, Any], members: int, state: ContestState, rows: int) -> list[str]:
    whole = decode(BoardDocument, counted)
    told = replace(whole, rows=whole.rows[:rows])
    large = is_large(members, state)
    return [where for where, *_ in document_differences(told, counted, is_large=large)]


def test_a_list_of_persons_ends_early_where_the_whole_contest_is_large(counted: dict[str, Any]) -> None:
    """However few of its people played this story; and at the end, too, where it is as large as that."""
    assert differences(counted, LARGE + 1, "open", MOST_NAMED) == []
    assert differences(counted, 5001, "revealed", MOST_NAMED) == []
    assert differences(counted, LARGE + 1, "open", MOST_NAMED - 1) == [f"row {MOST_NAMED}"]
    assert len(differences(counted, LARGE, "open", MOST_NAMED)) == PLAYED_IT - MOST_NAMED
    assert len(differences(counted, LARGE + 1, "revealed", MOST_NAMED)) == PLAYED_IT - MOST_NAMED


def test_a_server_of_another_version_may_print_the_rule_in_other_words(counted: dict[str, Any]) -> None:
    worded = decode(BoardDocument, {**counted, "rule": {"en": "The most points win."}})
    assert list(document_differences(worded, counted, is_large=False)) == []
