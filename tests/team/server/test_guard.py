"""Nobody gets further than they may: tokens, tickets, codes, bodies, names."""

import asyncio
import json
from typing import Any

import pytest

from game.team.codec import MOST_BYTES
from game.team.server.web.body import Bodies
from tests.team.server.serving import Serving

HOSTILE = {
    "escape": "\x1b]52;c;aGk=\x07Mei",
    "c1": "Mei\x9b2J",
    "bidi": "Mei\u202egnp.exe",
    "zero width": "M\u200be\u2060i",
    "markup": "[/red]Mei",
    "html": "<img src=x>",
    "formula": "=1+1|cmd",
    "marks": "M" + "\u0301" * 40 + "ei",
}


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_is_kept_harmless_or_refused(serving: Serving, name: str) -> None:
    body = {"code": serving.made.contest.code, "team": "Lantern", "name": name, "language": "en"}
    answer = serving.ask("POST", "/api/join", body)
    assert answer.status in (200, 400)
    if answer.status == 200:
        kept = answer.data["member"]["name"]
        assert kept.isprintable()
        assert not {"\u202e", "\u200b", "\u2060", "\x9b"} & set(kept)
        assert kept.count("\u0301") <= 2


@pytest.mark.parametrize("name", ["", "   ", "\x1b\x07", "x" * 90, "admin", "系统"])
def test_a_name_that_is_none_is_refused_with_a_sentence(serving: Serving, name: str) -> None:
    body = {"code": serving.made.contest.code, "team": "Lantern", "name": name, "language": "en"}
    answer = serving.ask("POST", "/api/join", body)
    assert answer.status == 400
    assert answer.data["sentence"]


def test_codes_cannot_be_guessed_fast(serving: Serving) -> None:
    """Ten tries, then one every six seconds: 40 bits last longer than any contest."""
    body = {"code": "0000-0000", "team": "Lantern", "name": "Mei", "language": "en"}
    answers = [serving.ask("POST", "/api/join", body) for _ in range(12)]
    assert [answer.status for answer in answers] == [403] * 10 + [429] * 2
    assert int(answers[-1].headers["retry-after"]) >= 1
    serving.now += 6_001
    assert [serving.ask("POST", "/api/join", body).status for _ in range(2)] == [403, 429]


def test_each_token_has_its_own_measure(serving: Serving) -> None:
    one, other = serving.join("Mei"), serving.join("Kai")
    run = one.new_run()
    statuses = [one.ask("GET", path).status for path in ("/api/me", f"/api/runs/{run}") * 62]
    assert statuses == [200, 404] * 60 + [429] * 4
    assert other.ask("GET", "/api/me").status == 200


def test_a_rotated_code_lets_nobody_in(serving: Serving) -> None:
    old = serving.made.contest.code
    new = serving.admin("rotate-code").data["after"]
    body = {"code": old, "team": "Lantern", "name": "Mei", "language": "en"}
    assert serving.ask("POST", "/api/join", body).data["error"] == "wrong_code"
    assert serving.ask("POST", "/api/join", {**body, "code": new}).status == 200


@pytest.mark.parametrize("path", ["/api/me", "/api/me/around"])
def test_without_a_token_of_ours_there_is_nothing(serving: Serving, path: str) -> None:
    serving.join("Mei")
    for header in ("", "Bearer", "Bearer x", "Basic eDp5", "Bearer " + "a" * 5000, "Bearer ' OR 1=1 --"):
        assert serving.ask("GET", path, authorization=header).status == 401


def test_a_token_is_never_kept_in_clear(serving: Serving) -> None:
    player = serving.join("Mei")
    export = serving.ask("GET", f"/api/export/{serving.slug}.jsonl", token=serving.made.admin_token).content.decode()
    with serving.services.database.reading() as connection:
        kept = str(connection.exec_driver_sql("SELECT * FROM member").all())
    for secret in (player.token, serving.made.admin_token):
        assert secret not in export + kept


def test_somebody_else_s_ticket_is_none(serving: Serving) -> None:
    mei, kai = serving.join("Mei"), serving.join("Kai")
    stolen = mei.submission(mei.ticket())
    for ticket in (stolen["ticket"], "0" * 64, stolen["ticket"][:-1] + "0"):
        answer = kai.send({**stolen, "ticket": ticket})
        assert (answer.status, answer.data["error"]) == (403, "not_your_ticket")
    assert mei.send(stolen).data["status"] == "counted"


def test_somebody_else_s_run_id_is_taken(serving: Serving) -> None:
    mei, kai = serving.join("Mei"), serving.join("Kai")
    run = mei.new_run()
    mei.send(mei.submission(mei.ticket()), run)
    answer = kai.send(kai.submission(kai.ticket()), run)
    assert (answer.status, answer.data["error"]) == (409, "run_known")


