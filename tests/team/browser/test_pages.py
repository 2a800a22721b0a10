"""The pages before the game: what they hand out, to whom, and that what people type stays text."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from game.saves import open_saves
from game.saves.contests import Contests
from game.team.names import NameProblem
from game.team.server.browser.house import COOKIE
from game.team.server.browser.rooms import Guest, Rooms
from tests.team.browser.house import Inn

GUEST = Guest("01890a5d-ac96-774b-bcce-b302099a8057", "t1", "阿宁", "Lantern", "zh", "spring-cup", "Spring Cup")


def test_joining_gives_a_cookie_that_no_script_reads_and_no_other_site_sends(door: Inn) -> None:
    answer = door.joins("Mei <script>")
    cookie = answer.headers["set-cookie"]
    for part in (f"{COOKIE}=", "HttpOnly", "SameSite=strict", "Path=/play", "Secure"):
        assert part.lower() in cookie.lower()
    assert answer.cookies[COOKIE] not in answer.text
    page = door.ask("GET", "/play", answer.cookies[COOKIE]).text
    door.http.cookies.clear()
    assert "Mei &lt;script&gt;" in page
    assert "Spring &lt;b&gt;Cup" in page


def test_another_sites_page_can_neither_join_nor_forget(door: Inn) -> None:
    for origin in ("https://evil.example", ""):
        assert door.joins("Eve", origin=origin).status_code == 403
        assert door.ask("POST", "/play/forget", origin=origin).status_code == 403


def test_the_bare_address_leads_to_the_game_below_whatever_path(door: Inn) -> None:
    answer = door.ask("GET", "/")
    assert (answer.status_code, answer.headers["location"]) == (302, "play")


def test_a_wrong_code_is_said_in_the_players_language(door: Inn) -> None:
    body = {"code": "00000000", "team": "Lantern", "name": "Lu", "language": "zh"}
    answer = door.ask("POST", "/play/join", json=body)
    assert answer.status_code == 403
    assert "code is wrong" in answer.json()["sentence"]
    assert COOKIE not in answer.cookies


def test_every_page_and_file_runs_our_scripts_alone(door: Inn) -> None:
    token = door.guest()
    files = [f"/play/files/{name}" for name in ("textual.js", "game.js", "join.js", "pages.css", "xterm.css")]
    for path in ("/play", *files):
        answer = door.ask("GET", path, token)
        assert answer.status_code == 200
        assert "script-src 'self';" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("name", ["..%2f..%2fhouse.py", "house.py", "join.html", "", "%00"])
def test_nothing_but_the_files_of_the_pages_is_handed_out(door: Inn, name: str) -> None:
    assert door.ask("GET", f"/play/files/{name}").status_code == 404


def test_the_page_speaks_the_language_that_is_asked_for(door: Inn) -> None:
    assert "口令" in door.ask("GET", "/play?lang=zh").text
    assert "Join code" in door.ask("GET", "/play?lang=en").text
    assert "{{" not in door.ask("GET", "/play?lang=zh").text


def test_a_browser_is_forgotten_when_it_asks(door: Inn) -> None:
    token = door.guest()
    assert door.ask("GET", "/play/known", token).json() == {"known": True}
    assert "max-age=0" in door.ask("POST", "/play/forget", token).headers["set-cookie"].lower()
    assert door.ask("GET", "/play/known", "forged").json() == {"known": False}


def test_a_room_is_ready_to_play_in_and_learns_a_new_token(tmp_path: Path) -> None:
    rooms = Rooms(tmp_path / "players")
    room = rooms.prepare(GUEST, "http://127.0.0.1:8765")
    rooms.prepare(replace(GUEST, token="t2"), "http://127.0.0.1:9")
    with closing(open_saves(room)) as saves:
        (joined,) = Contests(saves.database).joined()
        assert (joined.token, joined.address, joined.name) == ("t2", "http://127.0.0.1:9", "阿宁")
        assert (saves.settings().player, saves.settings().language) == ("阿宁", "zh")


@pytest.mark.parametrize("member", ["..", "../01890a5d-ac96-774b-bcce-b302099a8057", "/etc", "", "a" * 100])
def test_no_room_is_made_of_what_is_no_id(tmp_path: Path, member: str) -> None:
    with pytest.raises(NameProblem):
        Rooms(tmp_path).of(member)
