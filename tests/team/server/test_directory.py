"""Names at hand in memory are those in the database, whoever changes them and whatever becomes of it."""

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import select, update

from game.team.orders import Rename
from game.team.rules import ContestRules
from game.team.server.app import publish_for_ever
from game.team.server.contests import Times
from game.team.server.database import Database
from game.team.server.organisers import admin, seeing
from game.team.server.organisers.retention import erase_expired
from game.team.server.organisers.seeing import Part
from game.team.server.players import leaving
from game.team.server.secret import hashed
from game.team.server.services import Services
from game.team.server.store import people
from game.team.server.store.contests import Kept
from game.team.server.store.directory import Directory
from game.team.server.store.rolls import NAMES
from game.team.server.tables import member, roll, team
from game.team.wire import Joined
from tests.team.server.loading import join
from tests.team.server.serving import START, Serving, meanwhile


def test_a_team_that_shrinks_and_grows_again_is_found_whole(serving: Serving) -> None:
    services, more = serving.services, NAMES // 2
    joined = [join(serving, "Night", f"Kai {number}") for number in range(NAMES + 20)]
    for one in joined[:more]:
        leave(services, one)
    for number in range(more):
        join(serving, "Night", f"Mei {number}")
    assert len(names(services, serving.made.contest, "night", 500)) == NAMES + 20


def test_every_process_finds_what_another_has_changed(serving: Serving) -> None:
    other = Services(serving.services.database)
    at = serving.made.contest

    def found(find: str) -> Sequence[str]:
        of_all = [names(services, at, find) for services in (other, serving.services)]
        assert of_all[0] == of_all[1]
        return of_all[0]

    assert found("somebody") == []
    joined = join(serving, "Day", "Somebody New")
    join(serving, "Night", "Kai")
    assert found("somebody") == ["Somebody New"]
    admin.act(other, at.id, "rename", Rename(joined.member.id, "Somebody Else", "test"))
    assert found("somebody") == ["Somebody Else"]
    join(serving, "Night", "Lan")
    assert found("lan") == ["Lan"]
    admin.act(other, at.id, "rename", Rename(joined.team.id, "Evening", "test"))
    assert (found("day"), found("evening")) == ([], ["Somebody Else"])
    leave(serving.services, joined)
    assert found("somebody") == found("evening") == []


def test_a_search_goes_on_though_somebody_leaves_in_the_middle_of_it(serving: Serving) -> None:
    """Between the look at the names and that at the members: else the list would seem to end there."""
    kais = [join(serving, "Night", f"Kai {number}") for number in range(5)]
    with meanwhile(serving, "FROM team JOIN member", lambda: leave(serving.services, kais[1])):
        first = seeing.members(serving.services, serving.made.contest, "kai", Part(limit=2))
    assert [one.name for one in first.members] == ["Kai 0", "Kai 1"]
    assert first.next == kais[1].member.id
    assert len(names(serving.services, serving.made.contest, "kai")) == 4


@pytest.mark.parametrize("since", [0, 1, 3])
def test_a_database_that_was_put_back_is_read_anew(serving: Serving, since: int) -> None:
    """As long as it has lower numbers than were seen, and when these numbers are given once more."""
    at = serving.made.contest
    for name in ("Night", "Day", "Noon", "Dawn"):
        join(serving, name, f"Kai {name}")
    with serving.services.database.reading() as connection:
        before = {one: list(map(dict, connection.execute(select(one)).mappings())) for one in (team, member, roll)}
    join(serving, "Day", "Lost One")
    join(serving, "Night", "Lost Two")
    assert len(names(serving.services, at, "lost")) == 2
    with serving.services.database.writing() as connection:
        for table in reversed(before):
            connection.execute(table.delete())
        for table, rows in before.items():
            connection.execute(table.insert(), rows)
    joined = [join(serving, name, f"New {name}") for name in ("Noon", "Dawn", "Day")[:since]]
    assert names(serving.services, at, "lost") == []
    assert len(names(serving.services, at, "new")) == len(joined)
    assert len(names(serving.services, at, "kai")) == 4


def test_what_is_forgotten_is_read_anew(serving: Serving) -> None:
    at, mei = serving.made.contest, join(serving, "Night", "Mei")
    join(serving, "Day", "Kai")
    assert names(serving.services, at, "mei") == ["Mei"]
    with serving.services.database.writing() as connection:  # unseen, as nothing says that it has changed
        connection.execute(update(roll).where(roll.c.team_id == mei.team.id).values(names="lan"))
    assert names(serving.services, at, "lan") == []
    serving.services.directory.clear()
    assert names(serving.services, at, "lan") == ["Mei"]


def test_names_are_forgotten_now_and_then_by_every_process(sqlite: Database) -> None:
    """Else that of somebody who has left would stay in the memory of a process that is not asked again."""
    cleared = asyncio.Event()

    class Noticed(Directory):
        def clear(self) -> None:
            super().clear()
            cleared.set()

    async def until_they_are() -> None:
        task = asyncio.create_task(publish_for_ever(Services(sqlite, directory=Noticed()), 0))
        async with asyncio.timeout(20):
            await cleared.wait()
        task.cancel()

    asyncio.run(until_they_are())


def test_a_contest_with_the_number_of_an_erased_one_finds_its_own_members(sqlite: Database) -> None:
    """SQLite gives the number of the last row once more."""
    old = Serving(sqlite, ContestRules(keep_days=1), Times(opens=START, closes=START + 3_600_000))
    join(old, "Night", "Kai")
    assert names(old.services, old.made.contest, "kai") == ["Kai"]
    old.now += 3 * 86_400_000
    assert erase_expired(old.services)
    new = Serving(sqlite)
    assert new.made.contest.id == old.made.contest.id
    for name in ("Mei", "Lan", "Bo"):
        join(new, "Day", name)
    assert names(old.services, new.made.contest, "kai") == []
    old.close()
    new.close()


def leave(services: Services, joined: Joined) -> None:
    with services.database.reading() as connection:
        person = people.by_token(connection, hashed(joined.token))
    assert person is not None
    leaving.leave(services, person, keep_runs=False)


def names(services: Services, at: Kept, find: str, limit: int = 50) -> Sequence[str]:
    found = seeing.members(services, at, find, Part(limit=limit))
    assert found.of == len(found.members)
    return [one.name for one in found.members]
