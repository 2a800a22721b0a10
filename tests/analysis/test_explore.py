"""The fast solver finds what the slow one finds: state for state, on many made-up stories."""

import pytest

from game.analysis.explore import Space
from tests.support.solver_comparing import differences, explored
from tests.support.solver_stories import solved_story

PARTS = 20
STORIES_A_PART = 10


@pytest.mark.parametrize("part", range(PARTS))
def test_made_up_stories_have_the_same_states(part: int) -> None:
    """States, moves, first sightings and answers of conditions; and it is exact to forget what nothing reads."""
    for seed in range(part * STORIES_A_PART, (part + 1) * STORIES_A_PART):
        story, deals = solved_story(seed)
        for variant, deal in zip(story.variants, deals, strict=True):
            assert differences(deal, explored(Space(story, variant.id))) == [], f"seed {seed}, {variant.id}"
