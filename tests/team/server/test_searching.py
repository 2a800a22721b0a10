"""A search of members goes through rolls of names, and finds what going through everybody would; on both databases."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from random import Random

import pytest
from sqlalchemy import select

from game.team.names import name_key
from game.team.orders import Move, Rename
from game.team.organising import MemberSeen
from game.team.server.database import Database
from game.team.server.organisers import admin, seeing
from game.team.server.organisers.seeing import Part
from game.team.server.players import leaving
from game.team.server.refusals import Refused
from game.team.server.store import contests, people
from game.team.server.store.rolls import NAMES
from game.team.server.tables import member, roll
from tests.team.server.loading import join
from tests.team.server.serving import Serving, emptied

LARGE = NAMES * 2 + 30


@pytest.fixture(scope="module")
def crowd(shared: Database) -> Iterator[Serving]:
    """Everything happened to them that changes a name, a team or who is there; one team has several rows of names."""
    serving, draw = Serving(emptied(shared)), Random(3)
    for number in range(3):
        player = serving.join(f"Kai {number}", "Night")
        player.play()
        player.ask("DELETE", "/api/me")
    named = [("Late Shift", f"{draw.choice('ab王李')}{n}{draw.choice('xy小明')}") for n in range(LARGE)]
    named += [("Night", "Kai"), *((f"{draw.choice('ab王')} {n % 7}", f"李{n}b") for n in range(40))]
    there = [join(serving, *one).member.id for one in named]
    for id in draw.sample(there, 90):
        change(serving, draw, id, draw.choice(there))
    join(serving, "Late Shift", "the last one")
    yield serving
    serving.close()


def change(serving: Serving, draw: Random, id: str, other: str) -> None:
    """Let somebody leave, be called otherwise, or go into the team of another one, if that one is still there."""
    services, at = serving.services, serving.made.contest
    with services.database.reading() as connection:
        person, one = (people.by_id(connection, at.id, who) for who in (id, other))
    what = draw.randrange(3)
    if what == 0 and person:
        leaving.leave(services, person, keep_runs=False)
    elif what == 1:
        admin.act(services, at.id, "rename", Rename(id, f"new {draw.randrange(10**6)}", "test"))
    elif one:
        with suppress(Refused):  # who is in the same team, or has a namesake there
            admin.act(services, at.id, "move", Move(id, one.team, "test"))


def test_rolls_hold_the_names_of_those_who_are_there_team_by_team(crowd: Serving) -> None:
    is_there, rolls, rows = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list), 0
    with crowd.services.database.reading() as connection:
        for team, key in connection.execute(select(member.c.team_id, member.c.name_key)):
            is_there[team].append("-" if "-" in key else key)
        for team, names in connection.execute(select(roll.c.team_id, roll.c.names).where(roll.c.names != "")):
            rolls[team] += names.split("\n")
            rows += 1
    assert {team: sorted(names) for team, names in rolls.items()} == {t: sorted(n) for t, n in is_there.items()}
    assert rows == sum(-(-len(names) // NAMES) for names in rolls.values()) > len(rolls)
    assert sum(names.count("-") for names in rolls.values()) == 3


@pytest.mark.parametrize(
    "find", ["a", "王", "李", "ab", "new", "late", "B 3", "-", "last one", "night", "y", "1", "zz"]
)
@pytest.mark.parametrize("limit", [1, 7, 50, 500])
def test_what_is_found_is_what_going_through_everybody_finds(crowd: Serving, find: str, limit: int) -> None:
    everybody = in_parts(crowd, "", 500)
    key = name_key(find)
    found = [one for one in everybody if key and (key in name_key(one.name) or key in name_key(one.team))]
    assert in_parts(crowd, find, limit) == found


def in_parts(serving: Serving, find: str, limit: int) -> Sequence[MemberSeen]:
    found, after = list[MemberSeen](), ""
    with serving.services.database.reading() as connection:
        at = contests.by_id(connection, serving.made.contest.id)
    while True:
        part = seeing.members(serving.services, at, find, Part(after, limit))
        found += part.members
        after = part.next
        assert len(part.members) == limit or not after
        if not after:
            assert part.of == len(found)
            return found
