"""One server to an SQLite file: rate limits stand in its memory, and two would make two contests of one name."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class ServedAlreadyError(Exception):
    """Another server has the database."""


@contextmanager
def alone(database: Path | None) -> Iterator[None]:
    """Hold a database file as its only server; nothing to hold for None. Raises ServedAlreadyError, OSError.

    The system lets go of it when this process ends, however that happens.
    """
    if database is None:
        yield
        return
    held = os.open(database.with_name(f"{database.name}.serving"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        _hold(held)
        yield
    finally:
        os.close(held)


def _hold(file: int) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise ServedAlreadyError from error
