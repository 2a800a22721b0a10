"""A folder for each member: what they keep, on this computer instead of their own. Nobody else may look into it."""

import os
import shutil
import time
from collections.abc import Callable, Set
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from game.saves import Saves, open_saves
from game.saves.contests import Contests, JoinedContest
from game.saves.ids import new_id
from game.team.names import read_id


@dataclass(frozen=True, slots=True)
class Guest:
    """A member who plays in a browser."""

    member: str
    token: str = field(repr=False)
    name: str
    team: str
    language: str
    slug: str
    contest: str
    """what it is called"""


class Rooms:
    """The folders of those who play in a browser."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        """`clock` tells seconds since the epoch."""
        self._folder, self._clock = folder, clock

    def of(self, member: str) -> Path:
        """Return a member's folder, made if absent. Raises NameProblem for what is no id, OSError.

        Its name is an id that this server gave, so nothing that somebody typed becomes part of a path.
        """
        room = self._folder / read_id(member)
        for folder in (self._folder, room):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix":
            room.chmod(0o700)
        return room

    def prepare(self, guest: Guest, address: str) -> Path:
        """Return a member's folder, in which the contest is joined already. Raises SavesError, OSError."""
        room = self.of(guest.member)
        with closing(open_saves(room)) as saves:
            store = Contests(saves.database)
            known = next((kept for kept in store.joined() if kept.member == guest.member), None)
            if known is None:
                self._settle(saves, store, guest, address)
            elif (known.address, known.token) != (address, guest.token):
                store.reach(known.id, address, guest.token)
        return room

    def _settle(self, saves: Saves, store: Contests, guest: Guest, address: str) -> None:
        now = self._clock()
        said = (guest.slug, guest.contest, "", guest.token, guest.name, guest.team)
        store.add(JoinedContest(new_id(now), guest.member, address, *said, now))
        if guest.language:
            saves.set_setting("language", guest.language)
        saves.set_setting("player", guest.name)

    def members(self) -> frozenset[str]:
        """Return who has a folder."""
        with suppress(OSError):
            return frozenset(entry.name for entry in os.scandir(self._folder) if entry.is_dir(follow_symlinks=False))
        return frozenset()

    def clear(self, gone: Set[str]) -> None:
        """Remove the folders of members who are no more."""
        for member in gone & self.members():
            shutil.rmtree(self._folder / member, ignore_errors=True)
