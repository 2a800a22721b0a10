"""Awards besides the rank: a board alone moves only its top. Worked out from the counted results, like everything else.

Whoever shares the best value shares the award. Awards for persons are given only where at least `min_group` people are
in the running, so that nobody's numbers show by being the only ones.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from game.team.rules import ContestRules, Result, better, counted, nearest

AwardKind = Literal["improved", "steady", "promises", "mastered"]
GOOD_GRADES = frozenset(("best", "good"))


@dataclass(frozen=True, slots=True)
class Award:
    """An award and who has it."""

    kind: AwardKind
    id: str
    """the member, for `mastered` the team"""
    value: int
    """improved: points gained; steady: mean stamina 0..100; promises: kept; mastered: percent of the team"""
    story: str = ""
    """improved, mastered: in which story"""


def awards(results: Iterable[Result], sizes: Mapping[str, int], rules: ContestRules) -> tuple[Award, ...]:
    """Return all awards, in the order of AwardKind, each kind by id. `sizes` is the number of members by team."""
    runs = counted(results, rules)
    best = tuple(_best_runs(runs).values())
    people = len({result.member for result in runs})
    persons = [*improved(runs), *steady(best), *promises(best)] if people >= rules.min_group else []
    return (*persons, *mastered(runs, sizes, rules))


def improved(runs: Iterable[Result]) -> tuple[Award, ...]:
    """Most improved: the greatest gain in points from the first attempt at a story to the best later one."""
    by_story: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in runs:
        by_story[result.member, result.digest].append(result)
    gains = []
    for (member, _), mine in by_story.items():
        first = min(mine, key=lambda result: result.attempt)
        gains.append(Award("improved", member, max(r.points for r in mine) - first.points, first.story))
    return _winners(gains)


def steady(best: Iterable[Result]) -> tuple[Award, ...]:
    """Steadiest stamina: the highest mean stamina at the end of one's best runs.

    In the running are those who played as many stories as anybody did, so that one easy chat does not win it.
    """
    by_member = _by_member(best)
    most = max(map(len, by_member.values()), default=0)
    means = (
        Award("steady", member, nearest(sum(result.stamina for result in mine), len(mine)))
        for member, mine in by_member.items()
        if len(mine) == most
    )
    return _winners(means)


def promises(best: Iterable[Result]) -> tuple[Award, ...]:
    """Most promises kept in one's best runs, among those who broke none in them."""
    kept = (
        Award("promises", member, sum(result.promises_kept for result in mine))
        for member, mine in _by_member(best).items()
        if not any(result.promises_broken for result in mine)
    )
    return _winners(kept)


def mastered(runs: Iterable[Result], sizes: Mapping[str, int], rules: ContestRules) -> tuple[Award, ...]:
    """Whole team mastered a story: enough of its people came to a good or the best ending in some counted run.

    Of the whole team, not of those who played, and of at least as many people as a ranked team needs.
    """
    masters: dict[tuple[str, str], set[str]] = defaultdict(set)
    for result in runs:
        if result.grade in GOOD_GRADES and result.team in sizes:
            masters[result.team, result.story].add(result.member)
    found = []
    for (team, story), people in sorted(masters.items()):
        share = 100 * len(people) // max(sizes[team], len(people))
        if share >= rules.mastered_share and len(people) >= rules.ranked_least:
            found.append(Award("mastered", team, share, story))
    return tuple(found)


def _best_runs(runs: Iterable[Result]) -> dict[tuple[str, str], Result]:
    """The best run of each member in each story."""
    best: dict[tuple[str, str], Result] = {}
    for result in runs:
        key = (result.member, result.story)
        if key not in best or better(result) < better(best[key]):
            best[key] = result
    return best


def _by_member(runs: Iterable[Result]) -> dict[str, list[Result]]:
    found: dict[str, list[Result]] = defaultdict(list)
    for result in runs:
        found[result.member].append(result)
    return found


def _winners(candidates: Iterable[Award]) -> tuple[Award, ...]:
    """Those with the highest value above 0, each person once, by id."""
    every = [award for award in candidates if award.value > 0]
    most = max((award.value for award in every), default=0)
    return tuple(_first_of_each(sorted((a for a in every if a.value == most), key=lambda a: (a.id, a.story))))


def _first_of_each(found: Iterable[Award]) -> Iterator[Award]:
    seen: set[str] = set()
    for award in found:
        if award.id not in seen:
            seen.add(award.id)
            yield award
