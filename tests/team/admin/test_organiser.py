"""An organiser sees what only they may see, and changes it; nobody else's contest is touched."""

from typing import Any

import pytest

from game.team import orders
from game.team.client.errors import ContestError
from game.team.client.organiser import NotGovernedError, parts, to_look_at
from game.team.organising import Found, Runs, RunSeen
from game.team.wire import RunStatus
from game.text import load
from tests.team.admin.conftest import Office


def test_runs_to_look_at_come_first_and_say_why(office: Office) -> None:
    runs = office.organiser().runs(office.serving.slug)
    assert (runs.of, runs.runs[0].status, runs.runs[0].name) == (6, "flagged", "Mei")
    assert "reading" in runs.runs[0].flags
    statuses = [run.status for run in runs.runs]  # two people may by chance have done the same, which is flagged, too
    assert statuses == sorted(statuses, reverse=True) and statuses[-1] == "counted"


def test_runs_to_look_at_are_all_of_however_many_parts_and_no_other_part_is_asked_for() -> None:
    statuses: tuple[tuple[RunStatus, ...], ...] = (("flagged", "late"), ("refused", "counted"), ("counted",))
    asked = []

    def ask(after: str) -> Runs:
        asked.append(after)
        place = int(after or 0)
        runs = (RunSeen("", "", "", "", "", 1, status, "", (), 0, 0) for status in statuses[place])
        return Runs(5, tuple(runs), str(place + 1) if place < 2 else "")

    assert [run.status for run in to_look_at(parts(ask))] == ["flagged", "late", "refused"]
    assert asked == ["", "1"]


def test_members_are_found_by_a_part_of_a_name_of_a_team_or_by_id(office: Office) -> None:
    side, slug = office.organiser(), office.serving.slug
    assert [one.name for one in side.members(slug, "茶").members] == ["小林"]
    assert [one.team for one in side.members(slug, "kai").members] == ["Lantern", "Night"]
    assert [one.name for one in side.members(slug, office.member(0)).members] == ["Mei"]
    assert side.members(slug, "100%").of == 0


@pytest.mark.parametrize("what", ["teams", "members", "runs", "log"])
def test_a_long_list_comes_in_parts_none_twice_and_none_left_out(office: Office, what: str) -> None:
    side, slug = office.organiser(), office.serving.slug
    for step in range(2):
        side.order(slug, "show-code", orders.ShowCode("x", not step))

    def ask(after: str = "", limit: int = 1) -> dict[str, Any]:
        path = f"/api/admin/{what}?contest={slug}&limit={limit}&after={after}"
        answer = office.serving.ask("GET", path, token=office.serving.made.admin_token)
        assert answer.status == 200, answer.data
        return dict(answer.data)

    name, found, part = {"log": "notes"}.get(what, what), [], ask()
    while True:
        found += part[name]
        if not part["next"]:
            break
        part = ask(part["next"])
    assert found == ask(limit=500)[name] and len(found) == part["of"] > 1
    with pytest.raises(ContestError, match="bad_request"):
        getattr(side, what)(slug, after="x")


def test_hostile_names_arrive_without_what_commands_a_terminal(office: Office) -> None:
    members = office.organiser().members(office.serving.slug).members
    assert "[/red][@click=x]" in {one.name for one in members}


def test_the_places_are_told_while_the_public_board_stands_still(office: Office) -> None:
    side, slug = office.organiser(), office.serving.slug
    before = side.every_team(slug)
    assert side.order(slug, "freeze", orders.Freeze("end")).after == "frozen"
    look = side.overview(slug)
    assert look.contest.frozen and side.every_team(slug) == before
    side.order(slug, "reveal", orders.Reveal("go on"))


def test_a_token_governs_the_contests_that_it_made_and_orders_must_say_which(office: Office) -> None:
    side, slug = office.organiser(), office.serving.slug
    second = side.found(slug, Found("Round 2", "once more", ("late-1",), opens=1_900_000_000))
    assert [one.slug for one in side.contests()] == [second.slug, slug]
    assert side.meant().slug == slug, "the one that is played is meant, not the newest"
    assert [story.id for story in side.overview(second.slug).stories] == ["late-1"]
    answer = office.serving.ask("POST", "/api/admin/close", {"reason": "x"}, office.serving.made.admin_token)
    assert (answer.status, answer.data["error"]) == (400, "which_contest")
    notes = side.log(second.slug).notes
    assert [(note.action, note.reason) for note in notes] == [("found", "once more")]
    with pytest.raises(ContestError, match="bad_order"):
        side.found(slug, Found("Round 3", "x", opens=2, closes=1))
    with pytest.raises(NotGovernedError):
        side.meant("elsewhere")


def test_a_token_that_opens_nothing_is_passed_over_and_alone_is_an_error(office: Office) -> None:
    gone = "gone_" * 5
    assert office.organiser(gone, office.serving.made.admin_token).meant().slug == office.serving.slug
    with pytest.raises(ContestError) as caught:
        office.organiser(gone).contests()
    assert gone not in f"{caught.value!r} {caught.value.sentence(load('en'))} {office.organiser(gone)!r}"


def test_a_member_looks_after_nothing(office: Office) -> None:
    side = office.organiser(office.players[1].token)
    for ask in (side.contests, lambda: side.members("spring-cup"), lambda: side.log("spring-cup")):
        with pytest.raises(ContestError, match="not_admin"):
            ask()
