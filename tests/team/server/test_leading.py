"""What the lead of a team reads, on both databases: the latest runs of the whole team, however many it has."""

from collections.abc import Iterator
from typing import Any

import pytest

from game.team.server.database import Database
from game.team.server.organisers.leading import mates
from game.team.server.store import people, play
from tests.team.server.serving import Player, Serving, emptied, meanwhile


@pytest.fixture(scope="module")
def serving(shared: Database) -> Iterator[Serving]:
    """A contest for all these rules: no run is played for any of them."""
    serving = Serving(emptied(shared))
    yield serving
    serving.close()


@pytest.fixture(scope="module")
def team(serving: Serving) -> tuple[Player, Player, Player]:
    """The lead, Mei and Ann, who has left; and somebody of another team. All have played."""
    lead, mei, ann, other = (serving.join(name) for name in ("Lead", "Mei", "Ann", "Kai"))
    serving.admin("lead", member=lead.id)
    serving.admin("move", member=other.id, team=serving.join("Bo", "Teapot").team)
    for player in (mei, lead, other, mei, ann, lead):
        player.play()
    ann.ask("DELETE", "/api/me")
    return lead, mei, ann


def told(lead: Player, query: str = "") -> tuple[dict[str, list[dict[str, Any]]], bool]:
    """The results of who is in the team, by name, and whether there are more."""
    data = lead.ask("GET", f"/api/team{query}").data
    return {member["name"]: member["results"] for member in data["members"]}, data["more"]


def test_the_latest_runs_are_those_of_the_whole_team_whoever_played_them(team: tuple[Player, ...]) -> None:
    lead, *_ = team
    (every, more), (latest, earlier) = told(lead), told(lead, "?limit=3")
    assert [len(results) for results in every.values()] == [2, 2] and list(every) == ["Lead", "Mei"]
    for results in every.values():
        assert results == sorted(results, key=lambda result: result["at"])
    assert latest == {"Lead": every["Lead"], "Mei": every["Mei"][1:]}  # what came first is Mei's
    assert (more, earlier) == (False, True)
    assert told(lead, "?limit=4") == (every, False)


def test_what_a_lead_reads_of_a_run_is_what_its_player_does(team: tuple[Player, ...]) -> None:
    lead, mei, _ = team
    assert told(lead)[0]["Mei"] == mei.ask("GET", "/api/me").data["results"]


def test_at_least_one_run_is_told_and_too_high_a_number_is_no_mistake(
    serving: Serving, team: tuple[Player, ...]
) -> None:
    lead, *_ = team
    for limit in (0, -7):
        assert told(lead, f"?limit={limit}") == told(lead, "?limit=1")
    assert sum(map(len, told(lead, "?limit=1")[0].values())) == 1
    assert told(lead, f"?limit={10**30}") == told(lead)
    assert lead.ask("GET", "/api/team?limit=many").status == 400


def test_who_comes_into_the_team_while_it_is_read_is_told_of_the_next_time(
    serving: Serving, team: tuple[Player, ...]
) -> None:
    """Members and runs are of two moments, and there is nobody yet to whom the run could be counted."""
    lead, *_ = team
    with serving.services.database.reading() as connection:
        asking = people.by_id(connection, serving.made.contest.id, lead.id)
        assert asking is not None
        [kai] = {row["member_id"] for row in play.every_run(connection, asking.contest)} - {one.id for one in team}
    with meanwhile(serving, "FROM run WHERE run.team_id", lambda: serving.admin("move", member=kai, team=lead.team)):
        first = mates(serving.services, asking)
    assert [one.name for one in first.members] == ["Lead", "Mei"]
    assert [one.name for one in mates(serving.services, asking).members] == ["Lead", "Mei", "Kai"]
