"""The rules of a contest: from verified runs to points, totals, team scores and places. Pure: no file, no clock.

Everything is worked out from the set of results alone: their order does not matter, and a recount always gives what was
kept. What may be read in two ways is decided here:

- *Attempts used* are those it took to reach the points that count, so trying again never costs a place.
- A story that was changed is another digest with attempts of its own; for "different stories" both are one story.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

from game.story import Grade
from game.team.codec import Bound, check, decode, encode

FULL = 1000
"""Points of a run that got all there was to get."""
Percent = Annotated[int, Bound(0, 100)]


@dataclass(frozen=True, slots=True)
class ContestRules:
    """The numbers of a contest, told to everybody before they join. Raises WireError where one is out of bounds."""

    attempts: Annotated[int, Bound(1, 20)] = 3
    """so many ranked attempts at a story count, the first ones (the best of 3 lies 0.85 standard deviations above the
    mean, the best of 20 1.87: unlimited tries would reward patience)"""
    stories: Annotated[int, Bound(1, 50)] = 3
    """a member's total is the sum of so many different stories, the best ones"""
    average_players: Annotated[int, Bound(0, 100)] = 10
    """each team starts with so many average players, so that size neither wins nor loses a contest"""
    ranked_share: Percent = 60
    """percent of a team that must have a result before the team is ranked ..."""
    ranked_least: Annotated[int, Bound(1, 100)] = 3
    """... and at least so many people"""
    min_group: Annotated[int, Bound(1, 100)] = 5
    """persons are listed and awards given only where at least so many have a result"""
    shown_share: Percent = 33
    """percent of the ranked members that the public list of members names, from the top; 0 none, 100 all"""
    mastered_share: Percent = 75
    """percent of a team that must have reached a good or the best ending for the team to have mastered a story"""
    reply_ms: Annotated[int, Bound(0, 10_000)] = 150
    """milliseconds between two actions below which nobody can have chosen"""
    slack_ms: Annotated[int, Bound(0, 60_000)] = 2000
    """how much longer than the time since the ticket a run may claim to have taken"""
    reading_wpm: Annotated[int, Bound(100, 5000)] = 600
    """words a minute above which reading is flagged"""
    ticket_hours: Annotated[int, Bound(1, 24 * 14)] = 24
    """how long a ticket can be used"""
    grace_minutes: Annotated[int, Bound(0, 24 * 60)] = 15
    """how long after the close a run that was played in time may still come in"""
    open_tickets: Annotated[int, Bound(1, 200)] = 200
    """unused tickets that one may hold at a time, one for each story: for play without a network; 1: none ahead"""
    leads_see: bool = True
    """leads of a team may see its members' results and watch their runs"""
    keep_days: Annotated[int, Bound(1, 3650)] = 365
    """days after the end until everything of the contest is erased"""

    def __post_init__(self) -> None:
        check(self)

    def to_json(self) -> dict[str, Any]:
        """Return the rules as plain data."""
        return encode(self)

    @classmethod
    def from_json(cls, data: object) -> "ContestRules":
        """Return the rules in plain data; what is not said is as usual. Raises WireError."""
        return decode(cls, data)


@dataclass(frozen=True, slots=True)
class Result:
    """One ranked run that was verified by playing it again. Nothing in it is a claim."""

    run: str
    """its id"""
    member: str
    team: str
    story: str
    """the story's id, the same for all its versions"""
    digest: str
    deal: str
    """the variant"""
    attempt: int
    """1 for the member's first ranked attempt at this digest"""
    score: int
    """0..1000"""
    best_score: int | None
    """the best that this deal allows, 0..1000; None where the story was not solved: then the score alone counts"""
    grade: Grade
    stamina: int
    """0..100 at the end"""
    promises_kept: int
    promises_broken: int
    played_at: float
    """seconds since the epoch at the end of the run"""

    @property
    def points(self) -> int:
        """0..1000, see `points`."""
        return points(self.score, self.best_score)


@dataclass(frozen=True, slots=True)
class StoryPoints:
    """What a member reached in one story."""

    story: str
    points: int
    """0..1000"""
    attempts: int
    """the attempt that reached them first"""
    run: str
    """the run that reached them"""


@dataclass(frozen=True, slots=True)
class MemberTotal:
    """What a member reached in all stories."""

    member: str
    team: str
    points: int
    """the sum over `counted`"""
    attempts: int
    """how many attempts that took"""
    stories: tuple[StoryPoints, ...]
    """every story played, the best first"""
    counted: tuple[StoryPoints, ...]
    """those that make up the total"""


class TeamScore(NamedTuple):
    """What a team reached. A tuple, for hundreds are made for every list of teams, in a third of a dataclass's time."""

    id: str
    """of the team"""
    score: int
    """see `team_score`"""
    attempts: float
    """attempts used per member who has a result; see `Scored`"""
    played: int
    """members who have a result"""
    size: int
    """members there are"""
    is_ranked: bool
    """enough of them have played; otherwise the team is still filling"""


def points(score: int, best_score: int | None) -> int:
    """Return 1000 x score / best score of that deal, rounded half up, 0..1000.

    Deals differ in what can be reached, so a run is measured by its own deal. Where the best is not known, it is the
    score itself.
    """
    if best_score is None:
        return max(0, min(FULL, score))
    return max(0, min(FULL, nearest(FULL * score, best_score))) if best_score > 0 else 0


