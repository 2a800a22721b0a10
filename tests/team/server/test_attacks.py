"""Every risk that the design lists, and the test that plays the attacker.

| risk | attacked in |
|---|---|
| a token guessed, stolen, in an address, in the database | test_guard: without_a_token, never_kept_in_clear; here: in_an_address, new_token |
| a join code guessed, from one address or from many; an old one | test_guard: codes_cannot_be_guessed; here: many_addresses, whole_office |
| asking too often; a limit that a race gets round | test_guard: own_measure; test_database: at_once |
| a body too big, without end, too slow; a head too slow, without end | test_sockets, test_guard |
| the same run sent twice, another under its id, a killed server | test_playing: same_body, test_kill |
| a score that is claimed; too many replies; a run that never ends | test_playing: cannot_be_played_again; here: too_many_replies |
| a disk filled with runs that cost no attempt | test_playing: only_so_much_is_kept |
| replies faster than people, longer than the ticket, at once, copied | test_playing, test_timing of the rules |
| a ticket of somebody else, forged, used, of another story, expired | test_guard: ticket; here: every_forged_ticket, expired |
| names that command a terminal, markup, look-alikes | test_guard: hostile_name, tests/team/test_names, tests/team/wall |
| a page that runs foreign script | test_guard: the_wall_may_run |
| a cell that is a formula | test_freeze: a_cell_is_no_formula |
| SQL in what is sent | here: sql |
| a path in an id | test_guard: run_id, the_wall |
| YAML that kills its reader | test_contest_file: means_harm, brings_its_reader_down |
| another site that asks in a player's name | here: another_site |
| a clock that is wrong or lies | test_playing: longer_than_its_ticket |
| a secret in an export or an error | test_freeze: no_secret, test_verify: secret_kept; here: no_answer_tells |
| a backup that is no backup | test_backup |
| an export that lies or means harm | test_verify |
| frozen places read early, before the reveal | test_freeze: nothing_public_changes, test_reveal |
| a lead or member who reaches further than they may | test_roles |
| a person known by being one of few | test_leaving: so_few |
"""  # noqa: E501

import logging
from typing import Any

import pytest

from game.team.names import NameProblem
from game.team.server import limits
from game.team.server.database import Database
from game.team.server.players.joining import join
from game.team.server.refusals import Refused
from game.team.wire import Join
from tests.team.server.serving import Serving, meanwhile


@pytest.fixture
def database(sqlite: Database) -> Database:
    """These rules have no SQL of their own: one database is enough."""
    return sqlite


def guess(serving: Serving, code: str, address: str, name: str = "Mei") -> str:
    """What became of a try to join: the code of the refusal, or `joined`."""
    try:
        join(serving.services, Join(code, "Lantern", name), address)
    except Refused as refused:
        return refused.code
    return "joined"


def test_a_code_guessed_from_many_addresses_sounds_an_alarm_and_stops(
    serving: Serving, caplog: pytest.LogCaptureFixture
) -> None:
    """600 tries a minute from anywhere, whatever address they say: 40 bits last for thousands of years."""
    answers = [guess(serving, "00000000", f"10.0.{n // 250}.{n % 250}") for n in range(limits.JOIN_ALL.burst + 3)]
    assert answers == ["wrong_code"] * limits.JOIN_ALL.burst + ["too_often"] * 3
    assert [record.levelno for record in caplog.records] == [logging.WARNING] * 3


def test_a_whole_office_joins_from_one_address(serving: Serving) -> None:
    code = serving.made.contest.code
    assert [guess(serving, code, "192.0.2.1", f"Person {n}") for n in range(40)] == ["joined"] * 40


