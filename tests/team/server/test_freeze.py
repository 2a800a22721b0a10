"""The organiser: the board stands still when it should, changes have reasons, an export loses nothing."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from game.team.server.app import publish_for_ever
from game.team.server.boards.publishing import Publisher
from game.team.server.contests import Times
from game.team.server.database import Database
from game.team.server.organisers.export import harmless
from game.team.server.services import Services
from game.team.server.store import shown
from tests.team.server.serving import START, Serving

PAGES = ("kind=team", "kind=member", "kind=story&story=late-1", "kind=story&story=late-2")


def test_nothing_public_changes_between_freeze_and_reveal(serving: Serving) -> None:
    players = [serving.join(f"P{number}", f"Team {number % 2}") for number in range(6)]
    for taste, player in enumerate(players):
        player.play(taste=taste)
    serving.admin("freeze")
    _publish_all(serving)
    frozen = _public(serving)
    for taste, player in enumerate(players, 10):
        verdict = player.play(1, taste)
        assert verdict["place"] is None
        assert verdict["points"] is not None
        serving.join(f"Late {taste}")
        _publish_all(serving)
        assert _public(serving) == frozen
    serving.admin("reveal")
    _publish_all(serving)
    assert _public(serving) != frozen


def test_who_asks_while_it_is_frozen_sees_their_own_score_and_no_place(serving: Serving) -> None:
    players = [serving.join(f"P{number}") for number in range(3)]
    for player in players:
        player.play()
    serving.admin("freeze")
    near = players[0].ask("GET", "/api/me/around").data
    assert [(row["id"], row["place"]) for row in near["rows"]] == [(players[0].id, None)]
    assert near["of"] == 0
    assert players[0].ask("GET", "/api/me").data["results"][0]["points"] is not None


def test_a_board_freezes_and_closes_by_the_clock(database: Database) -> None:
    serving = Serving(database, times=Times(START - 1000, START + 3_600_000, START + 7_200_000))
    player = serving.join("Mei")
    player.play()
    _publish_all(serving)
    states = []
    for hours in (1.1, 2.1):
        serving.now = START + int(hours * 3_600_000)
        _publish_all(serving)
        head = serving.ask("GET", f"/api/contests/{serving.slug}/board.json").data["contest"]
        states.append((head["state"], head["frozen"]))
    assert states == [("frozen", True), ("closed", True)]
    serving.admin("reveal")
    assert serving.ask("GET", f"/api/contests/{serving.slug}").data["state"] == "revealed"
    serving.close()


def test_a_run_counts_before_the_freeze_is_shown_even_in_its_last_second(serving: Serving) -> None:
    player = serving.join("Mei")
    _publish_all(serving)
    player.play()
    serving.admin("freeze")
    _publish_all(serving)
    assert serving.ask("GET", f"/api/contests/{serving.slug}/board.json").data["played"] == 1


def test_a_board_is_sent_once(serving: Serving) -> None:
    serving.publish()
    path = f"/api/contests/{serving.slug}/board.json"
    tag = serving.ask("GET", path).headers["etag"]
    again = serving.ask("GET", path, **{"if-none-match": tag})
    assert (again.status, again.content) == (304, b"")
    serving.join("Mei")
    serving.publish()
    assert serving.ask("GET", path, **{"if-none-match": tag}).status == 200


def test_documents_are_built_at_most_once_a_second_by_however_many(serving: Serving) -> None:
    publishers = [Publisher(serving.services) for _ in range(3)]
    built = 0
    for _ in range(20):
        serving.now += 100
        with serving.services.database.writing() as connection:
            shown.mark(connection, serving.made.contest.id)
        built += sum(publisher.tick() for publisher in publishers)
    assert built <= 3


def test_a_void_run_is_taken_out_and_can_be_restored(serving: Serving) -> None:
    mei, kai = serving.join("Mei"), serving.join("Kai")
    best, other = sorted((mei.play(taste=1), kai.play(taste=2)), key=lambda verdict: -verdict["points"])
    run = mei.ask("GET", "/api/me").data["results"][0]["run"]
    assert serving.admin("void", run=run).data["after"] == "void"
    assert mei.ask("GET", "/api/me/around").data["rows"] == []
    assert serving.admin("void", run=run).data["error"] == "not_that_run"
    serving.admin("restore", run=run)
    assert [row["id"] for row in mei.ask("GET", "/api/me/around").data["rows"]].count(mei.id) == 1
    assert best["points"] >= other["points"]


def test_a_move_takes_all_results_along(serving: Serving) -> None:
    """The team that is left empty, a misspelt one perhaps, is on no board; the organiser still sees it."""
    mei, kai = serving.join("Mei", "Lantern"), serving.join("Kai", "Teapot")
    mei.play()
    assert serving.admin("move", member=mei.id, team=kai.team).data["after"] == "Teapot"
    filling = {team["name"]: (team["played"], team["members"]) for team in serving.board()["filling"]}
    assert filling == {"Teapot": (1, 2)}
    overview = serving.ask("GET", "/api/admin/teams", token=serving.made.admin_token).data
    assert {team["name"]: team["members"] for team in overview["teams"]} == {"Lantern": 0, "Teapot": 2}


def test_a_hidden_member_counts_and_is_not_named(serving: Serving) -> None:
    players = [serving.join(f"P{number}") for number in range(5)]
    for taste, player in enumerate(players):
        player.play(taste=taste)
        serving.admin("hide", member=player.id)
    rows = serving.board("member")["rows"]
    assert rows
    assert {row["name"] for row in rows} == {None}
    assert all(row["name"] is None or row["id"] == players[0].id for row in _near(players[0]))


def _near(player: Any) -> Any:
    return player.ask("GET", "/api/me/around").data["rows"]


def test_a_name_can_be_changed_and_stays_clean(serving: Serving) -> None:
    mei = serving.join("Mei")
    assert serving.admin("rename", id=mei.id, name="\x1b[31mLin").data["after"] == "[31mLin"
    assert serving.admin("rename", id=mei.team, name="Teapot").data["after"] == "Teapot"
    assert mei.ask("GET", "/api/me").data["team"]["name"] == "Teapot"


def test_every_change_has_a_reason_and_a_line_in_the_log(serving: Serving) -> None:
    mei = serving.join("Mei")
    without = serving.ask("POST", "/api/admin/hide", {"member": mei.id}, serving.made.admin_token)
    assert without.status == 400
    serving.admin("hide", member=mei.id, reason="she asked for it")
    serving.admin("close", reason="time is up")
    lines = _export(serving)
    noted = [(line["action"], line["reason"]) for line in lines if line["kind"] == "audit"]
    assert noted == [("hide", "she asked for it"), ("close", "time is up")]


def test_an_export_holds_all_that_a_recount_needs_and_no_secret(serving: Serving) -> None:
    mei = serving.join("Mei")
    body = mei.submission(mei.ticket())
    mei.send(body)
    lines = _export(serving)
    run = next(line for line in lines if line["kind"] == "run")
    story = next(line for line in lines if line["kind"] == "story" and line["digest"] == run["digest"])
    assert run["actions"] == body["actions"]
    assert story["best_scores"][run["variant"]] is not None
    assert body["ticket"] not in json.dumps(lines)
    assert serving.made.contest.secret.hex() not in json.dumps(lines)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_cell_is_no_formula(cell: str) -> None:
    assert str(harmless(cell)).startswith("'")


def test_a_spreadsheet_names_every_run(serving: Serving) -> None:
    mei = serving.join("Mei")
    mei.play()
    table = serving.ask("GET", f"/api/export/{serving.slug}.csv", token=serving.made.admin_token).content.decode()
    assert table.startswith("\ufeffrun,team,member")
    assert "Lantern,Mei,late-1" in table
    received = datetime.fromtimestamp(serving.now // 1000, UTC)
    assert table.splitlines()[1].endswith(f",{received:%Y-%m-%dT%H:%M:%SZ}")


def _export(serving: Serving) -> list[Any]:
    body = serving.ask("GET", f"/api/export/{serving.slug}.jsonl", token=serving.made.admin_token).content
    return [json.loads(line) for line in body.splitlines()]


def _publish_all(serving: Serving) -> None:
    """Let the publisher look twice, as it would within the next seconds."""
    publisher = Publisher(serving.services)
    for _ in range(2):
        serving.now += 1500
        publisher.tick()


def _public(serving: Serving) -> dict[str, bytes]:
    pages = {page: serving.ask("GET", f"/api/contests/{serving.slug}/board.json?{page}").content for page in PAGES}
    info = serving.ask("GET", f"/api/contests/{serving.slug}").data
    return {**pages, "info": json.dumps({**info, "clock": {**info["clock"], "now": 0}}).encode()}


def test_a_clock_that_was_set_back_does_not_stop_the_wall(serving: Serving) -> None:
    _publish_all(serving)
    serving.now -= 3_600_000
    serving.admin("rename", id=serving.join("Mei").team, name="Teapot")
    assert Publisher(serving.services).tick() == 1
    assert Publisher(serving.services).tick() == 0


def test_what_nobody_expected_does_not_end_the_publishing(sqlite: Database) -> None:
    """Otherwise the wall would stand still until somebody starts the server again."""
    serving, looks = Serving(sqlite), 0

    async def publish_until_the_third_look() -> None:
        went_on = asyncio.Event()

        def clock() -> int:
            nonlocal looks
            looks += 1
            if looks >= 3:
                loop.call_soon_threadsafe(went_on.set)
            if looks == 1:
                raise KeyError("nobody expected this")
            return serving.now

        loop = asyncio.get_running_loop()
        task = asyncio.create_task(publish_for_ever(Services(sqlite, clock), 0))
        async with asyncio.timeout(20):
            await asyncio.wait([task, asyncio.create_task(went_on.wait())], return_when=asyncio.FIRST_COMPLETED)
        assert not task.done()
        task.cancel()

    asyncio.run(publish_until_the_third_look())
    serving.close()
