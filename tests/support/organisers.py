"""An organiser without a server: what is asked for is there at once, what is ordered is kept to be looked at."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from game.team.client.address import Address
from game.team.client.errors import ContestError
from game.team.client.kinds import Watched
from game.team.client.organiser import Organiser
from game.team.contest import ContestState
from game.team.document import Clock
from game.team.organising import (
    Done,
    Found,
    Governed,
    Members,
    MemberSeen,
    Note,
    Notes,
    Overview,
    Runs,
    RunSeen,
    Teams,
    TeamSeen,
)
from game.team.rules import ContestRules
from tests.support.screens import HOSTILE, ended, parcel

THEN = 1_700_000_000
"""Long ago, so that moments are shown with their day, whatever day it is."""
TEAMS = (
    TeamSeen("t1", "灯笼队", 4, 4, 1, 1184), TeamSeen("t2", "Teapot", 5, 3, 2, 1007),
    TeamSeen("t3", HOSTILE, 3, 1),
)  # fmt: skip
MEMBERS = (
    MemberSeen("m1", "林小满", "灯笼队", "t1", "lead", False, False, THEN, 3, 0, 2410, 5),
    MemberSeen("m2", "Kai", "Teapot", "t2", "member", True, False, THEN, 2, 1, 1512, 2),
    MemberSeen("m3", HOSTILE, HOSTILE, "t3", "member", False, False, THEN, 1, 0, 301, 1),
    MemberSeen("m4", "", "Teapot", "t2", "member", True, True, THEN, 1, 0),
)


def run(number: int, name: str, team: str, status: Any, points: int | None, *flags: str, reason: str = "") -> RunSeen:
    """A run of the late parcel."""
    id = f"018f0000-0000-7000-8000-00000000000{number}"
    return RunSeen(id, f"m{number}", name, team, "late-parcel", 1, status, reason, flags, THEN, 214, points, points)


RUNS = (
    run(1, "Kai", "Teapot", "flagged", 940, "reading", "alike"),
    run(2, HOSTILE, HOSTILE, "late", 301, reason="closed"),
    run(3, "林小满", "灯笼队", "counted", 803),
    run(4, "", "Teapot", "void", 412),
)
NOTES = (
    Note(THEN, "admin", "freeze", "spring-cup", "", "open", "frozen", "最后十五分钟"),
    Note(THEN, "lead m1", "rename", "m2", "Kai", HOSTILE, "Kai", "rude"),
    Note(THEN, "member", "leave", "m4", "", "", "", ""),
)


class Pretended(Organiser):
    """Two contests, one of them in that state."""

    def __init__(self, state: ContestState = "frozen", now: int = THEN + 900) -> None:
        super().__init__(Address("http://127.0.0.1:8765", True), ("x" * 22,), "en")
        self.ordered: list[tuple[str, Any]] = []
        self.away = False
        """the server does not answer"""
        self.crowd = 0
        """members, more than come at once; 0: as many as there are"""
        head = Governed(
            "spring-cup", "春季杯 Spring Cup", state, state in ("frozen", "closed"),
            Clock(now, THEN, THEN + 600, THEN + 3600), "7K3M-2QXB", True, "http://192.168.1.5:8765",
            2 if state == "closed" else None, 3, 4, 3, 4, 2,
        )  # fmt: skip
        later = replace(head, slug="round-2", name="Round 2", state="planned", clock=Clock(THEN), members=0, flagged=0)
        self.heads = (later, head)

    def contests(self) -> tuple[Governed, ...]:
        self._answer()
        return self.heads

    def overview(self, slug: str) -> Overview:
        self._answer()
        head = next(head for head in self.heads if head.slug == slug)
        return Overview(head, ContestRules())

    def teams(self, slug: str, find: str = "", after: str = "", limit: int = 0) -> Teams:
        self._answer()
        found = tuple(one for one in TEAMS if find.casefold() in one.name.casefold())
        return Teams(len(found), found)

    def members(self, slug: str, find: str = "", after: str = "", limit: int = 0) -> Members:
        self._answer()
        found = tuple(one for one in MEMBERS if find.casefold() in f"{one.name} {one.team}".casefold())
        if self.crowd and after == "":
            return Members(self.crowd, found, "more")
        return Members(max(len(found), self.crowd), found[-1:] if self.crowd else found)

    def runs(
        self, slug: str, member: str = "", story: str = "", run: str = "", after: str = "", limit: int = 0
    ) -> Runs:
        self._answer()
        found = tuple(one for one in RUNS if member in ("", one.member))
        return Runs(len(found), found)

    def log(self, slug: str, after: str = "", limit: int = 0) -> Notes:
        self._answer()
        return Notes(len(NOTES), NOTES)

    def order(self, slug: str, action: str, order: Any) -> Done:
        self._answer()
        self.ordered.append((slug, order))
        return Done(action, slug, "before", "after")

    def found(self, like: str, wish: Found) -> Governed:
        self.ordered.append((like, wish))
        return replace(self.heads[0], name=wish.name)

    def watch(self, slug: str, run: str, catalogue: object, folder: Path) -> Watched:
        chat = ended("en")
        return Watched(chat, "counted", HOSTILE, 803, 803, (), lambda tag: parcel("zh" if tag == "zh-CN" else "en"))

    def _answer(self) -> None:
        if self.away:
            raise ContestError("nobody", address=self.address.url)
