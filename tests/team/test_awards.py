"""Awards besides the rank."""

from hypothesis import given

from game.team.awards import Award, awards
from game.team.rules import ContestRules, Result
from tests.team.making import LOOSE, RULES, STORIES, result, results

SIZES = {"red": 4, "blue": 4, "green": 4}


def _given(kind: str, found: list[Result], rules: ContestRules = LOOSE) -> list[Award]:
    return [award for award in awards(found, SIZES, rules) if award.kind == kind]


def test_most_improved_is_the_greatest_gain_over_ones_own_first_attempt() -> None:
    strong = [result("m0", attempt=1, score=900), result("m0", attempt=2, score=950)]
    weak = [result("m1", attempt=1, score=100), result("m1", attempt=2, score=400), result("m1", attempt=3, score=90)]
    assert _given("improved", [*strong, *weak]) == [Award("improved", "m1", 300, STORIES[0])]


def test_who_only_got_worse_has_not_improved() -> None:
    assert _given("improved", [result(attempt=1, score=900), result(attempt=2, score=100)]) == []


def test_steadiest_is_among_those_who_played_most_stories() -> None:
    one_easy = [result("m0", stamina=99)]
    all_day = [result("m1", STORIES[0], stamina=60), result("m1", STORIES[1], stamina=71)]
    assert _given("steady", [*one_easy, *all_day]) == [Award("steady", "m1", 66)]


def test_promises_count_for_those_who_broke_none() -> None:
    many = result("m0", promises_kept=5, promises_broken=1)
    few = result("m1", promises_kept=2)
    assert _given("promises", [many, few]) == [Award("promises", "m1", 2)]


def test_an_award_is_shared() -> None:
    assert [a.id for a in _given("promises", [result(m, promises_kept=2) for m in ("m2", "m0")])] == ["m0", "m2"]


def test_a_team_masters_a_story_by_three_quarters_of_all_its_people() -> None:
    found = [result(member, attempt=3, grade="best") for member in ("m0", "m3", "m6")]  # three of the four reds
    assert _given("mastered", found, RULES) == [Award("mastered", "red", 75, STORIES[0])]
    assert _given("mastered", found[:2], RULES) == []
    assert awards(found, {**SIZES, "red": 5}, RULES) == ()


def test_persons_get_awards_only_in_a_group_that_hides_them() -> None:
    four = [result(f"m{n}", promises_kept=n + 1, grade="bad") for n in range(4)]
    assert awards(four, SIZES, RULES) == ()
    assert awards([*four, result("m4", grade="bad")], SIZES, RULES) != ()


@given(results())
def test_only_who_has_a_counted_result_gets_an_award(found: list[Result]) -> None:
    people = {one.member for one in found if one.attempt <= LOOSE.attempts}
    assert {award.id for award in awards(found, SIZES, LOOSE) if award.kind != "mastered"} <= people
