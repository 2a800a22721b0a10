"""The same sums as in `rules`, kept up to date result by result. A recount from all results always gives the same."""

from collections import defaultdict

from game.team.rules import ContestRules, MemberTotal, Result, StoryPoints, TeamSum, better, member_total


class Tally:
    """The totals so far. Results may come in any order; each counts once."""

    def __init__(self, rules: ContestRules) -> None:
        self._rules = rules
        self._best: dict[str, dict[str, Result]] = defaultdict(dict)
        self._totals: dict[str, MemberTotal] = {}
        self._sums: dict[str, TeamSum] = {}

    @property
    def totals(self) -> dict[str, MemberTotal]:
        """The total of every member who has a counted result, by member."""
        return self._totals

    @property
    def sums(self) -> dict[str, TeamSum]:
        """The sums of all teams that have a result, by team."""
        return self._sums

    def add(self, result: Result) -> bool:
        """Take a result in and return whether it changed anything. A member's team must stay the same."""
        if not 1 <= result.attempt <= self._rules.attempts:
            return False
        mine = self._best[result.member]
        if result.story in mine and better(mine[result.story]) <= better(result):
            return False
        mine[result.story] = result
        self._renew(result.member, result.team)
        return True

    def _renew(self, member: str, team: str) -> None:
        stories = [StoryPoints(best.story, best.points, best.attempt, best.run) for best in self._best[member].values()]
        total, before = member_total(member, team, stories, self._rules), self._totals.get(member)
        added = self._sums.get(team, TeamSum())
        self._sums[team] = (added.plus(before, -1) if before else added).plus(total)
        self._totals[member] = total