def test_an_office_that_waits_to_be_written_down_is_not_counted(sqlite: Database) -> None:
    """Right codes are not counted while somebody waits for the disk either: forty may press Enter at one moment."""
    serving = Serving(sqlite)

    def as_often_as_ever() -> None:
        for _ in range(limits.JOIN.burst):
            limits.allow(serving.services, limits.JOIN, "office")

    wish = Join(serving.made.contest.code, "Lantern", "Mei", "en")
    with meanwhile(serving, "INSERT INTO member", as_often_as_ever):
        assert join(serving.services, wish, "office").member.name == "Mei"
    serving.close()


def test_a_right_code_among_wrong_ones_buys_no_more_of_them(serving: Serving) -> None:
    answers = [guess(serving, "00000000", "192.0.2.1") for _ in range(9)]
    answers += [guess(serving, serving.made.contest.code, "192.0.2.1", f"P{n}") for n in range(5)]
    answers += [guess(serving, "00000000", "192.0.2.1") for _ in range(3)]
    assert answers.count("wrong_code") == limits.JOIN.burst


def test_a_token_in_an_address_opens_nothing(serving: Serving) -> None:
    token = serving.join("Mei").token
    for query in (f"token={token}", f"access_token={token}", f"authorization=Bearer%20{token}"):
        assert serving.ask("GET", f"/api/me?{query}").status == 401


def test_a_new_token_ends_the_old_one(serving: Serving) -> None:
    mei = serving.join("Mei")
    new = mei.ask("POST", "/api/me/token").data["token"]
    assert mei.ask("GET", "/api/me").status == 401
    assert serving.ask("GET", "/api/me", token=new).data["member"]["id"] == mei.id


def test_who_lost_their_token_is_let_in_again_by_the_organiser_alone(serving: Serving) -> None:
    """With everything they had; until then the name is taken, and who has left is not let in as who they were."""
    mei, kai = serving.join("Mei"), serving.join("Kai")
    mei.play()
    kai.play()
    code = serving.made.contest.code
    assert guess(serving, code, "a") == "name_taken"
    assert serving.admin("readmit", member=mei.id).status == 200
    assert mei.ask("GET", "/api/me").status == 401
    assert serving.admin("readmit", member=mei.id).data["error"] == "nothing_to_do"
    again = serving.join("Mei")
    assert again.id == mei.id
    assert len(again.ask("GET", "/api/me").data["results"]) == 1
    assert guess(serving, code, "a") == "name_taken"
    kai.ask("DELETE", "/api/me")
    assert serving.join("Kai").id != kai.id


def test_who_lost_their_token_can_leave_even_when_the_contest_is_over(serving: Serving) -> None:
    """The organiser lets them in again for it; nobody else joins any more, and no team comes into being."""
    mei = serving.join("Mei")
    serving.admin("close")
    code = serving.made.contest.code
    assert guess(serving, code, "a") == "over"
    serving.admin("readmit", member=mei.id)
    again = serving.join("Mei")
    assert again.id == mei.id
    assert again.ask("DELETE", "/api/me?runs=delete").status == 200
    assert guess(serving, code, "a") == "over"
    assert serving.board()["filling"] == []


def test_every_forged_ticket_is_refused(serving: Serving) -> None:
    mei, kai = serving.join("Mei"), serving.join("Kai")
    body = mei.submission(mei.ticket())
    theirs = kai.ticket()["ticket"]
    text = body["ticket"]
    for forged in (text.upper(), text[::-1], text + "0", text[:-1], theirs, "0" * 64, "null", "-" * 64):
        answer = mei.send({**body, "ticket": forged})
        assert (answer.status, answer.data["error"]) == (403, "not_your_ticket"), forged
    for odd in ("", "x" * 601, "a b", "\x00", "' OR 1=1", 7, None, [text]):
        assert mei.send({**body, "ticket": odd}).status == 400
    assert mei.send(body).data["status"] == "counted"


def test_an_expired_ticket_is_late_and_its_attempt_begins_anew(serving: Serving) -> None:
    mei = serving.join("Mei")
    ticket = mei.ticket()
    body = mei.submission(ticket)
    serving.now += 25 * 3_600_000
    assert mei.send(body).data["status"] == "late"
    assert mei.ticket()["attempt"] == 2


