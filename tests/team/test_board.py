"""The board that is published: a full recount, and nothing in it that should stay private."""

import json
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.team.board import Board, to_document
from game.team.codec import decode, dumps, loads
from game.team.contest import Member, Roster, Team
from game.team.document import MOST_BOARD_BYTES, BoardDocument, BoardKind
from game.team.rules import ContestRules, Result
from tests.team.making import LOOSE, MEMBERS, RULES, STORIES, contest, result, results, roster

KINDS: list[tuple[BoardKind, str]] = [("team", ""), ("member", ""), ("story", STORIES[0])]
kinds = st.sampled_from(KINDS)


def _document(
    found: list[Result], kind: BoardKind = "member", story: str = "", rules: ContestRules = LOOSE,
    people: Roster | None = None, previous: dict[str, Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    return to_document(Board.of(contest(rules), people or roster(), found, previous, kind=kind, story=story))


def _all(score: int = 500) -> list[Result]:
    return [result(member, score=score + number) for number, member in enumerate(MEMBERS)]


# For any results


@given(results(), kinds, st.randoms(use_true_random=False))
def test_the_order_of_results_does_not_matter(found: list[Result], kind: tuple[BoardKind, str], random: Random) -> None:
    assert _document(random.sample(found, len(found)), *kind) == _document(found, *kind)


@given(results(), kinds)
def test_a_document_survives_the_wire(found: list[Result], kind: tuple[BoardKind, str]) -> None:
    document = _document(found, *kind)
    assert json.loads(dumps(document)) == json.loads(json.dumps(document))
    assert dumps(loads(BoardDocument, dumps(document), MOST_BOARD_BYTES)) == dumps(document)


@given(results(), kinds)
def test_hiding_changes_the_shown_name_and_nothing_else(found: list[Result], kind: tuple[BoardKind, str]) -> None:
    seen, hidden = _document(found, *kind), _document(found, *kind, people=roster(hidden="m0"))
    for row in (*seen["rows"], *seen["awards"]):
        if row["id"] == "m0":
            row["name"] = None
    assert hidden == seen
    assert "Player m0" not in json.dumps(hidden)


@given(results(), kinds)
def test_who_shares_a_place_has_the_same_score(found: list[Result], kind: tuple[BoardKind, str]) -> None:
    rows = Board.of(contest(), roster(), found, kind=kind[0], story=kind[1]).rows
    assert [row.place for row in rows] == sorted(row.place or 0 for row in rows)
    for above, below in pairwise(rows):
        assert above.score >= below.score
        assert (above.place == below.place) == ((above.score, above.attempts) == (below.score, below.attempts))


@given(results(), kinds)
def test_a_line_ends_at_the_present_score(found: list[Result], kind: tuple[BoardKind, str]) -> None:
    for row in _document(found, *kind)["rows"]:
        assert row["spark"][-1] == row["score"]


# Who is listed


def test_teams_are_ranked_or_filling() -> None:
    ready = [result(member) for member in ("m0", "m3", "m6")]
    document = _document([*ready, result("m1")], "team", rules=RULES)
    assert [row["name"] for row in document["rows"]] == ["Team red"]
    assert [(f["name"], f["played"], f["needed"]) for f in document["filling"]] == [
        ("Team blue", 1, 3),
        ("Team green", 0, 3),
    ]


def test_persons_are_listed_only_in_a_group_that_is_large_enough() -> None:
    four = _all()[:4]
    document = _document(four, rules=RULES)
    assert (document["rows"], document["played"], document["needed"]) == ([], 4, 5)
    assert _document(_all()[:5], rules=RULES)["rows"] != []


def test_the_public_list_names_the_upper_third_and_those_who_tie_with_it() -> None:
    assert [row["id"] for row in _document(_all(), rules=RULES)["rows"]] == ["m11", "m10", "m9", "m8"]
    tied = [replace(one, score=500) for one in _all()]
    assert len(_document(tied, rules=RULES)["rows"]) == len(MEMBERS)
    assert _document(_all(), rules=replace(RULES, shown_share=0))["rows"] == []


def test_the_ticker_tells_no_points_of_a_team_of_which_hardly_anybody_has_played() -> None:
    few = _document([result("m0")], "team", rules=RULES)
    assert [tick["points"] for tick in few["ticker"]] == [None]
    more = _document([result(member) for member in ("m0", "m3", "m6")], "team", rules=RULES)
    assert [tick["points"] for tick in more["ticker"]] == [500, 500, 500]


def test_results_of_nobody_who_takes_part_are_left_out() -> None:
    assert _document([result("m0"), result("m99")])["rows"][0]["id"] == "m0"
    assert len(_document([result("m0"), result("m99")])["rows"]) == 1


def test_a_members_results_go_with_the_member_to_another_team() -> None:
    people = Roster(roster().teams, (Member("m0", "blue", "Player m0"),))
    document = _document([result("m0")], "team", people=people)
    assert [row["name"] for row in document["rows"]] == ["Team blue"]


def test_a_declared_size_counts_where_it_is_larger_than_the_number_of_members() -> None:
    people = Roster((Team("red", "Team red", size=10),), (Member("m0", "red", "Player m0"),))
    [row] = _document([result("m0")], "team", people=people)["rows"]
    assert (row["members"], row["played"]) == (10, 1)


# Against the document before


def test_changes_of_place_are_told_until_the_next_move() -> None:
    first = _document([result("m0", score=500), result("m1", score=600)])
    assert [row["change"] for row in first["rows"]] == [None, None]
    passed = [
        result("m0", score=500),
        result("m1", score=600),
        result("m0", attempt=2, score=700),
        result("m2", score=1),
    ]
    second = _document(passed, previous=first)
    assert [(row["id"], row["change"]) for row in second["rows"]] == [("m0", 1), ("m1", -1), ("m2", None)]
    third = _document(passed, previous=second)
    assert [row["change"] for row in third["rows"]] == [1, -1, 0]
    assert third["version"] == 3


@pytest.mark.parametrize("previous", [{}, {"kind": "member"}, _document([result()], "team")])
def test_a_document_of_another_kind_or_none_at_all_is_no_help(previous: dict[str, Any]) -> None:
    assert _document([result()], previous=previous) == _document([result()])


def test_the_rule_is_printed_with_its_numbers_in_both_languages() -> None:
    rule = _document([], "team", rules=replace(LOOSE, stories=7, average_players=13))["rule"]
    assert all("7" in rule[language] and "13" in rule[language] for language in ("zh", "en"))


def test_a_story_belongs_to_boards_of_stories_only() -> None:
    for kind, story in (("story", ""), ("team", STORIES[0])):
        with pytest.raises(ValueError, match="story"):
            Board.of(contest(), roster(), [], kind=kind, story=story)  # type: ignore[arg-type]


def test_a_document_of_a_stranger_is_read_strictly() -> None:
    document = _document([result()])
    assert decode(BoardDocument, document).rows[0].id == "m0"
