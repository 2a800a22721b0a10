"""Members, leads, the organiser: each sees and does what is theirs and nothing else."""

from typing import Any

import pytest

from game.team import orders
from game.team.rules import ContestRules
from game.team.server.database import Database
from game.team.server.organisers.leading import lead_act
from game.team.server.refusals import Refused
from game.team.server.store import people
from tests.team.server.serving import Player, Serving


@pytest.fixture
def database(sqlite: Database) -> Database:
    """These rules have no SQL of their own: one database is enough."""
    return sqlite


@pytest.fixture
def lead(serving: Serving) -> Player:
    found = serving.join("Lead", "Lantern")
    assert serving.admin("lead", member=found.id).data["after"] == "lead"
    return found


def test_a_lead_sees_the_own_team_with_its_runs_and_may_watch_them(serving: Serving, lead: Player) -> None:
    mei, kai = serving.join("Mei", "Lantern"), serving.join("Kai", "Teapot")
    runs = [played(player) for player in (mei, kai)]
    team = lead.ask("GET", "/api/team").data
    assert [member["name"] for member in team["members"]] == ["Lead", "Mei"]
    assert [result["run"] for result in team["members"][1]["results"]] == [runs[0]]
    assert [lead.ask("GET", f"/api/runs/{run}").status for run in runs] == [200, 404]
    assert lead.ask("GET", "/api/me").data["member"]["role"] == "lead"


def played(player: Player) -> str:
    run = player.new_run()
    player.send(player.submission(player.ticket()), run)
    return run


def test_who_hides_has_no_name_for_the_lead_either(serving: Serving, lead: Player) -> None:
    mei = serving.join("Mei", "Lantern")
    run = played(mei)
    mei.ask("POST", "/api/me/hide", {"hidden": True})
    assert [member["name"] for member in lead.ask("GET", "/api/team").data["members"]] == ["Lead", None]
    assert lead.ask("GET", f"/api/runs/{run}").data["player"] == ""
    assert serving.ask("GET", f"/api/runs/{run}", token=serving.made.admin_token).data["player"] == "Mei"


def test_a_lead_does_not_learn_or_show_the_name_of_who_hides(serving: Serving, lead: Player) -> None:
    mei = serving.join("Mei", "Lantern")
    mei.ask("POST", "/api/me/hide", {"hidden": True})
    shown = lead.ask("POST", "/api/team/hide", {"member": mei.id, "hidden": False, "reason": "curious"})
    assert (shown.status, shown.data["error"]) == (403, "not_yours_to_show")
    renamed = lead.ask("POST", "/api/team/rename", {"id": mei.id, "name": "Who", "reason": "curious"})
    assert (renamed.status, renamed.data["before"]) == (200, "")
    assert serving.admin("hide", member=mei.id, hidden=False).status == 200


def test_who_is_moved_to_a_namesake_is_told_of_by_name(serving: Serving) -> None:
    mei, other = serving.join("Mei", "Lantern"), serving.join("MEI", "Teapot")
    refused = serving.admin("move", member=mei.id, team=other.team)
    assert (refused.status, refused.data["error"], refused.data["detail"]) == (409, "name_taken", {"name": "Mei"})


def test_a_team_is_not_called_like_another_one(serving: Serving) -> None:
    lantern, teapot = serving.join("Mei", "Lantern"), serving.join("Kai", "Teapot")
    refused = serving.admin("rename", id=lantern.team, name="tea pot")
    assert (refused.data["error"], refused.data["detail"]) == ("team_taken", {"name": "tea pot"})
    assert serving.admin("rename", id=teapot.team, name="Tea Pot").status == 200


def test_who_has_left_gets_no_name_again_nor_a_part(serving: Serving, lead: Player) -> None:
    mei = serving.join("Mei", "Lantern")
    run = played(mei)
    mei.ask("DELETE", "/api/me")
    assert lead.ask("POST", "/api/team/rename", {"id": mei.id, "name": "Mei", "reason": "x"}).status == 404
    orders: dict[str, dict[str, Any]] = {
        "rename": {"id": mei.id, "name": "Mei"}, "hide": {"member": mei.id, "hidden": False},
        "lead": {"member": mei.id}, "readmit": {"member": mei.id},
    }  # fmt: skip
    assert {serving.admin(action, **order).data["error"] for action, order in orders.items()} == {"no_member"}
    assert serving.admin("void", run=run).status == 200


def test_where_the_rules_say_so_leads_see_no_results(database: Database) -> None:
    serving = Serving(database, ContestRules(leads_see=False))
    lead, mei = serving.join("Lead"), serving.join("Mei")
    serving.admin("lead", member=lead.id)
    run = played(mei)
    assert lead.ask("GET", "/api/team").data["members"][1]["results"] == []
    assert lead.ask("GET", f"/api/runs/{run}").status == 404
    serving.close()