def test_a_ticket_of_another_story_is_none(serving: Serving) -> None:
    mei = serving.join("Mei")
    body = mei.submission(mei.ticket(0))
    assert mei.send({**body, "digest": serving.kept[1].digest}).data["error"] == "not_your_ticket"


def test_players_are_no_admins(serving: Serving) -> None:
    mei = serving.join("Mei")
    for token in ("", mei.token):
        assert serving.ask("POST", "/api/admin/close", {"reason": "x"}, token).status == 403
        assert serving.ask("GET", f"/api/export/{serving.slug}.csv", token=token).status == 403


@pytest.mark.parametrize("run", ["x", "..", "%00", "' OR 1=1", "0190a0b0-0000-4000-8000-000000000001"])
def test_a_run_id_of_another_shape_is_refused(serving: Serving, run: str) -> None:
    mei = serving.join("Mei")
    assert mei.ask("GET", f"/api/runs/{run}").status in (400, 404)


BAD_BODIES: dict[str, bytes] = {
    "nothing": b"",
    "no json": b"{",
    "a list": b"[]",
    "latin-1": b'{"digest": "\xff"}',
    "deep": b"[" * 5000,
    "nan": b'{"digest": NaN}',
    "twice": b'{"digest": "a", "digest": "b"}',
    "more": b'{"digest": "0000000000000000", "points": 1000}',
    "null": b'{"digest": null}',
}


@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES)
def test_a_body_that_is_none_of_ours_is_refused_with_a_sentence(serving: Serving, body: bytes) -> None:
    answer = serving.join("Mei").ask("POST", "/api/tickets", body)
    assert answer.status == 400
    assert answer.data["sentence"]


def test_a_body_that_is_too_big_is_refused_by_its_stated_length(serving: Serving) -> None:
    answer = serving.join("Mei").ask("POST", "/api/tickets", b"x" * (MOST_BYTES + 1))
    assert (answer.status, answer.data["error"]) == (413, "too_big")


def test_a_body_without_end_is_read_no_further_than_it_may_be() -> None:
    """200 MB in chunks, without a stated length: 17 kB of it are read."""
    taken = 0

    async def chunks() -> dict[str, Any]:
        nonlocal taken
        taken += 1024
        return {"type": "http.request", "body": b"x" * 1024, "more_body": taken < 200 * 1024 * 1024}

    sent = _through(chunks)
    assert sent[0]["status"] == 413
    assert (b"connection", b"close") in sent[0]["headers"]
    assert taken == MOST_BYTES + 1024


def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    async def silence() -> dict[str, Any]:
        await asyncio.sleep(3600)
        return {}

    sent = _through(silence, longest=0.01)
    assert sent[0]["status"] == 408
    assert json.loads(sent[1]["body"])["error"] == "too_slow"


def test_a_whole_body_goes_on_as_it_came() -> None:
    parts = iter([(b"ab", True), (b"c", False)])

    async def receive() -> dict[str, Any]:
        body, more = next(parts)
        return {"type": "http.request", "body": body, "more_body": more}

    assert _through(receive)[1]["body"] == b"abc"


def _through(receive: Any, longest: float = 5.0) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []

    async def echo(scope: Any, receive: Any, send: Any) -> None:
        body = (await receive())["body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": body})

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(Bodies(echo, longest=longest)({"type": "http", "headers": []}, receive, send))
    return sent


def test_the_wall_may_run_its_own_script_alone(serving: Serving) -> None:
    answer = serving.ask("GET", f"/wall/{serving.slug}")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    for path in ("/wall/..%2Fapp.py", "/wall/nothing.js", "/wall/app.py"):
        assert serving.ask("GET", path).status == 404


def test_the_wall_with_a_slash_behind_it_leads_to_the_wall_below_any_path(serving: Serving) -> None:
    """Its files lie beside it; with the slash they would be looked for below it. No path of a proxy is known here."""
    for asked in ("", "?lang=en"):
        answer = serving.ask("GET", f"/wall/{serving.slug}/{asked}")
        assert (answer.status, answer.headers["location"]) == (301, f"../{serving.slug}{asked}")


def test_a_zero_byte_where_a_text_is_asked_for_is_not_understood(serving: Serving) -> None:
    """PostgreSQL keeps none in a text: that is no fault of the database, and it is in vain to try again."""
    paths = [
        "/api/contests/a%00b", f"/api/contests/{serving.slug}/board.json?kind=story&story=%00", "/api/stories/%00",
        f"/api/admin/members?find=%00&contest={serving.slug}", "/api/admin/runs?member=%00",
    ]  # fmt: skip
    found = {path: serving.ask("GET", path, token=serving.made.admin_token) for path in paths}
    assert {path: answer.status for path, answer in found.items() if answer.status not in (200, 400, 404)} == {}
    assert all(answer.data["sentence"] for answer in found.values() if answer.status != 200)
