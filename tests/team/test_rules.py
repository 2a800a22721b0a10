"""What a contest counts, rule by rule, and what must hold for any results whatever."""

import json
from fractions import Fraction
from math import floor
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from game.team.codec import WireError
from game.team.places import Standing, places
from game.team.rules import (
    ContestRules,
    Result,
    TeamSum,
    counted,
    member_totals,
    nearest,
    needed_players,
    points,
    team_score,
    team_scores,
    team_sums,
)
from game.team.tally import Tally
from tests.team.making import LOOSE, RULES, STORIES, result, results

# Points


@pytest.mark.parametrize(
    ("score", "best", "expected"),
    [
        (850, 850, 1000),
        (425, 850, 500),
        (1, 3, 333),
        (5, 8, 625),
        (1, 16, 63),
        (900, 850, 1000),
        (0, 850, 0),
        (0, 0, 0),
    ],
)
def test_points_are_thousandths_of_the_best_that_the_deal_allows_halves_up(
    score: int, best: int, expected: int
) -> None:
    assert points(score, best) == expected


def test_where_the_best_is_not_known_the_score_stands_for_itself() -> None:
    assert points(640, None) == 640


# Attempts and stories


def test_only_the_first_attempts_count() -> None:
    [total] = member_totals([result(attempt=n, score=100 * n) for n in range(1, 6)], RULES).values()
    assert (total.points, total.attempts) == (300, 3)


def test_a_total_adds_up_the_best_different_stories() -> None:
    scores = dict(zip(STORIES, (100, 400, 300, 200), strict=True))
    [total] = member_totals([result(story=story, score=score) for story, score in scores.items()], RULES).values()
    assert total.points == 900
    assert [story.story for story in total.counted] == [STORIES[1], STORIES[2], STORIES[3]]


def test_a_changed_story_is_the_same_story() -> None:
    versions = [result(score=700), result(score=600, run="other", digest="f" * 16)]
    [total] = member_totals(versions, RULES).values()
    assert total.points == 700


def test_attempts_used_are_those_it_took() -> None:
    """Trying again without success costs nothing, so nobody need be afraid of it."""
    [total] = member_totals([result(attempt=1, score=300), result(attempt=2, score=200)], RULES).values()
    assert total.attempts == 1


def test_of_equal_stories_those_count_that_took_fewer_attempts() -> None:
    late = [result(story=story, attempt=3) for story in STORIES[:3]]
    [total] = member_totals([*late, result(story=STORIES[3])], RULES).values()
    assert total.attempts == 1 + 3 + 3


# Teams


def test_a_team_starts_with_ten_average_players() -> None:
    own, everyone = TeamSum(3000, 2, 2), TeamSum(9000, 10, 10)
    assert team_score(own, everyone, RULES) == (3000 + 10 * 900) / 12


def test_the_mean_is_over_players_not_over_teams() -> None:
    sums = {"red": TeamSum(300, 3, 3), "blue": TeamSum(500, 1, 1)}
    red, _ = team_scores(sums, {"red": 3, "blue": 1}, RULES)
    assert red.score == nearest(300 + 10 * 200, 3 + 10)


@given(st.integers(0, 10**6), st.integers(1, 300), st.integers(0, 10**9), st.integers(0, 50_000), st.integers(0, 100))
def test_a_team_score_is_exact_and_rounds_halves_up(
    own: int, played: int, others: int, more: int, average: int
) -> None:
    everyone = TeamSum(own + others, 0, played + more)
    exact = (own + average * Fraction(everyone.points, everyone.played)) / (played + average)
    found = team_score(TeamSum(own, 0, played), everyone, ContestRules(average_players=average))
    assert found == floor(exact + Fraction(1, 2))


@pytest.mark.parametrize(("size", "needed"), [(1, 3), (5, 3), (6, 4), (10, 6), (11, 7), (50, 30)])
def test_a_team_is_ranked_once_60_percent_and_three_have_played(size: int, needed: int) -> None:
    assert needed_players(size, RULES) == needed
    for played in (needed - 1, needed):
        [score] = team_scores({"red": TeamSum(100, 1, played)}, {"red": max(size, played)}, RULES)
        assert score.is_ranked == (played >= needed_players(score.size, RULES))


