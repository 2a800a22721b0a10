"""The way of a team's score: one more point of its line whenever a run of its own moved it."""

from sqlalchemy import Connection

from game.team.rules import TeamSum, team_score
from game.team.server.store import kept, shown
from game.team.server.store.contests import Kept


def add_team_point(connection: Connection, at: Kept, team: str, now: int) -> None:
    """Keep the score that a team has now. `at` is the contest with its sums as they are now."""
    own = kept.team_sum(connection, team)
    if own.played and at.members:
        everyone = TeamSum(at.points, played=at.members)
        shown.add_point(connection, at.id, team, now, team_score(own, everyone, at.rules))
