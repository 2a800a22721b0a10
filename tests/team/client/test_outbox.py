"""The outbox: whatever the network, the server and the game go through, each run arrives exactly once."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.saves.contests import Contests, Waiting
from game.team.client.errors import ContestError
from game.team.client.outbox import said_of, send_due
from game.team.client.schedule import LONGEST, LONGEST_WISH, is_due, wait
from game.team.server.store import play
from tests.team.client.playing import Player, Wire, cut, playing

Answering = Callable[[], httpx.Response]
tries_ = st.integers(1, 10_000)
draws = st.floats(0, 1)
wishes = st.none() | st.floats(allow_nan=False)


@given(tries_, draws, wishes)
def test_a_wait_is_bounded_and_never_shorter_than_the_server_asks(tries: int, draw: float, wish: float | None) -> None:
    seconds = wait(tries, draw, wish)
    assert 0 <= seconds <= (LONGEST if wish is None or wish <= LONGEST else LONGEST_WISH)
    assert wish is None or seconds >= min(wish, LONGEST_WISH)


@given(tries_, draws)
def test_a_wait_grows_with_the_tries_until_it_is_the_longest(tries: int, draw: float) -> None:
    assert wait(tries, draw) <= wait(tries + 1, draw)
    assert wait(9 + tries, 1.0) == LONGEST


@given(st.floats(0, 2e9), tries_, draws, wishes, st.floats(0, 1e10))
def test_a_run_is_never_put_off_for_ever(now: float, tries: int, draw: float, wish: float | None, later: float) -> None:
    """Not even by a clock that was years ahead when it was tried and has been put right since."""
    next_try = now + wait(tries, draw, wish)
    assert is_due(next_try, now + LONGEST_WISH + 1)
    assert is_due(now + later, now) or is_due(now + later, now + LONGEST_WISH)


class Trouble:
    """A network and a server at their worst: requests and answers get lost, and errors come back."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.calm = False

    def __call__(self, request: httpx.Request, answer: Answering) -> httpx.Response:
        kind = "" if self.calm else self.dice.choice(KINDS)
        if kind == "no request":
            raise httpx.ConnectError("down", request=request)
        if kind == "no answer":
            answer()
            raise httpx.ReadTimeout("lost", request=request)
        if kind == "half an answer":
            whole = answer()
            return httpx.Response(whole.status_code, stream=httpx.ByteStream(whole.read()[:40]), request=request)
        if kind in ("502", "503", "404", "login"):
            return _of_others(kind, request)
        return answer()


KINDS = ("no request", "no answer", "half an answer", "502", "503", "404", "login", "", "")


def _of_others(kind: str, request: httpx.Request) -> httpx.Response:
    """What a proxy says, or the login page of a hotel."""
    status = 200 if kind == "login" else int(kind)
    return httpx.Response(status, stream=httpx.ByteStream(b"<html>Welcome</html>"), request=request)


class Killed(BaseException):
    """The game ends here."""


@pytest.mark.parametrize("seed", range(3))
def test_every_run_arrives_exactly_once(wire: Wire, tmp_path: Path, seed: int) -> None:
    """Also where the game is killed between any two of its steps: it is opened again and goes on."""
    runs: list[str] = []
    with playing(tmp_path, wire) as player:
        player.join()
        runs += [player.play(story, taste) for taste, story in enumerate(("late-1", "late-2", "late-3", "late-1"))]
    trouble = Trouble(seed)
    wire.fault, dice = trouble, Random(seed)
    for turn in range(60):
        trouble.calm = turn > 50
        with playing(tmp_path, wire) as player:
            wire.serving.now += 400_000
            _send_with_a_kill(player, dice.random() if not trouble.calm else 1.0)
            if not player.contest.waiting():
                break
    with playing(tmp_path, wire) as player:
        sent = player.contest.outbox()
        assert sorted(one.run for one in sent) == sorted(runs)
        assert {one.state for one in sent} <= {"counted", "flagged"}
    with wire.serving.services.database.reading() as connection:
        kept = [row["id"] for row in play.every_run(connection, wire.serving.made.contest.id)]
    assert sorted(kept) == sorted(runs)
    assert len([path for method, path in wire.asked if method == "PUT"]) > len(runs), "nothing went wrong"


def _send_with_a_kill(player: Player, luck: float) -> None:
    """Send what is due, and now and then end just before or just after an answer is kept."""
    store = Contests(player.saves.database)
    keep = store.answered

    def answered(run: str, answer: str) -> None:
        if luck < 0.2:
            raise Killed
        keep(run, answer)
        if luck < 0.4:
            raise Killed

    store.answered = answered  # type: ignore[method-assign]
    link = player.contest._link
    with suppress(Killed):
        send_due(lambda id: link.client(link.contest(id)), store, player.clock, Random(1).random)