def nearest(part: int, whole: int) -> int:
    """Return part / whole (above 0) as the nearest whole number, halves up: exact, the same on every machine."""
    return (2 * part + whole) // (2 * whole)


def counted(results: Iterable[Result], rules: ContestRules) -> tuple[Result, ...]:
    """Return the results within the first attempts, each run once, in the order of time."""
    found = {result.run: result for result in results if 1 <= result.attempt <= rules.attempts}
    return tuple(sorted(found.values(), key=lambda result: (result.played_at, result.run)))


def better(result: Result) -> tuple[int, int, float, str]:
    """Return what orders a member's results of a story, the best first: points, then the earlier attempt."""
    return (-result.points, result.attempt, result.played_at, result.run)


def story_points(results: Iterable[Result]) -> StoryPoints:
    """Return the best of a member's counted results of one story; of equal ones the earliest attempt.

    Raises ValueError where there is none.
    """
    best = min(results, key=better)
    return StoryPoints(best.story, best.points, best.attempt, best.run)


def member_total(member: str, team: str, stories: Iterable[StoryPoints], rules: ContestRules) -> MemberTotal:
    """Return a member's total: the best stories added up. Of equal ones those count that took fewer attempts.

    A story without any points does not count, so that its attempts cost no place.
    """
    every = tuple(sorted(stories, key=lambda found: (-found.points, found.attempts, found.story)))
    best = tuple(story for story in every[: rules.stories] if story.points)
    return MemberTotal(member, team, sum(s.points for s in best), sum(s.attempts for s in best), every, best)


def member_totals(results: Iterable[Result], rules: ContestRules) -> dict[str, MemberTotal]:
    """Return the total of every member who has a counted result, by member."""
    stories: dict[tuple[str, str], list[Result]] = defaultdict(list)
    teams: dict[str, str] = {}
    for result in counted(results, rules):
        stories[result.member, result.story].append(result)
        teams[result.member] = result.team
    by_member: dict[str, list[StoryPoints]] = defaultdict(list)
    for (member, _), mine in stories.items():
        by_member[member].append(story_points(mine))
    return {member: member_total(member, teams[member], found, rules) for member, found in by_member.items()}


@dataclass(frozen=True, slots=True)
class TeamSum:
    """The totals of a team's members, added up."""

    points: int = 0
    attempts: int = 0
    played: int = 0
    """members who have a result"""

    def __add__(self, other: "TeamSum") -> "TeamSum":
        return TeamSum(self.points + other.points, self.attempts + other.attempts, self.played + other.played)

    def plus(self, total: MemberTotal, times: int = 1) -> "TeamSum":
        """Return the sum with a member's total added, or taken out again with `times` -1."""
        return TeamSum(self.points + times * total.points, self.attempts + times * total.attempts, self.played + times)


def team_sums(totals: Iterable[MemberTotal]) -> dict[str, TeamSum]:
    """Return the sums of all teams that have a result, by team."""
    sums: dict[str, TeamSum] = {}
    for total in totals:
        sums[total.team] = sums.get(total.team, TeamSum()).plus(total)
    return sums


def team_score(team: TeamSum, everyone: TeamSum, rules: ContestRules) -> int:
    """Return (sum + 10 x overall mean) / (members + 10), with the rules' number of average players for 10.

    In whole points, so that teams which look equal are equal; `everyone` is the sum of all teams, of which the overall
    mean is that of all who have a result. 0 for a team of which nobody has one.

    A mean drawn towards the overall mean, as in any shrinkage estimate: with a plain sum the largest team wins always,
    with a plain mean the smallest does most of the time; with ten average players first places come out near even over
    team sizes of 5 to 50 (simulated over 3,000 seasons of equally skilled teams).
    """
    if not team.played:
        return 0
    average = rules.average_players
    return nearest(team.points * everyone.played + average * everyone.points, (team.played + average) * everyone.played)


def needed_players(size: int, rules: ContestRules) -> int:
    """Return how many members must have a result before a team of that size is ranked."""
    return max(rules.ranked_least, -(-size * rules.ranked_share // 100))


def team_scores(
    sums: Mapping[str, TeamSum], sizes: Mapping[str, int], rules: ContestRules, everyone: TeamSum | None = None
) -> tuple[TeamScore, ...]:
    """Return the score of every team in `sizes` (team to number of members), in that order.

    The overall mean is that of `everyone`; of all teams in `sums` where nobody says so.
    """
    if everyone is None:
        every = sums.values()
        everyone = TeamSum(sum(s.points for s in every), played=sum(s.played for s in every))
    nothing = TeamSum()
    return tuple(_score_of(team, sums.get(team, nothing), everyone, size, rules) for team, size in sizes.items())


def _score_of(team: str, own: TeamSum, everyone: TeamSum, size: int, rules: ContestRules) -> TeamScore:
    played, size = own.played, max(size, own.played)
    if not played:
        return TeamScore(team, 0, 0.0, 0, size, False)
    is_ranked = played >= needed_players(size, rules)
    return TeamScore(team, team_score(own, everyone, rules), own.attempts / played, played, size, is_ranked)
