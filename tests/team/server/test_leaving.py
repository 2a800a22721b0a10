"""Leaving and hiding: a name is gone at once wherever it stood, and nobody else loses by it."""

import json
from typing import Any

import pytest

from game.team.rules import ContestRules
from game.team.server.boards.publishing import Publisher, publish
from game.team.server.database import Database
from game.team.server.organisers.retention import erase_expired
from game.team.server.players import leaving, tickets
from game.team.server.refusals import Refused
from game.team.server.secret import hashed
from game.team.server.store import contests, people, shown
from game.team.server.store.people import Person
from game.team.server.tables import metadata, run
from tests.team.server.serving import Player, Serving, meanwhile
from tests.team.server.test_kept import assert_is_recount

OPEN = ContestRules(shown_share=100)
DAY = 86_400_000


@pytest.fixture
def players(database: Database) -> Any:
    serving = Serving(database, OPEN)
    found = [serving.join(f"Person {number}", f"Team {number % 2}") for number in range(6)]
    for taste, player in enumerate(found):
        player.play(taste=taste)
    yield found
    serving.close()


@pytest.mark.parametrize("frozen", [False, True], ids=["open", "frozen"])
@pytest.mark.parametrize("runs", ["keep", "delete"])
def test_who_leaves_is_nowhere_by_name_from_then_on(players: list[Player], runs: str, frozen: bool) -> None:
    """On boards, frozen ones too, among neighbours, in the export, in the log; and the token opens nothing."""
    serving, gone = players[0].serving, players[0]
    serving.admin("rename", id=gone.id, name="Person Zero")
    run_id = gone.ask("GET", "/api/me").data["results"][0]["run"]
    for action in ("void", "restore"):
        serving.admin(action, run=run_id, reason="Person Zero asked for it")
    serving.publish()
    if frozen:
        serving.admin("freeze")
    assert "Person Zero" in everything_told(serving, players[1:])
    answer = gone.ask("DELETE", f"/api/me?runs={runs}")
    assert (answer.status, answer.data["runs"]) == (200, "kept" if runs == "keep" else "deleted")
    for name in ("Person Zero", "Person 0"):
        assert name not in everything_told(serving, players[1:])
    assert gone.ask("GET", "/api/me").status == 401
    assert_is_recount(serving, "after leaving")
    with serving.services.database.reading() as connection:
        left = connection.execute(run.select().where(run.c.member_id == gone.id)).all()
    assert len(left) == (1 if runs == "keep" else 0)


def everything_told(serving: Serving, others: list[Player]) -> str:
    pages = [
        serving.ask("GET", f"/api/contests/{serving.slug}/board.json?kind={kind}").content.decode()
        for kind in ("team", "member", "story&story=late-1")
    ]
    near = [other.ask("GET", "/api/me/around").content.decode() for other in others]
    export = serving.ask("GET", f"/api/export/{serving.slug}.jsonl", token=serving.made.admin_token).content.decode()
    return "".join([*pages, *near, export])


@pytest.mark.parametrize("keep", [True, False], ids=["keep", "delete"])
def test_who_has_just_left_leaves_no_second_time_and_comes_back_by_no_name(players: list[Player], keep: bool) -> None:
    """Two of somebody's requests may be let in together, and the second one come to its turn after the first."""
    serving, gone = players[0].serving, players[0]
    serving.publish()
    asking = person_of(gone)
    leaving.leave(serving.services, asking, keep_runs=keep)
    with pytest.raises(Refused, match="no_token"):
        leaving.leave(serving.services, asking, keep_runs=keep)
    with pytest.raises(Refused, match="no_token"):
        leaving.hide(serving.services, asking, hidden=False)
    with pytest.raises(Refused, match="no_token"):
        leaving.renew_token(serving.services, asking)
    with pytest.raises(Refused, match="no_token"):
        tickets.issue(serving.services, asking, serving.kept[0].digest)
    with pytest.raises(Refused, match="no_token"):
        tickets.ahead(serving.services, asking)
    assert "Person 0" not in everything_told(serving, players[1:])
    overview = serving.ask("GET", "/api/admin/overview", token=serving.made.admin_token).data
    assert overview["contest"]["members"] == 5


def test_who_is_moved_while_leaving_leaves_the_team_of_now(players: list[Player]) -> None:
    serving, gone = players[0].serving, players[0]
    asking = person_of(gone)
    serving.admin("move", member=gone.id, team=players[1].team)
    leaving.leave(serving.services, asking, keep_runs=False)
    overview = serving.ask("GET", "/api/admin/teams", token=serving.made.admin_token).data
    assert {team["id"]: team["members"] for team in overview["teams"]} == {gone.team: 2, players[1].team: 3}
    assert_is_recount(serving, "after leaving")


def person_of(player: Player) -> Person:
    """Whom the server knows by a player's token."""
    with player.serving.services.database.reading() as connection:
        person = people.by_token(connection, hashed(player.token))
    assert person is not None
    return person


@pytest.mark.parametrize("who", [0, 1], ids=["a neighbour", "who asks"])
def test_neighbours_and_their_places_are_of_one_moment_whoever_leaves_meanwhile(
    players: list[Player], who: int
) -> None:
    serving, gone = players[0].serving, players[who]
    with meanwhile(serving, "UNION ALL", lambda: leave_with_all_runs(gone)):
        near = players[1].ask("GET", "/api/me/around")
    assert near.status == 200
    seen_later = players[2].ask("GET", "/api/me/around").data["rows"]
    assert len(seen_later) == 5
    assert near.data["rows"] == ([] if gone is players[1] else seen_later)
    assert gone.ask("GET", "/api/me").status == 401


