"""Who stands where: by score, then by fewer attempts, then side by side. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from game.team.rules import MemberTotal


class Scored(Protocol):
    """Somebody on a board, or a team: what decides the place. Fewer attempts rank higher among equal scores."""

    @property
    def id(self) -> str:
        """Whose it is."""

    @property
    def score(self) -> int:
        """What was reached."""

    @property
    def attempts(self) -> float:
        """How many it took; for a team, per member who has a result.

        That is a quotient of whole numbers. Equal ones are equal floats, since division rounds correctly, and others
        differ by 1 / people^2 at least: more than a float lets slip, up to a million people.
        """


S = TypeVar("S", bound=Scored)


@dataclass(frozen=True, slots=True)
class Standing:
    """A member's score. As in Scored."""

    id: str
    score: int
    attempts: float


def places(scored: Iterable[S]) -> tuple[tuple[int, S], ...]:
    """Return everybody with their place, the best first: by score, then fewer attempts, then shared (1, 2, 2, 4).

    Time decides nothing: late shifts must not lose by it. Who shares a place stands in the order of ids.
    """
    placed: list[tuple[int, S]] = []
    place, reached = 0, (-1, 0.0)
    for number, one in enumerate(sorted(scored, key=lambda one: (-one.score, one.attempts, one.id)), 1):
        if (one.score, one.attempts) != reached:
            place, reached = number, (one.score, one.attempts)
        placed.append((place, one))
    return tuple(placed)


def person_standing(total: MemberTotal) -> Standing:
    """Return what decides a member's place overall."""
    return Standing(total.member, total.points, total.attempts)


def story_standing(total: MemberTotal, story: str) -> Standing | None:
    """Return what decides a member's place in one story; None where it was not played."""
    found = next((played for played in total.stories if played.story == story), None)
    return None if found is None else Standing(total.member, found.points, found.attempts)
