"""The score over time, as a few numbers to draw a line through."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from game.team.rules import ContestRules, Result, team_scores
from game.team.tally import Tally

MOMENTS = 12
"""Points of a line."""


def member_sparks(runs: Iterable[Result], rules: ContestRules) -> dict[str, tuple[int, ...]]:
    """Return each member's total after each of their last MOMENTS runs. `runs` are in the order of time."""
    tally, lines = Tally(rules), defaultdict[str, list[int]](list)
    for run in runs:
        tally.add(run)
        lines[run.member].append(tally.totals[run.member].points)
    return {member: tuple(line[-MOMENTS:]) for member, line in lines.items()}


def team_sparks(runs: Sequence[Result], sizes: Mapping[str, int], rules: ContestRules) -> dict[str, tuple[int, ...]]:
    """Return each team's score at up to MOMENTS moments, evenly spread over the runs; the last is now.

    `runs` are in the order of time. A team's line begins when it has its first result.
    """
    tally, lines = Tally(rules), defaultdict[str, list[int]](list)
    marks = {len(runs) * number // MOMENTS for number in range(1, MOMENTS + 1)}
    for number, run in enumerate(runs, 1):
        tally.add(run)
        if number in marks:
            for score in team_scores(tally.sums, sizes, rules):
                if score.played:
                    lines[score.id].append(score.score)
    return {team: tuple(line) for team, line in lines.items()}
