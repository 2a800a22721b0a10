"""Neighbours on the board of all stories, against all who are there, sorted."""

import random
from collections import Counter

import pytest

from game.team.server.store import near
from game.team.server.store.near import SPAN
from game.team.server.tables import standing, tally
from tests.team.server.loading import Loading
from tests.team.server.serving import Serving

PEOPLE = 24


@pytest.mark.parametrize("step", [1, 7, 100, 2000], ids=["near", "some", "many", "all share a place"])
def test_neighbours_are_a_part_of_the_sorted_board_with_their_right_places(serving: Serving, step: int) -> None:
    draw, loading = random.Random(step), Loading(serving, teams=3, members=PEOPLE)
    contest, ids = serving.made.contest.id, [loading.person(number).id for number in range(PEOPLE)]
    totals = {id: (draw.randrange(900, 1100) // step * step, draw.randint(1, 3)) for id in ids}
    whole = [
        {"contest_id": contest, "member_id": id, "team_id": "", "total": points, "attempts": attempts}
        for id, (points, attempts) in totals.items()
    ]
    exact, coarse = Counter(totals.values()), Counter(points // 32 for points, _ in totals.values())
    results = [("", points, attempts, members) for (points, attempts), members in exact.items()]
    results += [("*", points, 0, members) for points, members in coarse.items()]
    names = ("board", "points", "attempts", "members")
    board = sorted(ids, key=lambda id: (-totals[id][0], totals[id][1], id))
    with serving.services.database.writing() as connection:
        connection.execute(standing.insert(), whole)
        connection.execute(
            tally.insert(), [{"contest_id": contest, **dict(zip(names, row, strict=True))} for row in results]
        )
        for id in ids:
            found = near.around(connection, contest, id)
            order = [one.id for one in found]
            first = board.index(order[0])
            assert order == board[first : first + len(order)]
            assert [one.place for one in found] == [
                1 + sum(_is_better(totals, o, one.id) for o in ids) for one in found
            ]
            better = [other for other in order if _is_better(totals, other, id)]
            behind = [other for other in order if _is_better(totals, id, other)]
            assert len(behind) == min(SPAN, sum(_is_better(totals, id, other) for other in ids))
            sharing = exact[totals[id]]
            above = sum(_is_better(totals, other, id) for other in ids)
            assert len(better) == min(above, max(0, SPAN + 1 - sharing))


def _is_better(totals: dict[str, tuple[int, int]], one: str, other: str) -> bool:
    (points, attempts), (others, used) = totals[one], totals[other]
    return (-points, attempts) < (-others, used)
