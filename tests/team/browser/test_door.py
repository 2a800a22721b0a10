"""Who gets a game in the browser: members, from our own page, while a seat is free; each in a room of their own."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from game.team.server.browser.plugin import sweep
from game.team.server.players import leaving
from game.team.server.secret import hashed
from game.team.server.store import people
from tests.team.browser.house import Inn, first_words, hang_up, says


@pytest.fixture(autouse=True)
def everybody_leaves(door: Inn) -> Iterator[None]:
    yield
    assert door.is_empty()


def refused(door: Inn, token: str, origin: str | None = None) -> int:
    """How the door was shut."""
    with pytest.raises(InvalidStatus) as said, door.line(token, origin):
        pass
    return said.value.response.status_code


def ended(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_nobody_gets_a_game_without_a_token_that_opens_something(door: Inn) -> None:
    before = door.rooms()
    for token in ("", "forged", "x" * 5000, door.made.admin_token):
        assert refused(door, token) == 403
    assert door.rooms() == before


def test_a_page_of_another_site_gets_no_line_whatever_cookie_the_browser_sends_along(door: Inn) -> None:
    token = door.guest()
    elsewhere = ("https://evil.example", "http://127.0.0.1:1", "null", "", door.address.replace("http", "ftp"))
    for origin in elsewhere:
        assert refused(door, token, origin) == 403
    with door.line(token, "https://steady.example.com") as behind_a_proxy:
        assert first_words(behind_a_proxy)["order"]


def test_a_token_that_was_taken_back_opens_nothing(door: Inn) -> None:
    token = door.guest()
    with door.services.database.writing() as connection:
        people.change(connection, door.member(token), token_hash=hashed("another"))
    assert refused(door, token) == 403


def test_everybody_plays_in_a_room_of_their_own_that_nobody_else_may_look_into(door: Inn) -> None:
    tokens = [door.guest(), door.guest()]
    rooms = []
    for token in tokens:
        with door.line(token) as line:
            rooms.append(first_words(line)["order"][0])
            says(line, "stdin", f"I am {token}")
            assert line.recv(timeout=20) == f"heard I am {token}".encode()
    assert [Path(room).name for room in rooms] == [door.member(token) for token in tokens]
    assert all(stat.S_IMODE(Path(room).stat().st_mode) == 0o700 for room in rooms)


def test_a_game_knows_nothing_of_the_servers_environment(door: Inn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_PASSWORD", "hunter2")
    with door.line(door.guest(), query="?width=99999&height=3") as line:
        told = first_words(line)
    assert "hunter2" not in str(told)
    assert told["environ"]["HOME"] == told["order"][0]
    assert (told["environ"]["COLUMNS"], told["environ"]["ROWS"]) == ("400", "6")


def test_when_all_seats_are_taken_the_door_and_the_page_say_so(door: Inn) -> None:
    late = door.guest()
    with door.line(door.guest()) as one, door.line(door.guest()) as two:
        first_words(one), first_words(two)
        assert refused(door, late) == 403
        page = door.ask("GET", "/play", late)
        assert "Every seat is taken" in page.text
        assert "textual.js" not in page.text
    assert door.is_empty()
    with door.line(late) as line:
        assert first_words(line)["order"]


def test_who_comes_in_again_goes_on_with_what_was_kept_and_the_first_line_is_closed(door: Inn) -> None:
    token = door.guest()
    with door.line(token) as first:
        before = first_words(first)
        says(first, "stdin", "one reply")
        first.recv(timeout=20)
        with door.line(token) as second:
            after = first_words(second)
            with pytest.raises(ConnectionClosed):
                first.recv(timeout=20)
    assert after["kept"] == "one reply"
    assert after["pid"] != before["pid"]
    assert ended(before["pid"])


def test_a_cut_line_ends_the_game_even_one_that_will_not_end(door: Inn) -> None:
    token = door.guest()
    with door.line(token) as line:
        pid = first_words(line)["pid"]
        says(line, "stdin", "stubborn")
        line.recv(timeout=20)
        hang_up(line)
    with door.line(token) as again:  # waits until the seat is free, which is when the game has ended
        assert first_words(again)["kept"] == "stubborn"
        assert ended(pid)


def test_a_game_that_ends_closes_the_line(door: Inn) -> None:
    with door.line(door.guest()) as line:
        first_words(line)
        says(line, "stdin", "quit")
        with pytest.raises(ConnectionClosed) as closed:
            line.recv(timeout=20)
    assert closed.value.rcvd is not None and closed.value.rcvd.code == 1000


STRANGE = {
    "no JSON": "no json", "deep": "[" * 30_000, "number": '["stdin", 5]', "object": '{"stdin": "x"}',
    "no size": '["resize", {"width": "1"}]', "long": "x" * 70_000,
}  # fmt: skip


@pytest.mark.parametrize("said", STRANGE.values(), ids=STRANGE)
def test_what_no_page_of_ours_says_ends_the_line_and_nothing_else(door: Inn, said: str) -> None:
    with door.line(door.guest()) as line:
        first_words(line)
        line.send(said)
        with pytest.raises(ConnectionClosed):
            line.recv(timeout=20)
    assert door.ask("GET", "/play").status_code == 200


def test_the_size_of_a_page_is_believed_within_bounds(door: Inn) -> None:
    with door.line(door.guest()) as line:
        first_words(line)
        says(line, "resize", {"width": 10**9, "height": 40})
        assert line.recv(timeout=20) == b'{"type": "resize", "width": 400, "height": 40}'


def test_nobody_starts_game_after_game(door: Inn) -> None:
    token = door.guest()
    with pytest.raises(InvalidStatus):
        for _ in range(20):
            with door.line(token) as line:
                hang_up(line)


def test_of_those_who_leave_nothing_stays(door: Inn) -> None:
    token = door.guest()
    with door.line(token) as line:
        room = Path(first_words(line)["order"][0])
    with door.services.database.reading() as connection:
        person = people.by_token(connection, hashed(token))
    assert person is not None
    sweep(door.house, door.services)
    assert room.exists()
    leaving.leave(door.services, person, keep_runs=True)
    sweep(door.house, door.services)
    assert not room.exists()
