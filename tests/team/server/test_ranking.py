"""The first teams as the database finds them, against the scores and places of all, worked out by the rules."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from sqlalchemy import update

from game.team.places import places
from game.team.rules import ContestRules, TeamSum, team_scores
from game.team.server.store import contests
from game.team.server.store.ranking import Placed, ranking, search
from game.team.server.tables import contest, team
from tests.team.server.serving import Serving

TEAMS = 60


@pytest.mark.parametrize("average, least, share", [(10, 3, 60), (0, 1, 0), (100, 5, 100)])
@pytest.mark.parametrize("people, points", [(4, 3), (40, 900), (50_000, 50_000)], ids=["alike", "as usual", "huge"])
def test_the_first_teams_are_those_of_the_rules(
    serving: Serving, average: int, least: int, share: int, people: int, points: int
) -> None:
    """However many are asked for; where many share a score and a place, and where numbers outgrow 32 bits."""
    draw = Random(people)
    rows = [_team(serving.made.contest.id, number, draw, people, points) for number in range(TEAMS)]
    sums = {row["id"]: TeamSum(row["points"], row["attempts"], row["members"]) for row in rows if row["members"]}
    everyone = {"points": sum(s.points for s in sums.values()), "members": sum(s.played for s in sums.values())}
    with serving.services.database.writing() as connection:
        connection.execute(team.insert(), rows)
        connection.execute(update(contest).values(everyone))
        at = contests.by_id(connection, serving.made.contest.id)
        at = replace(at, rules=ContestRules(average_players=average, ranked_least=least, ranked_share=share))
        sizes = {row["id"]: max(row["size"], row["roster"]) for row in rows}
        names = {row["id"]: row["name"] for row in rows}
        scores = team_scores(sums, sizes, at.rules)
        expected: list[Placed] = [*places(score for score in scores if score.is_ranked)]
        filling = sorted((s for s in scores if not s.is_ranked), key=lambda s: names[s.id])
        expected += [(None, score) for score in filling]
        for most in (1, 7, TEAMS - 1, TEAMS, 2 * TEAMS):
            of, found, roster = ranking(connection, at, most)
            assert (of, found) == (TEAMS, expected[:most])
            assert {id: (one.name, one.size) for id, one in roster.team.items()} == {
                score.id: (names[score.id], sizes[score.id]) for _, score in found
            }
        for find in ("7", "23", "1of", rows[0]["id"], "nobody", "%", ""):
            fit = {id for id, name in names.items() if find == id or (find.isalnum() and find in name)}
            found, roster = search(connection, at, find)
            assert found == [one for one in expected if one[1].id in fit]
            assert {one.id for one in roster.teams} == fit


def test_a_contest_without_a_team_has_no_first_ones(serving: Serving) -> None:
    with serving.services.database.reading() as connection:
        of, found, roster = ranking(connection, contests.by_id(connection, serving.made.contest.id), 1)
    assert (of, found, roster.teams) == (0, [], ())


def _team(contest_id: int, number: int, draw: Random, people: int, points: int) -> dict[str, Any]:
    roster = draw.randint(0, people)
    played = draw.choice([0, roster // 2, roster, roster])
    name = f"{draw.randrange(10_000):04}of{number}"
    return {
        "id": f"{draw.randrange(10**6):06}-{number}", "contest_id": contest_id, "name": name, "name_key": name,
        "size": draw.choice([0, people]), "roster": roster, "members": played,
        "points": played * draw.randint(1, points), "attempts": played * draw.randint(1, 9) + draw.randint(0, 2),
    }  # fmt: skip