def test_who_is_offline_plays_on_and_what_was_played_is_sent_later(player: Player) -> None:
    assert player.contest.fetch_ahead() == 3
    player.wire.fault = cut
    run = player.play("late-2")
    sent = player.contest.finish(run)
    assert sent is not None and (sent.state, sent.tries) == ("waiting", 1)
    assert sent.next_try is not None and sent.sentence
    player.wire.fault = None
    assert [one.state for one in player.contest.send_now(force=True)] == ["counted"]
    assert player.contest.waiting() == 0


def test_where_a_server_is_silent_it_is_asked_once_and_not_for_each_run(player: Player) -> None:
    player.contest.fetch_ahead()
    player.wire.fault = cut
    for story in ("late-1", "late-2", "late-3"):
        player.play(story)
    player.wire.asked.clear()
    player.contest.send_now()
    assert len(player.wire.asked) == 1


def test_an_attempt_that_has_not_arrived_is_sent_before_the_next_begins(player: Player) -> None:
    """Else the server would give the same ticket again, and the second chat could not count."""
    first, second = player.play(), player.play()
    assert player.contest.finish(second) is not None
    assert [(one.run, one.attempt, one.state) for one in player.contest.outbox()] == [
        (first, 1, "counted"),
        (second, 2, "counted"),
    ]


def test_where_it_cannot_be_sent_the_next_does_not_begin(player: Player) -> None:
    player.play()

    def no_puts(request: httpx.Request, answer: Answering) -> httpx.Response:
        return cut(request, answer) if request.method == "PUT" else answer()

    player.wire.fault = no_puts
    with pytest.raises(ContestError) as raised:
        player.contest.start_ranked("late-1")
    assert raised.value.code == "unsent"


def test_an_attempt_that_the_server_hands_out_again_can_be_played_again(player: Player) -> None:
    """It was answered, and then the server was put back to a backup from before that."""
    first = player.play()
    Contests(player.saves.database).answered(first, "{}")
    second = player.play()
    sent = player.contest.finish(second)
    assert sent is not None and (sent.run, sent.attempt, sent.state) == (second, 1, "counted")


def test_retry_after_is_honoured(player: Player) -> None:
    player.play()

    def too_often(request: httpx.Request, answer: Answering) -> httpx.Response:
        body = b'{"error":"too_often","sentence":"Later.","detail":{}}'
        return httpx.Response(429, headers={"Retry-After": "40"}, stream=httpx.ByteStream(body), request=request)

    player.wire.fault = too_often
    [sent] = player.contest.send_now()
    assert (sent.state, sent.sentence) == ("waiting", "Later.")
    assert sent.next_try is not None and sent.next_try >= player.clock() + 40
    player.wire.fault = None
    assert player.contest.send_now() == ()
    player.serving.now += 400_000
    assert [one.state for one in player.contest.send_now()] == ["counted"]


ENTRY = Waiting("019f0000-0000-7000-8000-000000000001", "c", "t", "0" * 16, 1, ("a",), (500,), 0.0, 0, 0.0)


@pytest.mark.parametrize(
    ("status", "refusal", "is_final"),
    [
        (403, "not_your_ticket", True), (409, "ticket_used", True), (409, "game_older", True), (400, "unknown", True),
        (409, "too_many_unplayable", True),
        (409, "server_older", False), (401, "no_token", False), (500, "failed", False), (503, "busy", False),
        (429, "too_often", False), (404, "no_page", False),
    ],
)  # fmt: skip
def test_only_a_no_that_stays_a_no_ends_the_tries(status: int, refusal: str, is_final: bool) -> None:
    """A server with the wrong database, or an old one, must not cost anybody their run."""
    error = ContestError("refused", said="No.", status=status, refusal=refusal)
    assert error.can_wait is not is_final


def test_a_run_that_no_server_would_read_is_refused_here(player: Player) -> None:
    store = Contests(player.saves.database)
    contest = store.joined()[0].id
    long = Waiting(ENTRY.run, contest, "t", "0" * 16, 1, ("a",) * 401, tuple(range(401)), 0.0, 0, 0.0)
    with player.saves.database.writing():
        store.insert_waiting(long)
    player.wire.asked.clear()
    [sent] = player.contest.send_now()
    assert (sent.state, player.wire.asked) == ("refused", [])
    assert sent.sentence


@pytest.mark.parametrize("answer", ["", "{", "[]", '{"refusal": 3}', '{"status": "counted"}'])
def test_a_damaged_answer_is_a_sentence(answer: str) -> None:
    broken = Waiting(ENTRY.run, "c", "t", "0" * 16, 1, ("a",), (500,), 0.0, 0, 0.0, "", answer)
    said = said_of(broken)
    assert isinstance(said, ContestError) and said.code == "forgotten"
