"""Made-up contests for tests: a few teams and members, and strategies for their results."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from game.team.contest import Contest, Member, Roster, Team
from game.team.rules import ContestRules, Result

TEAMS = ("red", "blue", "green")
STORIES = ("angry-buyer", "hesitant-shopper", "picky-returner", "night-shift")
MEMBERS = tuple(f"m{number}" for number in range(12))
RULES = ContestRules()
LOOSE = ContestRules(ranked_least=1, ranked_share=1, min_group=1, shown_share=100)
"""Rules under which everybody is on the board at once."""


def team_of(member: str) -> str:
    return TEAMS[int(member[1:]) % len(TEAMS)]


def roster(hidden: str = "") -> Roster:
    members = (Member(id, team_of(id), f"Player {id}", id == hidden) for id in MEMBERS)
    return Roster(tuple(Team(id, f"Team {id}") for id in TEAMS), tuple(members))


def contest(rules: ContestRules = LOOSE) -> Contest:
    return Contest("winter-cup", "Winter Cup", rules, now=1_000_000)


def result(member: str = "m0", story: str = STORIES[0], attempt: int = 1, score: int = 500, **changes: Any) -> Result:
    made = Result(
        run=f"{member}/{story}/{attempt}", member=member, team=team_of(member), story=story,
        digest=f"{STORIES.index(story):016x}", deal="default", attempt=attempt, score=score, best_score=1000,
        grade="good", stamina=50, promises_kept=0, promises_broken=0, played_at=1000.0 + attempt,
    )  # fmt: skip
    return replace(made, **changes)


@st.composite
def one_result(draw: st.DrawFn) -> Result:
    return result(
        draw(st.sampled_from(MEMBERS)),
        draw(st.sampled_from(STORIES)),
        draw(st.integers(1, 5)),
        draw(st.integers(0, 1000)),
        best_score=draw(st.one_of(st.none(), st.sampled_from((600, 850, 1000)))),
        grade=draw(st.sampled_from(("best", "good", "mixed", "bad"))),
        stamina=draw(st.integers(0, 100)),
        promises_kept=draw(st.integers(0, 3)),
        promises_broken=draw(st.integers(0, 1)),
        played_at=float(draw(st.integers(0, 5000))),
    )


def results(most: int = 30) -> st.SearchStrategy[list[Result]]:
    """Results of which no member has two for the same attempt at a story."""
    return st.lists(one_result(), max_size=most, unique_by=lambda made: made.run)
