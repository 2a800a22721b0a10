"""A process of our own beside the game: away from its terminal, of low priority, and gone when the game is.

Orders go in pickled, through standard input; that comes from the game alone. The first half is for the game, the second
for the process.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, BinaryIO

NICENESS = 10
"""How far the process steps back behind the game (POSIX; 19 is the most). On Windows the game asks for it."""
MOST_MEMORY = 3 * 1024**3
"""Bytes that the process may ask for, where the system can hold it to that."""
_PACKAGES = Path(__file__).parents[2]
_GONE = 1.0
"""Seconds that a killed process is waited for at most."""

Process = subprocess.Popen[bytes]


def module_command(module: str) -> tuple[str, ...]:
    """Return the command that runs a module. `-P`: what lies in the folder of the game's start is not imported."""
    return (sys.executable, "-P", "-m", module)


def started(command: Sequence[str]) -> Process | None:
    """Start a process apart from the game's terminal; None where the system has no room for one."""
    path = os.pathsep.join(filter(None, (str(_PACKAGES), os.environ.get("PYTHONPATH"))))
    one_thread = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL")}
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **one_thread, "PYTHONPATH": path},
            start_new_session=True,
            creationflags=_quiet_on_windows(),
        )
    except OSError:
        return None


def send(pipe: IO[bytes] | None, value: object) -> None:
    """Send an order. A process that has ended is noticed when its answer is read."""
    with suppress(OSError, ValueError):
        if pipe:
            pickle.dump(value, pipe)
            pipe.flush()


def ended(process: Process | None) -> None:
    """End the process, whatever it is doing."""
    if process:
        process.kill()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GONE)


def _quiet_on_windows() -> int:
    """No window, low priority."""
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return 0


# In the process


def streams() -> tuple[BinaryIO, BinaryIO]:
    """Return where orders come from and answers go to; whatever anybody prints from now on is no answer."""
    orders, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    return orders, answers


def step_back() -> None:
    """Leave processor and memory to the game, as far as the system knows how."""
    with suppress(AttributeError, OSError):
        os.nice(NICENESS)
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def listen(orders: BinaryIO, queue: "SimpleQueue[Any]") -> None:
    """Take orders, in a thread of its own, so that the end of the input ends the process in the middle of its work."""
    with suppress(EOFError, OSError, pickle.UnpicklingError):
        while True:
            queue.put(pickle.load(orders))
    os._exit(0)
