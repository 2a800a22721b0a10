"""The times of a contest that is under way can be moved, unless they have come."""

from collections.abc import Iterator

import pytest

from game.team.server.contests import Times
from game.team.server.database import Database
from game.team.server.store import log
from tests.team.server.serving import START, Serving

HOUR = 3600
NOW = START // 1000
PLAN = Times(START - 1000, START + HOUR * 1000, START + 2 * HOUR * 1000)


@pytest.fixture
def planned(database: Database) -> Iterator[Serving]:
    """A contest that froze and closes by the clock."""
    serving = Serving(database, times=PLAN)
    yield serving
    serving.close()


def _clock(serving: Serving) -> dict[str, int | None]:
    head = serving.ask("GET", f"/api/contests/{serving.slug}/board.json").data["contest"]
    assert head["closes"] == serving.ask("GET", f"/api/contests/{serving.slug}").data["clock"]["closes"]
    return {name: head[name] for name in ("freezes", "closes")}


def test_a_contest_is_prolonged_and_everybody_is_told_even_while_the_board_is_frozen(planned: Serving) -> None:
    planned.publish()
    assert planned.admin("times", freezes=NOW + 2 * HOUR, closes=NOW + 3 * HOUR).status == 200
    planned.publish()
    assert _clock(planned) == {"freezes": NOW + 2 * HOUR, "closes": NOW + 3 * HOUR}
    planned.admin("freeze")
    done = planned.admin("times", closes=NOW + 4 * HOUR).data
    assert (done["before"], done["after"]) == (f"closes={NOW + 3 * HOUR}", f"closes={NOW + 4 * HOUR}")
    assert _clock(planned)["closes"] == NOW + 4 * HOUR
    planned.now += (3 * HOUR + 60) * 1000
    planned.join("Mei").play()
    assert planned.admin("times", by_hand=["closes"]).status == 200
    planned.now += 10 * HOUR * 1000
    assert planned.ask("GET", f"/api/contests/{planned.slug}").data["state"] == "frozen"


def test_what_has_happened_stays_and_the_order_of_things_too(planned: Serving) -> None:
    def refused(**times: object) -> str:
        return str(planned.admin("times", **times).data["error"])

    assert refused() == refused(closes=NOW + 2 * HOUR) == "nothing_to_do"
    assert refused(opens=NOW + 60) == "has_opened"
    assert refused(closes=NOW - 60) == refused(freezes=NOW) == "in_the_past"
    assert refused(closes=NOW + HOUR - 1) == refused(freezes=NOW + 3 * HOUR) == "bad_order"
    planned.now += HOUR * 1000
    assert refused(freezes=NOW + HOUR + 60) == "has_frozen"
    planned.now += HOUR * 1000
    assert refused(closes=NOW + 3 * HOUR) == "over_for_good"
    planned.admin("reveal")
    assert refused(closes=NOW + 3 * HOUR) == "over_for_good"
    with planned.services.database.reading() as connection:
        assert [note["action"] for note in log.notes(connection, planned.made.contest.id)] == ["reveal"]


def test_a_board_that_moves_again_can_be_frozen_again_by_the_clock(planned: Serving) -> None:
    planned.now += HOUR * 1000
    planned.admin("reveal")
    assert planned.admin("times", closes=NOW + 3 * HOUR).status == 200
    assert planned.admin("times", freezes=NOW + 2 * HOUR).status == 200
    planned.now += HOUR * 1000
    assert planned.ask("GET", f"/api/contests/{planned.slug}").data["state"] == "frozen"


def _state(serving: Serving) -> str:
    return str(serving.ask("GET", f"/api/contests/{serving.slug}").data["state"])


def test_who_ends_it_before_it_was_to_freeze_has_ended_it_for_good(planned: Serving) -> None:
    """Otherwise the result, shown to everybody, would be hidden again when the planned time comes."""
    planned.admin("close")
    assert _state(planned) == "revealed"
    planned.now += HOUR * 1000
    assert _state(planned) == "revealed"


def test_a_contest_opened_again_under_a_frozen_board_gets_a_new_end(planned: Serving) -> None:
    planned.now += 2 * HOUR * 1000
    assert planned.admin("open").data["after"] == "frozen"
    assert planned.admin("times", closes=NOW + 3 * HOUR).status == 200
    planned.now += HOUR * 1000
    assert _state(planned) == "closed"


def test_what_opens_later_than_it_was_to_freeze_opens_with_a_board_that_moves(database: Database) -> None:
    """Nothing freezes before it opens: neither by a time that has passed, nor by hand."""
    serving = Serving(database, times=Times(None, PLAN.freezes, PLAN.closes))
    serving.now += 24 * HOUR * 1000
    assert serving.admin("freeze").data["error"] == "not_open_yet"
    assert serving.admin("open").data["after"] == "open"
    serving.publish()
    assert _clock(serving) == {"freezes": None, "closes": None}
    serving.close()


def test_what_is_to_open_after_its_planned_end_is_not_over_at_once(database: Database) -> None:
    """A contest that nobody opened in time gets a new time: what was planned for before is by hand from then on."""
    serving = Serving(database, times=Times(None, PLAN.freezes, PLAN.closes))
    serving.now += 24 * HOUR * 1000
    done = serving.admin("times", opens=NOW + 25 * HOUR).data
    assert done["after"] == f"closes=0 freezes=0 opens={NOW + 25 * HOUR}"
    serving.now += HOUR * 1000
    assert _state(serving) == "open"
    serving.close()
