"""A contest from joining to the board: what players ask for, and what comes of it."""

import json
from typing import Any

from game.engine import RULES_VERSION
from game.team.server.players.judging import Came, judge_several
from game.team.server.players.keeping import MOST_UNPLAYABLE, keep_several
from game.team.server.refusals import Refused
from game.team.server.secret import hashed
from game.team.server.tables import best, standing, tally
from game.team.wire import Submission, loads
from tests.team.server.loading import Loading
from tests.team.server.serving import Serving


def test_who_has_the_code_joins_and_plays_and_stands_on_the_board(serving: Serving) -> None:
    player = serving.join("Mei")
    verdict = player.play()
    assert verdict["status"] == "counted"
    assert (verdict["best"], verdict["place"]) == (verdict["points"], 1)
    assert serving.board("team")["filling"] == [
        {"id": player.team, "name": "Lantern", "played": 1, "members": 1, "needed": 3}
    ]


def test_the_code_is_read_as_people_type_it(serving: Serving) -> None:
    code = serving.made.contest.code
    for name, typed in enumerate((f"{code[:4]} {code[4:]}", code.lower(), f"{code[:4]}-{code[4:]}")):
        body = {"code": typed, "team": "Lantern", "name": f"P{name}", "language": "zh"}
        assert serving.ask("POST", "/api/join", body).status == 200


def test_a_name_is_taken_once_in_a_team_however_it_is_written(serving: Serving) -> None:
    serving.join("Mei Lin")
    body = {"code": serving.made.contest.code, "team": "LANTERN", "name": "ｍｅｉ  ｌｉｎ", "language": "en"}
    answer = serving.ask("POST", "/api/join", body)
    assert (answer.status, answer.data["error"]) == (409, "name_taken")
    assert serving.ask("POST", "/api/join", {**body, "team": "Teapot"}).status == 200


def test_the_same_ticket_comes_again_while_it_is_unused(serving: Serving) -> None:
    player = serving.join("Mei")
    first = player.ticket()
    serving.now += 60_000
    assert player.ticket() == first
    player.send(player.submission(first))
    second = player.ticket()
    assert (first["attempt"], second["attempt"]) == (1, 2)
    assert second["ticket"] != first["ticket"]


def test_attempts_are_limited(serving: Serving) -> None:
    player = serving.join("Mei")
    for taste in range(3):
        player.play(taste=taste)
    answer = player.ask("POST", "/api/tickets", {"digest": serving.kept[0].digest})
    assert (answer.status, answer.data["error"]) == (409, "no_attempts_left")
    assert player.ask("POST", "/api/tickets", {"digest": serving.kept[1].digest}).status == 200


def test_deals_differ_between_people_and_attempts(serving: Serving) -> None:
    orders = {(t["variant"], t["order"]) for t in (serving.join(f"P{n}").ticket() for n in range(6))}
    assert len(orders) == 6


def test_the_same_body_gets_the_same_answer_and_another_one_is_refused(serving: Serving) -> None:
    player = serving.join("Mei")
    body = player.submission(player.ticket())
    run = player.new_run()
    first = player.send(body, run)
    serving.now += 5000
    assert player.send(body, run).data == first.data
    other = player.send({**body, "actions": body["actions"][:-1], "times_ms": body["times_ms"][:-1]}, run)
    assert (other.status, other.data["error"]) == (409, "run_known")
    assert len(player.ask("GET", "/api/me").data["results"]) == 1


def test_a_ticket_is_used_once(serving: Serving) -> None:
    player = serving.join("Mei")
    body = player.submission(player.ticket())
    assert player.send(body).status == 200
    again = player.send(body)
    assert (again.status, again.data["error"]) == (409, "ticket_used")


def test_a_run_that_cannot_be_played_again_has_no_score_and_costs_no_attempt(serving: Serving) -> None:
    player = serving.join("Mei")
    ticket = player.ticket()
    body = player.submission(ticket)
    for actions in (["no-such-reply"], body["actions"][:-1], [*body["actions"], body["actions"][-1]]):
        times = [20_000 * n for n in range(1, len(actions) + 1)]
        verdict = player.send({**body, "actions": actions, "times_ms": times}).data
        assert (verdict["status"], verdict["score"], verdict["place"]) == ("refused", None, None)
    assert player.ticket() == ticket
    assert player.send(body).data["status"] == "counted"