def test_too_many_replies_are_no_run(serving: Serving) -> None:
    mei = serving.join("Mei")
    body = mei.submission(mei.ticket())
    many = {"actions": ["x"] * 401, "times_ms": list(range(0, 401_000, 1000))}
    answer = mei.send({**body, **many})
    assert (answer.status, answer.data["detail"]["where"]) == (400, "actions")
    whole = {"actions": ["care:breathe"] * 400, "times_ms": list(range(1000, 401_000, 1000))}
    serving.now += 500_000
    assert mei.send({**body, **whole}).data["status"] == "refused"


SQL = ("'; DROP TABLE run; --", "' OR '1'='1", '" UNION SELECT secret FROM contest --', "a%'--", "\\'; SELECT 1")


@pytest.mark.parametrize("text", SQL)
def test_sql_in_what_is_sent_is_a_text_like_any_other(serving: Serving, text: str) -> None:
    mei = serving.join("Mei")
    for method, path in (
        ("GET", f"/api/contests/{text}"), ("GET", f"/api/contests/{serving.slug}/board.json?kind={text}"),
        ("GET", f"/api/contests/{serving.slug}/board.json?kind=story&story={text}"), ("GET", f"/api/stories/{text}"),
        ("GET", f"/api/runs/{text}"),
    ):  # fmt: skip
        assert mei.ask(method, path).status in (400, 404), path
    body = {"code": serving.made.contest.code, "team": text[:24], "name": text[:24], "language": "en"}
    told = serving.ask("POST", "/api/join", body)
    assert told.status == 200
    assert told.data["member"]["name"] == text[:24]
    assert serving.admin("rename", id=text, name="x").status == 404
    assert mei.ask("GET", "/api/me").status == 200


def test_another_site_cannot_ask_in_a_player_s_name(serving: Serving) -> None:
    """There is no cookie that a browser would add, no leave for other origins to read, and no frame around the wall."""
    mei = serving.join("Mei")
    for path in ("/api/me", f"/api/contests/{serving.slug}", f"/wall/{serving.slug}"):
        answer = serving.ask("GET", path, token=mei.token, origin="https://evil.example")
        assert answer.status == 200
        names = {name.lower() for name in answer.headers}
        assert not names & {"set-cookie", "access-control-allow-origin"}
        assert answer.headers["x-frame-options"] == "DENY"
    form = serving.ask("POST", "/api/admin/close", b"reason=x", **{"origin": "https://evil.example"})
    assert form.status in (400, 403)


def test_no_answer_tells_a_secret(serving: Serving) -> None:
    """Not the contest's, not a token's hash, whatever is asked, by whoever."""
    mei = serving.join("Mei")
    contest = serving.made.contest
    mei.send(mei.submission(mei.ticket()))
    own = ["/api/me", "/api/me/data", "/api/me/around", "/api/tickets"]
    exports = [f"/api/export/{contest.slug}.{format}" for format in ("jsonl", "csv")]
    pages = [*own, *exports, f"/api/contests/{contest.slug}", "/schema/openapi.json"]
    told = "".join(
        serving.ask("GET", page, token=token).content.decode()
        for page in pages
        for token in (mei.token, _admin(serving))
    )
    secrets: list[Any] = [contest.secret.hex(), contest.admin_hash, mei.token, _admin(serving), contest.code]
    assert [secret for secret in secrets if secret in told] == []


def _admin(serving: Serving) -> str:
    return serving.made.admin_token


def test_a_code_that_is_none_costs_nothing_and_tells_nothing(serving: Serving) -> None:
    for code in ("", "short", "UUUU-UUUU", "0" * 40):
        with pytest.raises((NameProblem, Refused)):
            join(serving.services, Join(code, "Lantern", "Mei"), "a")
    assert guess(serving, "00000000", "a") == "wrong_code"
