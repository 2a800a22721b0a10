"""Who stands where: by score, then by fewer attempts, then side by side. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from game.team.rules import MemberTotal, TeamScore


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody on a board, or a team: what decides the place. Fewer attempts rank higher among equal scores."""

    id: str
    score: int
    attempts: float
    """for a team, per member who has a result: a quotient of whole numbers. Equal ones are equal floats, since division
    rounds correctly, and others differ by 1 / people^2 at least: more than a float lets slip, up to a million people"""


def places(standings: Iterable[Standing]) -> tuple[tuple[int, Standing], ...]:
    """Return everybody with their place, the best first: by score, then fewer attempts, then shared (1, 2, 2, 4).

    Time decides nothing: late shifts must not lose by it. Who shares a place stands in the order of ids.
    """
    order = sorted(standings, key=lambda standing: (-standing.score, standing.attempts, standing.id))
    placed: list[tuple[int, Standing]] = []
    for number, standing in enumerate(order, 1):
        above = placed[-1] if placed else None
        shared = above is not None and (above[1].score, above[1].attempts) == (standing.score, standing.attempts)
        placed.append((above[0] if above and shared else number, standing))
    return tuple(placed)


def person_standing(total: MemberTotal) -> Standing:
    """Return what decides a member's place overall."""
    return Standing(total.member, total.points, total.attempts)


def story_standing(total: MemberTotal, story: str) -> Standing | None:
    """Return what decides a member's place in one story; None where it was not played."""
    found = next((played for played in total.stories if played.story == story), None)
    return None if found is None else Standing(total.member, found.points, found.attempts)


def team_standing(score: TeamScore) -> Standing:
    """Return what decides a team's place."""
    return Standing(score.team, score.score, score.attempts)