def test_a_lead_renames_and_hides_in_the_own_team_alone_and_the_log_says_who(serving: Serving, lead: Player) -> None:
    mei, kai = serving.join("Mei", "Lantern"), serving.join("Kai", "Teapot")

    def order(action: str, **body: Any) -> int:
        return lead.ask("POST", f"/api/team/{action}", {"reason": "rude", **body}).status

    assert [order("rename", id=target, name=f"Name {n}") for n, target in enumerate((mei.id, lead.team))] == [200, 200]
    assert [order("rename", id=target, name="Mine") for target in (kai.id, kai.team, "nobody")] == [404] * 3
    assert [order("hide", member=target) for target in (mei.id, kai.id)] == [200, 404]
    assert lead.ask("POST", "/api/admin/rename", {"id": mei.id, "name": "X", "reason": "x"}).status == 403
    export = serving.ask("GET", f"/api/export/{serving.slug}.jsonl", token=serving.made.admin_token).content.decode()
    assert export.count(f'"lead {lead.id}"') == 3


def test_a_member_is_no_lead_nor_is_one_any_longer_in_another_team(serving: Serving, lead: Player) -> None:
    mei, kai = serving.join("Mei", "Lantern"), serving.join("Kai", "Teapot")
    for method, path in (("GET", "/api/team"), ("POST", "/api/team/rename"), ("POST", "/api/team/hide")):
        body = None if method == "GET" else {"id": mei.id, "name": "X", "reason": "x"}
        assert mei.ask(method, path, body).data["error"] in ("not_lead", "missing", "unknown")
    assert mei.ask("GET", "/api/team").status == 403
    serving.admin("move", member=lead.id, team=kai.team)
    assert lead.ask("GET", "/api/team").data["error"] == "not_lead"
    assert serving.ask("GET", "/api/team", token=serving.made.admin_token).status == 401


def test_tickets_for_all_stories_can_be_had_ahead_one_for_each_attempt(serving: Serving) -> None:
    mei = serving.join("Mei")
    first = mei.ask("POST", "/api/tickets/ahead").data["tickets"]
    assert sorted(ticket["digest"] for ticket in first) == sorted(kept.digest for kept in serving.kept)
    serving.now += 60_000
    assert (
        mei.ask("POST", "/api/tickets/ahead").data["tickets"] == first == mei.ask("GET", "/api/tickets").data["tickets"]
    )
    mine = next(ticket for ticket in first if ticket["digest"] == serving.kept[0].digest)
    assert mei.ticket(0) == mine
    assert mei.send(mei.submission(mine)).data["status"] == "counted"
    assert mine not in mei.ask("GET", "/api/tickets").data["tickets"]
    serving.now += 25 * 3_600_000
    assert mei.ask("GET", "/api/tickets").data["tickets"] == []


def test_a_contest_may_allow_one_unused_ticket_alone(database: Database) -> None:
    serving = Serving(database, ContestRules(open_tickets=1))
    mei = serving.join("Mei")
    assert len(mei.ask("POST", "/api/tickets/ahead").data["tickets"]) == 1
    digests = {ticket["digest"] for ticket in mei.ask("GET", "/api/tickets").data["tickets"]}
    other = next(kept.digest for kept in serving.kept if kept.digest not in digests)
    assert mei.ask("POST", "/api/tickets", {"digest": other}).data["error"] == "tickets_unused"
    serving.now += 25 * 3_600_000  # what expired unused takes no room
    assert mei.ask("POST", "/api/tickets", {"digest": other}).status == 200
    serving.close()


def test_a_lead_who_is_one_no_longer_when_the_order_comes_to_its_turn_gives_none(
    serving: Serving, lead: Player
) -> None:
    """Who asks is found out before the contest is locked; what they may is looked up again under the lock."""
    mei, kai = serving.join("Mei"), serving.join("Kai", "Teapot")
    with serving.services.database.reading() as connection:
        asking = people.by_id(connection, serving.made.contest.id, lead.id)
    assert asking is not None
    serving.admin("move", member=lead.id, team=kai.team)
    for target in (mei.id, kai.id, kai.team):
        with pytest.raises(Refused, match="not_lead"):
            lead_act(serving.services, asking, "rename", orders.Rename(target, "X", "x"))
    serving.admin("lead", member=lead.id)
    with pytest.raises(Refused, match="no_member"):
        lead_act(serving.services, asking, "hide", orders.Hide(mei.id, "x"))
    assert lead_act(serving.services, asking, "hide", orders.Hide(kai.id, "x")).after == "hidden"
