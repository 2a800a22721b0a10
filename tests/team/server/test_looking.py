"""What an organiser looks at, on both databases: long lists come in parts, none twice and none left out."""

from collections.abc import Callable
from typing import Any

import pytest

from game.saves.ids import new_id
from game.team.organising import COUNTED, SHOWN
from game.team.server.organisers import seeing
from game.team.server.organisers.seeing import Part
from game.team.server.refusals import Refused
from game.team.server.store import contests, people, rolls
from game.team.server.tables import member
from tests.team.server.serving import Serving

Ask = Callable[[Part], Any]


def test_members_and_runs_come_whole_part_by_part(serving: Serving) -> None:
    mei, kai = serving.join("Mei"), serving.join("Kai")
    for player in (mei, kai, mei):
        player.play()
        serving.now += 1000
    with serving.services.database.reading() as connection:
        at = contests.by_id(connection, serving.made.contest.id)
    services, story = serving.services, serving.kept[0].story_id

    def runs(member: str = "", story: str = "", run: str = "") -> list[Any]:
        return parts(lambda part: seeing.runs(services, at, member, story, run, part), "runs")

    all_runs = runs()
    newest = sorted(all_runs, key=lambda run: (run.needs_a_look, run.at, run.run), reverse=True)
    assert len(all_runs) == 3 and all_runs == newest
    for of, those in (("", ""), (mei.id, ""), ("", story), (kai.id, story)):
        assert runs(of, those) == [run for run in all_runs if of in ("", run.member) and those in ("", run.story)]
    assert runs(run=all_runs[1].run) == all_runs[1:2]
    members = parts(lambda part: seeing.members(services, at, "", part), "members")
    assert [(member.name, member.runs) for member in members] == [("Kai", 1), ("Mei", 2)]
    behind_who_is_gone = seeing.members(services, at, "", Part(new_id(0)))
    assert (behind_who_is_gone.of, behind_who_is_gone.members) == (2, ())


def test_what_is_searched_for_is_found_where_it_is_a_name_and_counted_up_to_a_limit(serving: Serving) -> None:
    mei, services = serving.join("Mei"), serving.services
    many: list[dict[str, Any]] = [
        {"id": new_id(0), "contest_id": serving.made.contest.id, "team_id": mei.team, "name": f"Kai {number}",
         "name_key": f"kai{number}", "language": "en", "joined_at": 0}
        for number in range(COUNTED + 1)
    ]  # fmt: skip
    left = {**many[0], "id": new_id(0), "name": "", "erased_at": 1}
    with services.database.writing() as connection:
        connection.execute(member.insert(), many)
        connection.execute(member.insert(), left | {"name_key": left["id"]})
        people.grow(connection, mei.team, len(many))
        rolls.renew(connection, serving.made.contest.id, mei.team)
        at = contests.by_id(connection, serving.made.contest.id)

    def found(find: str, after: str = "") -> tuple[int | None, int]:
        part = seeing.members(services, at, find, Part(after))
        return part.of, len(part.members)

    assert found("kai") == (None, SHOWN) == found("kai", many[7]["id"])
    assert found("Kai 1") == (sum("kai1" in one["name_key"] for one in many), SHOWN)
    assert found("KAI 99") == (11, 11)
    assert found("") == (COUNTED + 2, SHOWN)
    assert found(mei.team) == (None, SHOWN)
    assert found(mei.id) == (1, 1)
    assert found("%") == found("00000000") == (0, 0)  # of who has left, nothing but the id is there
    for ask in (seeing.members, seeing.teams):
        with pytest.raises(Refused):
            ask(services, at, "a" * 401, Part())


def test_a_line_of_the_log_names_the_member_the_team_or_whose_run_it_is_about(serving: Serving) -> None:
    mei = serving.join("Mei", "Lantern")
    serving.admin("lead", member=mei.id)
    serving.admin("rename", id=mei.team, name="Night Shift")
    mei.play()
    serving.admin("void", run=mei.ask("GET", "/api/me").data["results"][0]["run"])
    serving.admin("freeze")
    notes = seeing.notes(serving.services, serving.made.contest, Part()).notes
    assert [note.name for note in notes[:4]] == ["", "Mei", "Night Shift", "Mei"]


def parts(ask: Ask, name: str) -> list[Any]:
    """All that comes in parts of one; each part knows how many there are."""
    found, after, of = [], "", set()
    while True:
        part = ask(Part(after, limit=1))
        found += getattr(part, name)
        of.add(part.of)
        after = part.next
        if not after:
            assert of == {len(found)}
            return found
