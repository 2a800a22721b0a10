"""What can go wrong with saved data, as values: a code and its words, told in either language.

SavesError
├── RunMovedOnError     another terminal went on with the run
├── RunFinishedError    the run has ended; fork it
├── RunMissingError     no such run
└── BadRunError         the data of a run is not what it should be
"""

import errno
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

_CODES: Final = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "denied",
    sqlite3.SQLITE_AUTH: "denied",
    sqlite3.SQLITE_CANTOPEN: "denied",
    sqlite3.SQLITE_IOERR: "disk",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_CORRUPT: "damaged_now",
    sqlite3.SQLITE_NOTADB: "damaged_now",
}
_ERRNO_CODES: Final = {
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "read_only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.ENOTDIR: "no_folder",
    errno.EEXIST: "no_folder",
    errno.EISDIR: "no_folder",
}
_PRIMARY = 0xFF
"""The low byte of SQLite's extended result code names the kind of error."""


class Translator(Protocol):
    """Looks a message up by its key and fills in the words."""

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the message of that key with `values` filled in."""
        ...


@dataclass(frozen=True, slots=True)
class SavesProblem:
    """Something that is wrong with saved data: its code and the words of its sentence."""

    code: str
    """The key within `saves.problem` of the message catalogue."""
    values: tuple[tuple[str, str | int], ...] = ()

    @property
    def key(self) -> str:
        """The key of the sentence that says what, where and what to do."""
        return f"saves.problem.{self.code}"

    def sentence(self, t: Translator) -> str:
        """Return what is wrong and what to do about it."""
        return t(self.key, **dict(self.values))


def problem(code: str, **values: str | int) -> SavesProblem:
    """Return the problem of that code with the words of its sentence."""
    return SavesProblem(code, tuple(values.items()))


class SavesError(Exception):
    """Something that could not be kept or read. What was kept before stands untouched."""

    def __init__(self, problem: SavesProblem) -> None:
        super().__init__(problem.code, dict(problem.values))
        self.problem = problem


class RunMovedOnError(SavesError):
    """Another terminal added to the run or took steps back. Nothing was written; fork the run or load it again."""


class RunFinishedError(SavesError):
    """The run has ended and does not change any more. Fork it to try something else."""


class RunMissingError(SavesError):
    """There is no run of that id."""


class BadRunError(SavesError):
    """The data of a run is not what it should be; the problem says where."""


def problem_of(error: sqlite3.Error | OSError, place: Path) -> SavesProblem:
    """Return the problem that an error of the database or the system stands for; `place` is the file it is about."""
    if isinstance(error, OSError):
        code = _ERRNO_CODES.get(error.errno or 0, "disk")
    else:
        code = _CODES.get((getattr(error, "sqlite_errorcode", None) or 0) & _PRIMARY, "failed")
    if code == "failed":
        return problem(code, path=str(place), detail=str(error))
    return problem(code, path=str(place))
