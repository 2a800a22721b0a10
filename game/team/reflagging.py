"""Flags of exported runs worked out again: what should have asked people to look at a run, and nothing else.

A flag depends on the runs that were there when this one came in. Where an export does not tell whether one was
(organisers changed it since, somebody deleted theirs, both came in the same moment), a flag may be there or not.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest

from game.team import timing
from game.team.exported import RunLine
from game.team.rules import ContestRules

LOOKED_AT = ("counted", "flagged", "void")
"""Runs that were asked about: whatever was refused or late was not."""


@dataclass(frozen=True, slots=True)
class _Run:
    line_id: str
    member: str
    window: timing.Window
    done: bytes
    status: str
    told: frozenset[str]
    is_skimmed: bool

    @property
    def received(self) -> int:
        return self.window[1]


class Flags:
    """The runs of a contest, as far as flags depend on them."""

    def __init__(self, rules: ContestRules) -> None:
        self._rules = rules
        self._of_member: dict[str, list[_Run]] = defaultdict(list)
        self._done: dict[bytes, dict[str, int]] = defaultdict(dict)
        """when each member first did the very same, by what was done"""
        self._firsts: dict[bytes, list[tuple[int, str]]] = {}

    def take(self, line: RunLine, is_skimmed: bool) -> None:
        """Take a run in; `is_skimmed`: it was read faster than people read."""
        window = (line.issued_at, line.received_at, line.times_ms[-1] if line.times_ms else 0)
        done = hashlib.sha256("\x1f".join((line.digest, line.variant, *line.actions)).encode()).digest()
        run = _Run(line.id, line.member, window, done, line.status, frozenset(line.flags), is_skimmed)
        self._of_member[line.member].append(run)
        whose = self._done[done]
        whose[line.member] = min(run.received, whose.get(line.member, run.received))

    def differences(self, restored: set[str], *, some_deleted: bool) -> Iterator[tuple[str, str, str]]:
        """Yield each run whose flags are not what they should be: its id, what is told, what was found.

        `restored` are the runs that an organiser let count; `some_deleted`: somebody left and took their runs along.
        """
        for runs in self._of_member.values():
            for run in runs:
                if run.status not in LOOKED_AT or run.line_id in restored:
                    continue
                sure, possible = self._found(run, restored, some_deleted)
                is_said = run.status == "void" or (run.status == "flagged") == bool(run.told)
                if not sure <= run.told <= possible or not is_said:
                    yield run.line_id, _words(run.told), _words(sure | (run.told & possible))

    def _found(self, run: _Run, restored: set[str], some_deleted: bool) -> tuple[set[str], set[str]]:
        """The flags that a run must have, and those that it may have."""
        mine = [one for one in self._of_member[run.member] if one is not run and one.status != "refused"]
        others = self._first_of_others(run)
        before = [one for one in mine if one.received < run.received and one.line_id not in restored]
        by_then = [one for one in mine if one.received <= run.received]
        found = {
            "reading": (run.is_skimmed, run.is_skimmed),
            "overlap": (self._overlaps(run, before), self._overlaps(run, by_then)),
            "alike": (
                others is not None and others < run.received,
                some_deleted or (others is not None and others <= run.received),
            ),
        }
        sure, possible = ({flag for flag, known in found.items() if known[number]} for number in (0, 1))
        return sure, possible

    def _first_of_others(self, run: _Run) -> int | None:
        """When somebody else first did the same as a run; None: nobody did. Thousands may have: only two are kept."""
        if run.done not in self._firsts:
            self._firsts[run.done] = nsmallest(2, ((at, member) for member, at in self._done[run.done].items()))
        return next((at for at, member in self._firsts[run.done] if member != run.member), None)

    def _overlaps(self, run: _Run, others: Iterable[_Run]) -> bool:
        return timing.is_overlapping(run.window, (other.window for other in others), self._rules)


def _words(flags: Iterable[str]) -> str:
    return ", ".join(sorted(flags)) or "–"
