"""The reveal from the bottom, and what the wall is told of joining."""

import json
from typing import Any

import pytest

from game.team.rules import ContestRules
from game.team.server.boards.publishing import Publisher
from game.team.server.contests import Times
from game.team.server.database import Database
from tests.team.server.serving import START, Player, Serving

LOOSE = ContestRules(ranked_least=1, ranked_share=0, min_group=1, shown_share=100)


@pytest.fixture
def database(sqlite: Database) -> Database:
    """These rules have no SQL of their own: one database is enough."""
    return sqlite


@pytest.fixture
def closed(database: Database) -> Any:
    """Four teams, frozen before anybody played, then closed."""
    serving = Serving(database, LOOSE)
    players = [serving.join(f"P{number}", f"Team {number}") for number in range(4)]
    serving.publish()
    serving.admin("freeze")
    for taste, player in enumerate(players):
        player.play(taste=taste)
    serving.admin("close")
    look(serving)
    yield serving, players
    serving.close()


def look(serving: Serving) -> None:
    serving.now += 1500
    Publisher(serving.services).tick()


def team_board(serving: Serving) -> Any:
    return serving.ask("GET", f"/api/contests/{serving.slug}/board.json").data


def test_teams_are_uncovered_one_by_one_from_the_bottom(closed: tuple[Serving, list[Player]]) -> None:
    """Each step shows one row more and nothing of those above; what was shown does not move; the last shows it all."""
    serving, _ = closed
    assert team_board(serving)["rows"] == []
    pieces = []
    for left in (3, 2, 1):
        assert serving.admin("reveal", step="one").data["after"] == str(left)
        look(serving)
        board = team_board(serving)
        assert (board["reveal"], board["contest"]["state"]) == ({"covered": left, "of": 4}, "closed")
        assert (board["awards"], board["ticker"]) == ([], [])
        pieces.append(board["rows"])
    serving.admin("reveal", step="one")
    look(serving)
    whole = team_board(serving)
    assert (whole["reveal"], whole["contest"]["state"]) == (None, "revealed")
    ids = [row["id"] for row in whole["rows"]]
    assert [[row["id"] for row in piece] for piece in pieces] == [ids[3:], ids[2:], ids[1:]]
    assert whole["ticker"]


def test_who_is_uncovered_last_is_not_new_on_the_board(database: Database) -> None:
    serving = Serving(database, LOOSE)
    for number in range(2):
        serving.join(f"P{number}", f"Team {number}").play(taste=number)
    serving.publish()
    serving.admin("freeze")
    serving.admin("close")
    look(serving)
    for _ in range(2):
        serving.admin("reveal", step="one")
        look(serving)
    assert [row["change"] for row in team_board(serving)["rows"]] == [0, 0]
    serving.close()


def test_a_run_that_comes_in_during_the_reveal_moves_nothing_that_was_told(database: Database) -> None:
    serving = Serving(database, LOOSE)
    players = [serving.join(f"P{number}", f"Team {number}") for number in range(3)]
    late = [player.submission(player.ticket(1), taste) for taste, player in enumerate(players)]
    for taste, player in enumerate(players):
        player.play(taste=taste)
    serving.admin("freeze")
    serving.admin("close")
    serving.admin("reveal", step="one")
    told = team_board(serving)["rows"]
    for player, body in zip(players, late, strict=True):
        player.send(body)
    serving.admin("reveal", step="one")
    assert team_board(serving)["rows"][-1:] == told
    assert json.loads(json.dumps(team_board(serving)["contest"]["frozen"])) is True
    serving.close()


def test_a_reveal_is_over_where_the_contest_goes_on(closed: tuple[Serving, list[Player]]) -> None:
    """What was told stays told, and what was kept back is no board of any later moment."""
    serving, _ = closed
    serving.admin("reveal", step="one")
    told = team_board(serving)["rows"]
    serving.admin("open")
    look(serving)
    board = team_board(serving)
    assert (board["contest"]["state"], board["reveal"], board["rows"]) == ("frozen", None, told)
    serving.join("Late", "Team 9").play(taste=3)
    serving.admin("close")
    serving.admin("reveal")
    assert team_board(serving)["rows"] == told  # until it is made anew
    look(serving)
    assert len(team_board(serving)["rows"]) == 5


def test_only_what_is_over_is_uncovered_step_by_step(serving: Serving) -> None:
    assert serving.admin("reveal", step="one").data["error"] == "nothing_to_do"
    serving.admin("freeze")
    assert serving.admin("reveal", step="one").data["error"] == "not_over_yet"
    assert serving.admin("reveal").data["after"] == "open"


def test_a_reveal_can_be_finished_at_once_and_who_left_stays_unnamed(closed: tuple[Serving, list[Player]]) -> None:
    serving, players = closed
    serving.admin("reveal", step="one")
    serving.admin("rename", id=players[0].team, name="Renamed")
    serving.admin("reveal", step="all")
    look(serving)
    board = team_board(serving)
    assert board["reveal"] is None
    assert {row["name"] for row in board["rows"]} == {"Renamed", "Team 1", "Team 2", "Team 3"}


def test_what_is_kept_back_cannot_be_asked_for(closed: tuple[Serving, list[Player]]) -> None:
    serving, _ = closed
    serving.admin("reveal", step="one")
    for query in ("kind=sealed", "kind=team&story=sealed", "kind=story&story=sealed", "kind=team:sealed"):
        assert serving.ask("GET", f"/api/contests/{serving.slug}/board.json?{query}").status == 404


def test_the_wall_shows_how_to_join_only_where_the_organiser_wants_it(serving: Serving) -> None:
    assert serving.board()["join"] is None
    assert serving.admin("show-code").data["after"] == "true"
    code = serving.made.contest.code
    assert serving.board()["join"] == {"address": "", "code": f"{code[:4]}-{code[4:]}"}
    assert serving.board("member")["join"] is None
    assert serving.admin("show-code").data["error"] == "nothing_to_do"
    assert serving.admin("show-code", shown=False).status == 200
    assert serving.board()["join"] is None


def test_a_frozen_board_tells_the_new_code_and_a_closed_one_none(serving: Serving) -> None:
    serving.admin("show-code")
    serving.publish()
    serving.admin("freeze")
    new = serving.admin("rotate-code").data["after"]
    assert team_board(serving)["join"]["code"] == new
    serving.admin("close")
    look(serving)
    assert team_board(serving)["join"] is None


def test_no_story_is_named_anywhere_before_the_contest_opens(database: Database) -> None:
    serving = Serving(database, times=Times(opens=START + 3_600_000))
    mei = serving.join("Mei")
    look(serving)
    pages = [f"/api/contests/{serving.slug}", *(f"/api/contests/{serving.slug}/board.json?kind={kind}"
             for kind in ("team", "member", "story&story=late-1"))]  # fmt: skip
    told = b"".join(serving.ask("GET", page).content for page in pages).decode()
    assert "late-" not in told
    assert serving.kept[0].titles["en"] not in told
    assert serving.ask("GET", pages[-1]).status == 404
    for path in ("/api/tickets/ahead", "/api/tickets"):
        body = {"digest": serving.kept[0].digest} if path == "/api/tickets" else None
        assert mei.ask("POST", path, body).data["error"] == "not_open_yet"
    serving.now = START + 3_600_001
    look(serving)
    assert serving.ask("GET", pages[-1]).status == 200
    serving.close()
