"""A contest from the player's side: joined by code, played with a ticket, sent, looked at, left."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from game.engine import RULES_VERSION
from game.saves.contests import Contests
from game.saves.recording import Recording
from game.team.client.errors import ContestError
from game.team.client.stories import FOLDER
from game.team.names import NameProblem
from game.team.wire import TicketRequest
from game.text import load
from tests.team.client.playing import ADDRESS, Player, Wire, cut, playing, watched


def test_a_ranked_chat_is_played_as_dealt_and_counts(player: Player) -> None:
    play = player.contest.start_ranked("late-1")
    ticket = Contests(player.saves.database).ticket_of(play.recording.run_id)
    assert ticket is not None and (ticket.variant, ticket.order) == _deal(play.recording)
    assert (play.attempt, play.attempts, play.recording.session.mode) == (1, 3, "ranked")
    run = player.play()
    assert run == play.recording.run_id, "one ticket, one chat"
    sent = player.contest.finish(run)
    assert sent is not None
    assert (sent.state, sent.attempt, sent.place) == ("counted", 1, 1)
    look = player.contest.standing()
    assert (look.place, look.of, look.points, look.problem) == (1, 1, sent.points, None)
    assert [story.attempts_used for story in look.stories] == [1, 0, 0]
    assert [row.name for row in player.contest.neighbours().rows] == ["Mei"]


def _deal(recording: Recording) -> tuple[str, int]:
    return recording.session.deal.variant, recording.session.deal.order


def test_a_chat_that_was_cut_off_goes_on_with_its_ticket(player: Player, tmp_path: Path) -> None:
    """Also where the story is on no shelf, and without a network."""
    play = player.contest.start_ranked("late-2")
    first = next(option.id for option in play.recording.session.view.options if not option.locked)
    watched(play.recording, player.saves).act(first)
    player.wire.fault = cut
    with playing(tmp_path, player.wire) as later:
        again = later.contest.start_ranked("late-2")
        assert (again.is_resumed, again.recording.run_id) == (True, play.recording.run_id)
        assert again.recording.session.actions == (first,)
        resumed = later.contest.resume_ranked(play.recording.run_id)
        assert resumed is not None and resumed.recording.session.actions == (first,)
        assert later.contest.is_of_contest(play.recording.run_id)


def test_a_game_killed_before_its_chat_was_bound_to_the_ticket_begins_again(player: Player) -> None:
    player.contest.start_ranked("late-1")
    with player.saves.database.writing():
        player.saves.database.write("UPDATE tickets SET run = NULL")
    sent = player.contest.finish(player.play())
    assert sent is not None and (sent.state, sent.attempt) == ("counted", 1)


def test_who_begins_twice_at_once_plays_one_chat(player: Player) -> None:
    """An answer that comes late, or another terminal, never takes the ticket from a chat that has begun."""
    first: list[str] = []

    def late(request: httpx.Request, answer: Callable[[], httpx.Response]) -> httpx.Response:
        if request.url.path == "/api/tickets" and not first:
            first.append("")
            first[0] = player.play()
        return answer()

    def later(request: httpx.Request, answer: Callable[[], httpx.Response]) -> httpx.Response:
        if request.url.path == "/api/tickets" and not first:
            first.append("")
            first[0] = player.contest.start_ranked("late-2").recording.run_id
        return answer()

    player.wire.fault = later
    assert player.contest.start_ranked("late-2").recording.run_id == first.pop()
    player.wire.fault = late
    with pytest.raises(ContestError) as raised:
        player.contest.start_ranked("late-1")
    assert raised.value.code == "unsent"
    sent = player.contest.finish(first[0])
    assert sent is not None and (sent.state, sent.attempt) == ("counted", 1)


def test_no_attempt_is_left_after_the_last(player: Player) -> None:
    """The review waits until then: it would give the story away."""
    runs = []
    for taste in range(3):
        runs.append(player.play(taste=taste))
        assert player.contest.withheld(runs[-1]) == 2 - taste
        player.contest.finish(runs[-1])
    assert not any(map(player.contest.withheld, runs))
    with pytest.raises(ContestError) as raised:
        player.contest.start_ranked("late-1")
    assert raised.value.code == "spent"
    assert player.contest.practice_name("late-1") is not None


def test_a_review_is_free_once_the_contest_is_over(player: Player) -> None:
    run = player.play()
    player.contest.finish(run)
    assert player.serving.admin("close").status == 200
    player.contest.standing()
    assert not player.contest.withheld(run)


def test_without_a_network_there_is_what_was_seen_last(player: Player) -> None:
    player.contest.finish(player.play())
    player.serving.publish()
    seen = (player.contest.standing(), player.contest.neighbours(), player.contest.board())
    player.wire.fault = cut
    look, near, board = player.contest.standing(), player.contest.neighbours(), player.contest.board()
    assert (look.points, near.rows, board.document) == (seen[0].points, seen[1].rows, seen[2].document)
    for found in (look, near, board):
        assert found.problem is not None and found.problem.code == "no_network" and found.seen_at is not None


def test_looking_at_what_is_known_never_waits_to_write(player: Player) -> None:
    """A screen looks, and another terminal may be writing."""
    player.contest.standing()
    with closing(sqlite3.connect(player.saves.database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert player.contest.standing(ask=False).stories


def test_a_board_is_asked_for_by_its_etag(player: Player) -> None:
    player.serving.publish()
    first = player.contest.board()
    again = player.contest.board()
    assert first.document is not None and again.document == first.document
    assert player.contest.board(ask=False).document == first.document


def test_a_counted_run_can_be_watched(player: Player) -> None:
    run = player.play()
    sent = player.contest.finish(run)
    watching = player.contest.watch(run)
    assert sent is not None
    assert (watching.player, watching.points, watching.status) == ("Mei", sent.points, "counted")
    player.wire.fault = cut
    assert player.contest.watch(run).session.actions == watching.session.actions, "what was played here needs nobody"
    assert watching.session.score is not None and watching.session.score.total == watching.score


def test_who_leaves_is_erased_there_and_here(player: Player) -> None:
    player.contest.finish(player.play())
    current = player.contest.current
    assert current is not None
    player.wire.fault = cut
    with pytest.raises(ContestError):
        player.contest.leave(current.id)
    assert player.contest.current == current, "nothing is erased where the server could not be asked"
    player.wire.fault = None
    assert player.contest.leave(current.id)
    assert (player.contest.joined(), player.contest.waiting()) == ((), 0)
    assert len(player.saves.history()) == 1


def test_who_leaves_keeps_the_stories_that_were_played_and_those_of_other_contests(player: Player) -> None:
    player.contest.finish(player.play())
    player.contest.fetch_ahead()
    folder, current = player.saves.database.path.parent / FOLDER, player.contest.current
    assert current is not None and len(list(folder.iterdir())) == 3
    player.join("Kai", "Night")
    player.contest.leave(current.id)
    assert len(list(folder.iterdir())) == 3, "the other contest needs them"
    (left,) = player.contest.joined()
    player.contest.leave(left.id)
    assert [kept.name for kept in folder.iterdir()] == [player.serving.kept[0].digest]


def test_several_contests_are_joined_and_one_is_current(player: Player) -> None:
    player.join("Lin", "Teapot")
    assert [joined.name for joined in player.contest.joined()] == ["Lin", "Mei"]
    player.contest.use(player.contest.joined()[1].id)
    assert player.contest.current is not None and player.contest.current.name == "Mei"
    assert player.contest.standing().membership.name == "Mei"


def test_a_run_of_a_contest_that_is_not_the_current_one_is_told_of_as_well(player: Player) -> None:
    run = player.play()
    player.join("Kai", "Night")
    assert player.contest.withheld(run) == 2
    assert player.contest.finish(run) == player.contest.sending(run)
    found = player.contest.sending(run)
    assert found is not None and found.state == "counted"
    assert player.contest.watch(run).player == "Mei"


def test_what_the_server_says_no_to_is_said_in_its_words(wire: Wire, tmp_path: Path) -> None:
    with playing(tmp_path, wire) as player:
        with pytest.raises(ContestError) as raised:
            player.contest.join(ADDRESS, "00000000", "Lantern", "Mei")
        assert raised.value.refusal == "wrong_code" and raised.value.sentence(load("en")) == raised.value.said
        with pytest.raises(NameProblem):
            player.contest.join(ADDRESS, "00000000", "Lantern", "admin")
        assert player.contest.joined() == ()
        with pytest.raises(ContestError) as raised:
            player.contest.standing()
        assert raised.value.code == "not_joined"


def test_who_one_is_in_the_contest_of_a_code_is_known_however_it_is_typed(player: Player) -> None:
    player.join("Kai")
    code = player.serving.made.contest.code
    assert [mine.name for mine in player.contest.joined_with(f" {code[:4].lower()}-{code[4:]} ")] == ["Kai", "Mei"]
    assert player.contest.joined_with("0000-0000") == ()


def test_who_is_let_in_again_at_the_same_computer_is_there_once_and_what_waits_is_sent(player: Player) -> None:
    run = player.play()
    (mine,) = Contests(player.saves.database).joined()
    player.serving.admin("readmit", member=mine.member)
    assert player.contest.finish(run).state == "waiting"  # type: ignore[union-attr]
    player.join()
    assert [one.id for one in player.contest.joined()] == [mine.id]
    assert [sent.state for sent in player.contest.send_now(True)] == ["counted"]


def test_what_became_of_a_run_is_told_in_the_language_spoken_now(player: Player) -> None:
    run = player.play()
    assert player.contest.finish(run).sentence.startswith("Counted: ")  # type: ignore[union-attr]
    player.contest.language = "zh"
    player.wire.fault = cut
    assert player.contest.sending(run).sentence.startswith("算上了：")  # type: ignore[union-attr]


def test_stories_sealed_until_the_opening_are_found_then(wire: Wire, tmp_path: Path) -> None:
    with playing(tmp_path, wire) as player:
        opens = wire.serving.now
        wire.serving.now -= 600_000_000  # long before it opens
        player.join()
        assert player.contest.stories() == () and player.contest.standing(ask=False).state == "planned"
        wire.serving.now = opens + 1000
        assert player.contest.start_ranked("late-3").attempt == 1


def test_who_must_update_is_said_before_a_chat_and_not_after_it(player: Player) -> None:
    contest = Contests(player.saves.database).joined()[0]
    digest = player.contest.stories()[0].digest
    with player.contest._link.client(contest) as client, pytest.raises(ContestError) as raised:
        client.ticket(TicketRequest(digest, RULES_VERSION + 1))
    assert raised.value.refusal == "server_older"
    player.contest.start_ranked("late-1")
    asked = json.loads(next(body for path, body in player.wire.bodies[::-1] if path == "/api/tickets"))
    assert asked["rules"] == RULES_VERSION


def test_a_story_that_is_not_the_one_dealt_is_never_played(player: Player, tmp_path: Path) -> None:
    """A server, or whoever stands between, may send what it likes."""

    def forged(request: httpx.Request, answer: object) -> httpx.Response:
        body = json.dumps({"yaml": "story: ../../evil\n", "translations": {"../x": "y"}}).encode()
        return httpx.Response(200, stream=httpx.ByteStream(body), request=request)

    player.wire.fault = forged
    with pytest.raises(ContestError) as raised:
        player.contest.start_ranked("late-1")
    assert raised.value.code == "story_unreadable"
    assert [file for file in (tmp_path / "contest-stories").rglob("*")] == []


def test_no_token_leaves_the_saves(player: Player, tmp_path: Path) -> None:
    token = Contests(player.saves.database).joined()[0].token
    shown = repr((player.contest.joined(), player.contest.standing(), player.contest.outbox(), player.contest._link))
    run = player.play()
    assert token not in shown + json.dumps(player.saves.export(run))