def test_a_team_in_which_nobody_has_played_is_filling_even_under_the_loosest_rules() -> None:
    [score] = team_scores({}, {"red": 4}, LOOSE)
    assert not score.is_ranked


# Places


def test_places_go_by_score_then_fewer_attempts_then_are_shared() -> None:
    at = [("a", 900, 4), ("b", 900, 3), ("c", 950, 9), ("d", 900, 3), ("e", 100, 1)]
    placed = places([Standing(id, score, attempts) for id, score, attempts in at])
    assert [(place, standing.id) for place, standing in placed] == [(1, "c"), (2, "b"), (2, "d"), (4, "a"), (5, "e")]


_PEOPLE = 10**6
_SHARES = st.integers(1, _PEOPLE).flatmap(lambda people: st.tuples(st.integers(0, 1000 * people), st.just(people)))


@given(_SHARES, _SHARES)
@example((1, 3), (_PEOPLE // 3, _PEOPLE - 1))
@example((1000 * _PEOPLE - 1, _PEOPLE), (1000 * (_PEOPLE - 1) - 1, _PEOPLE - 1))
def test_attempts_per_member_are_told_apart_exactly(one: tuple[int, int], other: tuple[int, int]) -> None:
    """No place is shared or lost by rounding."""
    (a, b), (c, d) = one, other
    assert (a / b < c / d, a / b == c / d) == (a * d < c * b, a * d == c * b)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3)), max_size=12))
def test_a_place_is_one_more_than_there_are_better_ones(pairs: list[tuple[int, int]]) -> None:
    placed = places([Standing(str(n), score, tries) for n, (score, tries) in enumerate(pairs)])
    for place, mine in placed:
        better = [s for _, s in placed if (-s.score, s.attempts) < (-mine.score, mine.attempts)]
        assert place == 1 + len(better)


# For any results


@given(results(), st.randoms(use_true_random=False))
def test_the_order_of_results_does_not_matter(found: list[Result], random: Random) -> None:
    shuffled = random.sample(found, len(found))
    assert member_totals(shuffled, RULES) == member_totals(found, RULES)


@given(results(), st.randoms(use_true_random=False))
def test_what_is_kept_up_to_date_equals_a_recount(found: list[Result], random: Random) -> None:
    tally = Tally(RULES)
    for one in random.sample(found, len(found)):
        tally.add(one)
    totals = member_totals(found, RULES)
    assert tally.totals == totals
    assert tally.sums == team_sums(totals.values())


@given(results())
def test_a_result_that_comes_twice_counts_once(found: list[Result]) -> None:
    assert counted([*found, *found], RULES) == counted(found, RULES)
    tally = Tally(RULES)
    for one in [*found, *found]:
        tally.add(one)
    assert tally.totals == member_totals(found, RULES)


@given(results(), st.data())
def test_a_worse_run_never_lowers_anything(found: list[Result], data: st.DataObject) -> None:
    """Points, total and place: whoever has a result loses nothing by trying again."""
    mine = data.draw(st.sampled_from(found)) if found else result()
    before = member_totals([*found, mine], RULES).get(mine.member)
    worse = result(mine.member, mine.story, data.draw(st.integers(1, 3)), 0, run="again", best_score=1000)
    after = member_totals([*found, mine, worse], RULES)[mine.member]
    if before:
        assert (after.points, -after.attempts) >= (before.points, -before.attempts)


@given(results())
def test_a_total_is_never_more_than_its_stories_allow(found: list[Result]) -> None:
    for total in member_totals(found, RULES).values():
        assert 0 <= total.points <= 1000 * min(RULES.stories, len(total.stories))
        assert len({story.story for story in total.counted}) == len(total.counted)


# The rules themselves


def test_rules_survive_json() -> None:
    rules = ContestRules(attempts=2, min_group=1)
    assert ContestRules.from_json(json.loads(json.dumps(rules.to_json()))) == rules


def test_what_is_not_said_is_as_usual() -> None:
    assert ContestRules.from_json({"attempts": 5}) == ContestRules(attempts=5)


@pytest.mark.parametrize("changes", [{"attempts": 0}, {"stories": 51}, {"shown_share": 101}, {"attempts": True}])
def test_impossible_rules_are_refused_wherever_they_come_from(changes: dict[str, Any]) -> None:
    with pytest.raises(WireError):
        ContestRules(**changes)
    with pytest.raises(WireError):
        ContestRules.from_json(changes)