def leave_with_all_runs(player: Player) -> None:
    leaving.leave(player.serving.services, person_of(player), keep_runs=False)


def test_a_team_whose_last_member_is_erased_is_gone(players: list[Player]) -> None:
    serving = players[0].serving
    alone = serving.join("Alone", "Alone Again")
    assert alone.ask("DELETE", "/api/me").data["runs"] == "kept"
    assert "Alone Again" not in json.dumps(serving.board("team"))
    assert serving.join("Alone", "Alone Again").id != alone.id


@pytest.mark.parametrize("frozen", [False, True], ids=["open", "frozen"])
def test_who_hides_is_shown_without_a_name_at_once_and_counts(players: list[Player], frozen: bool) -> None:
    serving, shy = players[0].serving, players[2]
    serving.publish()
    if frozen:
        serving.admin("freeze")
    assert shy.ask("POST", "/api/me/hide", {"hidden": True}).data["hidden"] is True
    assert "Person 2" not in everything_told(serving, players[:2] + players[3:])
    assert shy.ask("GET", "/api/me").data["member"]["name"] == "Person 2"
    assert serving.ask("GET", f"/api/contests/{serving.slug}/board.json?kind=member").data["played"] == 6
    shy.ask("POST", "/api/me/hide", {"hidden": False})
    assert "Person 2" in everything_told(serving, players)


@pytest.mark.parametrize("frozen", [False, True], ids=["open", "frozen"])
def test_a_board_that_was_being_made_does_not_bring_a_name_back(players: list[Player], frozen: bool) -> None:
    """It was read before somebody hid; it must not be published after that, and then, perhaps, stand still for days."""
    serving, shy = players[0].serving, players[2]
    serving.publish()
    players[0].play(1)
    with meanwhile(serving, "FROM run", lambda: leaving.hide(serving.services, person_of(shy), hidden=True)):
        publish(serving.services, serving.made.contest.id)
    if frozen:
        serving.admin("times", freezes=serving.now // 1000 + 1)
        serving.now += 2000
    else:
        assert "Person 2" not in everything_published(serving)
    serving.now += 2000
    Publisher(serving.services).tick()
    assert "Person 2" not in everything_published(serving)


def everything_published(serving: Serving) -> str:
    with serving.services.database.reading() as connection:
        return str(shown.documents(connection, serving.made.contest.id))


def test_an_organiser_s_hide_and_rename_reach_a_frozen_board(players: list[Player]) -> None:
    serving = players[0].serving
    serving.publish()
    serving.admin("freeze")
    serving.admin("rename", id=players[1].id, name="Lin")
    serving.admin("rename", id=players[0].team, name="Teapot")
    members = serving.ask("GET", f"/api/contests/{serving.slug}/board.json?kind=member").data
    assert {"Lin"} == {row["name"] for row in members["rows"]} - {f"Person {number}" for number in (0, 2, 3, 4, 5)}
    assert "Team 0" not in json.dumps(serving.ask("GET", f"/api/contests/{serving.slug}/board.json").data)


def test_so_few_that_each_would_be_known_see_no_neighbours(serving: Serving) -> None:
    four = [serving.join(f"P{number}") for number in range(4)]
    for taste, player in enumerate(four):
        player.play(taste=taste)
    near = four[0].ask("GET", "/api/me/around").data
    assert [row["id"] for row in near["rows"]] == [four[0].id]
    assert near["rows"][0]["place"] is not None
    assert serving.board("member")["rows"] == []


def test_one_gets_all_that_is_kept_of_oneself_and_nobody_else_s(players: list[Player]) -> None:
    run_id = players[0].ask("GET", "/api/me").data["results"][0]["run"]
    players[0].serving.admin("lead", member=players[0].id, reason="too loud")
    players[0].serving.admin("void", run=run_id, reason="too odd")
    mine = players[0].ask("GET", "/api/me/data").data
    assert mine["member"]["name"] == "Person 0"
    assert len(mine["runs"]) == len(mine["tickets"]) == 1
    assert mine["runs"][0]["actions"]
    assert [note["reason"] for note in mine["log"]] == ["too loud", "too odd"]
    assert players[1].id not in json.dumps(mine)
    assert "hash" not in json.dumps(mine)


def test_a_contest_is_erased_when_its_days_are_over(database: Database) -> None:
    """Counted from its end, or from the last thing that happened where nobody ended it."""
    serving = Serving(database, ContestRules(keep_days=10))
    serving.join("Mei").play()
    began = serving.now
    serving.now = began + 9 * DAY
    assert erase_expired(serving.services) == ()
    serving.join("Kai")
    serving.now = began + 18 * DAY
    assert erase_expired(serving.services) == ()
    serving.admin("close")
    serving.now += 10 * DAY + 1
    assert erase_expired(serving.services) == ("Spring Cup",)
    with database.reading() as connection:
        assert contests.every(connection) == []
        kept = [t.name for t in metadata.sorted_tables if connection.execute(t.select()).first() is not None]
    assert set(kept) <= {"bucket"}
    Publisher(serving.services).tick()
    serving.close()
