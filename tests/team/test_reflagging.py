"""Flags follow from the runs that were there before; where an export cannot tell, either is right."""

import pytest

from game.saves.ids import new_id
from game.team.exported import RunLine
from game.team.reflagging import Flags
from game.team.rules import ContestRules

FIRST, SECOND = new_id(1.0), new_id(2.0)


def line(id: str, member: str, received: int, actions: tuple[str, ...], *flags: str) -> RunLine:
    """A run that took a minute."""
    return RunLine(
        id, member, "t", "story", "0" * 16, 1, "default", 0, actions, (60_000,) * len(actions), 1, 0, received,
        "flagged" if flags else "counted", "", flags, 500, 500, 1000, "end", "good", 50, 0, 0,
    )  # fmt: skip


def differs(*lines: RunLine, restored: frozenset[str] = frozenset(), some_deleted: bool = False) -> set[str]:
    flags = Flags(ContestRules())
    for one in lines:
        flags.take(one, is_skimmed=False)
    return {id for id, *_ in flags.differences(set(restored), some_deleted=some_deleted)}


@pytest.mark.parametrize(("member", "flag"), [("kai", "alike"), ("mei", "overlap")])
def test_a_flag_is_wanted_of_the_run_that_came_second_alone(member: str, flag: str) -> None:
    first, plain = line(FIRST, "mei", 61_000, ("a",)), ("a",) if flag == "alike" else ("b",)
    second, hidden = line(SECOND, member, 62_000, plain, flag), line(SECOND, member, 62_000, plain)
    assert differs(first, second) == set()
    assert differs(first, hidden) == {SECOND}
    assert differs(line(FIRST, "mei", 61_000, ("a",), flag), second) == {FIRST}
    assert differs(line(FIRST, "mei", 62_000, ("a",)), hidden) == set(), "in the same moment, either was first"


def test_what_organisers_changed_and_what_was_deleted_is_left_open() -> None:
    second = line(SECOND, "mei", 62_000, ("b",), "overlap"), line(SECOND, "mei", 62_000, ("b",))
    for told in second:
        assert differs(line(FIRST, "mei", 61_000, ("a",)), told, restored=frozenset((FIRST,))) == set()
        assert differs(line(FIRST, "mei", 61_000, ("a",)), told, restored=frozenset((FIRST, SECOND))) == set()
    alone = line(SECOND, "mei", 62_000, ("b",), "alike")
    assert (differs(alone), differs(alone, some_deleted=True)) == ({SECOND}, set())
