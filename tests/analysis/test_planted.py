"""Stories with a mistake planted in each: what is to be found is found, and nothing else."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from game.analysis.solve import solve
from game.format.read import read_story
from game.story import Story
from tests.support.reference_solver import Reference
from tests.support.solver_answers import false_plays, length, violated
from tests.support.solver_findings import Finding, findings
from tests.support.solver_players import fare, uniform

PLANTED = Path(__file__).parent.parent / "support" / "planted"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((PLANTED / "expected.toml").read_text(encoding="utf-8"))
READABLE = [name for name, expected in EXPECTED.items() if "problems" not in expected]


def planted(name: str) -> Story:
    """The story, read without a problem."""
    result = read_story(PLANTED / name)
    assert result.story is not None and not result.problems
    return result.story


def deals_of(story: Story) -> tuple[Reference, ...]:
    return tuple(Reference(story, variant.id) for variant in story.variants)


def test_each_story_has_its_expectations() -> None:
    """No story is left out."""
    assert set(EXPECTED) == {file.parent.name for file in PLANTED.glob("*/story.yaml")}


@pytest.mark.parametrize("name", [name for name in EXPECTED if name not in READABLE])
def test_what_shows_in_the_file_is_found_by_the_reader(name: str) -> None:
    """Such a story cannot be played before it is mended."""
    result = read_story(PLANTED / name)
    assert [problem.code for problem in result.problems] == EXPECTED[name]["problems"]
    assert result.story is None


@pytest.mark.parametrize("name", READABLE)
def test_the_slow_solver_finds_what_is_planted(name: str) -> None:
    """All that is violated, with the lengths of the shortest plays, and no false alarm."""
    story = planted(name)
    assert findings(story, deals_of(story)) == {Finding(**entry) for entry in EXPECTED[name]["violated"]}


@pytest.mark.parametrize("name", [name for name in READABLE if "proved" in EXPECTED[name]])
def test_the_slow_solver_proves_what_is_rare(name: str) -> None:
    """What hardly a play comes by is seen after as many actions as expected, in those deals."""
    story = planted(name)
    deals = deals_of(story)
    for entry in EXPECTED[name]["proved"]:
        if entry["question"] == "reachable":
            seen = [deal.seen.get(entry["address"]) for deal in deals]
            assert min(length for length in seen if length is not None) == entry["length"]
            where = [v.id for v, length in zip(story.variants, seen, strict=True) if length is not None]
            assert where == entry.get("deals", where)


@pytest.mark.parametrize("name", READABLE)
def test_the_fast_solver_finds_what_is_planted(name: str) -> None:
    """The same, each with a play that shows it where a play can."""
    story = planted(name)
    analysis = solve(story)

    assert violated(analysis) == {Finding(**entry) for entry in EXPECTED[name]["violated"]}
    assert list(false_plays(story, analysis)) == []
    for entry in EXPECTED[name].get("proved", ()):
        proof = analysis.proof(entry["question"], entry["address"])
        assert proof is not None and proof.verdict == "proved"
        assert proof.deals == tuple(entry.get("deals", proof.deals))
        assert proof.play is None or length(proof.play) == entry.get("length", length(proof.play))


def test_one_play_in_59049_comes_to_the_rare_ending() -> None:
    """Ten times the same of three replies."""
    expected = EXPECTED["rare-ending"]["share"]
    (deal,) = deals_of(planted("rare-ending"))
    assert 1 / fare(deal, uniform).shares[expected["ending"]] == expected["one_in"] == 3**10
    told = {ending.id: ending.share for ending in solve(planted("rare-ending")).endings}
    assert told[expected["ending"]] == pytest.approx(3.0**-10)


def test_fewer_than_one_play_in_500_comes_into_the_soft_lock() -> None:
    """So a thousand random plays may well miss it."""
    (deal,) = deals_of(planted("soft-lock"))
    lost = 1 - sum(fare(deal, uniform).shares.values())
    assert 0 < lost < 1 / 500


def test_the_line_that_nobody_sees_is_translated() -> None:
    """The work of a translator that no player will read."""
    english = read_story(PLANTED / "unseen-line", "en").story
    assert english is not None
    (line,) = [line for line in english.scenes["screw"].say if line.text == "Three days for a screw!"]
    assert line.translated