def test_of_what_cannot_be_played_again_only_so_much_is_kept_of_anybody(serving: Serving) -> None:
    """It costs no attempt, so nothing else would end it. What is kept keeps its answer; what can be played counts."""
    mei, kai = serving.join("Mei"), serving.join("Kai")
    body, theirs = (player.submission(player.ticket()) for player in (mei, kai))
    broken = {"actions": ["no-such-reply"], "times_ms": [20_000]}
    sent = loads(Submission, json.dumps({**body, **broken}))
    several = [Came(mei.new_run(), hashed(mei.token), sent, "its hash") for _ in range(MOST_UNPLAYABLE + 2)]
    judged: Any = judge_several(serving.services, several)
    for _ in ("first", "again"):
        found: Any = keep_several(serving.services, serving.made.contest.id, judged)
        became = [one.code if isinstance(one, Refused) else one["reason"] for one in found]
        assert became == ["unplayable"] * MOST_UNPLAYABLE + ["too_many_unplayable"] * 2
    answer = mei.send({**body, **broken})
    assert (answer.status, answer.data["detail"]) == (409, {"most": MOST_UNPLAYABLE})
    assert len(mei.ask("GET", "/api/me").data["results"]) == MOST_UNPLAYABLE
    assert kai.send({**theirs, **broken}).data["status"] == "refused"
    assert mei.send(body).data["status"] == "counted"


def test_replies_faster_than_anybody_chooses_are_refused(serving: Serving) -> None:
    player = serving.join("Mei")
    verdict = player.send(player.submission(player.ticket(), pace_ms=149)).data
    assert verdict["status"] == "refused"
    assert "faster" in verdict["sentence"]


def test_a_ticket_that_is_renewed_while_its_run_is_judged_is_kept_as_it_is_by_then(serving: Serving) -> None:
    """What was decided by must be what is kept, or nobody could work it out again."""
    mei = serving.join("Mei")
    body = mei.submission(mei.ticket())
    serving.now += 25 * 3_600_000
    came = Came(mei.new_run(), hashed(mei.token), loads(Submission, json.dumps(body)), "its hash")
    judged: Any = judge_several(serving.services, [came])
    expires = mei.ticket()["expires"]
    row: Any = keep_several(serving.services, serving.made.contest.id, judged)[0]
    assert (row["status"], row["expires_at"] // 1000) == ("counted", expires)


def test_a_ticket_that_is_renewed_lasts_longer_and_began_when_it_was_first_given(serving: Serving) -> None:
    """Who fetches again in the middle of a chat has not taken longer than the ticket exists."""
    mei = serving.join("Mei")
    first = mei.ticket()
    body = mei.submission(first)
    serving.now += 25 * 3_600_000
    (renewed, *_) = mei.ask("POST", "/api/tickets/ahead").data["tickets"]
    assert renewed == {**first, "expires": serving.now // 1000 + 24 * 3600}
    assert mei.send(body).data["status"] == "counted"


def test_a_run_cannot_have_taken_longer_than_its_ticket_exists(serving: Serving) -> None:
    player = serving.join("Mei")
    body = player.submission(player.ticket())
    serving.now -= 60_000
    assert player.send(body).data["status"] == "refused"


def test_reading_too_fast_is_a_flag_and_counts(serving: Serving) -> None:
    player = serving.join("Mei")
    verdict = player.send(player.submission(player.ticket(), pace_ms=200)).data
    assert verdict["status"] == "flagged"
    assert verdict["place"] == 1


def test_two_runs_that_must_have_been_played_at_once_are_flagged(serving: Serving) -> None:
    player = serving.join("Mei")
    first, second = player.ticket(0), player.ticket(1)
    began = serving.now
    one, two = player.submission(first), player.submission(second)
    serving.now = began + max(one["times_ms"][-1], two["times_ms"][-1]) + 1000  # long enough for each, not for both
    assert player.send(one).data["status"] == "counted"
    assert player.send(two).data["status"] == "flagged"


def test_other_rules_and_other_stories_say_who_must_update(serving: Serving) -> None:
    player = serving.join("Mei")
    body = player.submission(player.ticket())
    codes = {
        "server_older": {**body, "rules": RULES_VERSION + 1},
        "other_story": {**body, "digest": "f" * 16},
    }
    for code, sent in codes.items():
        answer = player.send(sent)
        assert (answer.status, answer.data["error"]) == (409, code)


def test_sentences_are_in_the_language_of_the_asker(serving: Serving) -> None:
    chinese = serving.ask("GET", "/api/me", **{"accept-language": "zh-CN,zh;q=0.9,en;q=0.5"})
    english = serving.ask("GET", "/api/me", **{"accept-language": "fr, en"})
    assert chinese.data["sentence"] != english.data["sentence"]
    assert "口令" in chinese.data["sentence"]


def test_stories_are_sealed_until_the_contest_opens(serving: Serving) -> None:
    digest = serving.kept[0].digest
    player = serving.join("Mei")
    serving.now -= 1_000_000
    info = serving.ask("GET", f"/api/contests/{serving.slug}").data
    assert (info["state"], info["stories"]) == ("planned", [])
    assert serving.ask("GET", f"/api/stories/{digest}").data["error"] == "sealed"
    assert player.ask("POST", "/api/tickets", {"digest": digest}).data["error"] == "not_open_yet"
    serving.now += 1_000_000
    assert serving.ask("GET", f"/api/stories/{digest}").data["yaml"] == serving.kept[0].yaml


def test_a_run_may_come_in_a_little_after_the_close_and_later_ones_are_kept(serving: Serving) -> None:
    player = serving.join("Mei")
    bodies = [player.submission(player.ticket(story)) for story in (0, 1)]
    serving.admin("close")
    assert player.ask("POST", "/api/tickets", {"digest": serving.kept[2].digest}).data["error"] == "over"
    serving.now += 10 * 60_000
    assert player.send(bodies[0]).data["status"] == "counted"
    serving.now += 10 * 60_000
    assert player.send(bodies[1]).data["status"] == "late"


def test_a_run_can_be_watched_by_who_played_it_and_by_the_admin_alone(serving: Serving) -> None:
    player, other = serving.join("Mei"), serving.join("Kai")
    body, run = player.submission(player.ticket()), player.new_run()
    player.send(body, run)
    assert player.ask("GET", f"/api/runs/{run}").data["actions"] == body["actions"]
    assert serving.ask("GET", f"/api/runs/{run}", token=serving.made.admin_token).status == 200
    assert other.ask("GET", f"/api/runs/{run}").data["error"] == "no_run"
    assert serving.ask("GET", f"/api/runs/{run}").status == 401


def test_neighbours_are_those_just_above_and_below_each_at_their_own_place(serving: Serving) -> None:
    players = [serving.join(f"P{number}") for number in range(8)]
    for taste, player in enumerate(players):
        for story in range(1 + taste % 3):  # else, as deals are drawn, some day nearly all have as many points
            player.play(story, taste)
    near = {player.id: player.ask("GET", "/api/me/around").data for player in players}
    totals = {row["id"]: (-row["score"], row["attempts"]) for found in near.values() for row in found["rows"]}
    right = {id: 1 + sum(other < total for other in totals.values()) for id, total in totals.items()}
    assert len(totals) == 8 and len(set(right.values())) > 2
    board = {row["id"]: row["place"] for row in serving.board("member")["rows"]}
    assert board and board.items() <= right.items()
    for id, found in near.items():
        ids = [row["id"] for row in found["rows"]]
        assert found["of"] == 8 and id in ids and len(ids) >= 6
        assert [(row["id"], row["place"]) for row in found["rows"]] == [(one, right[one]) for one in ids]
        assert [right[one] for one in ids] == sorted(right[one] for one in ids)


def test_who_shares_a_place_with_many_still_stands_among_the_neighbours(serving: Serving) -> None:
    """More people than are shown have exactly one's own result: one's own row is there, at its place."""
    loading = Loading(serving, teams=3, members=16)
    rows = [
        {"contest_id": serving.made.contest.id, "member_id": loading.person(number).id, "team_id": "",
         "total": 900 if number < 2 else 500, "attempts": 1}
        for number in range(16)
    ]  # fmt: skip
    with serving.services.database.writing() as connection:
        connection.execute(standing.insert(), rows)
        bests = [
            {"contest_id": row["contest_id"], "member_id": row["member_id"], "story_id": "late-1",
             "points": row["total"], "attempts": 1, "run_id": ""}
            for row in rows
        ]  # fmt: skip
        connection.execute(best.insert(), bests)
        counts = [{"points": 900, "members": 2}, {"points": 500, "members": 14}]
        whose = {"contest_id": serving.made.contest.id, "board": "", "attempts": 1}
        connection.execute(tally.insert(), [{**whose, **count} for count in counts])
        steps = [{"board": "*", "attempts": 0, "points": count["points"] // 32} for count in counts]
        connection.execute(
            tally.insert(), [{**whose, **count, **step} for count, step in zip(counts, steps, strict=True)]
        )
    for number in range(16):
        near = serving.ask("GET", "/api/me/around", token=loading.tokens[number]).data["rows"]
        mine = [row for row in near if row["id"] == loading.person(number).id]
        assert [row["place"] for row in mine] == [1 if number < 2 else 3]
        assert {row["place"] for row in near} <= {1, 3}
