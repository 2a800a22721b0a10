"""Programs for tests that need one of their own: run as `python -m tests.saves.workers NAME FOLDER …`."""

import sys
from collections.abc import Callable
from pathlib import Path

from game.saves import RunMovedOnError, SavesError, open_saves
from tests.saves.samples import run_of


def append(folder: str, run: str, count: str) -> None:
    """Adds actions to a run and prints each place that was acknowledged."""
    saves = open_saves(Path(folder))
    for place in range(int(count)):
        saves.append(run, place, f"look-{place}")
        print(place)


def race(folder: str, run: str, name: str, count: str) -> None:
    """Adds actions to a run to which others add as well; prints the places that it won."""
    saves = open_saves(Path(folder))
    while (place := len(saves.load(run).run.actions)) < int(count):
        try:
            saves.append(run, place, name)
        except RunMovedOnError:
            continue
        print(place)


def start_at_once(folder: str, count: str) -> None:
    """Opens the file, whatever state it is in, again and again, and keeps a run each time."""
    for _ in range(int(count)):
        saves = open_saves(Path(folder))
        print(saves.start(run_of("look"), "en").id if saves.kept else [problem.code for problem in saves.problems])
        saves.close()


def fill_up(folder: str, limit: str) -> None:
    """Writes until files may grow no more, prints how many actions were acknowledged and what the refusal was."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
    saves = open_saves(Path(folder))
    if not saves.kept:
        print(*(problem.code for problem in saves.problems))
        return
    run = saves.start(run_of(), "en").id
    place = 0
    try:
        while True:
            saves.append(run, place, "x" * 100)
            place += 1
    except SavesError as error:
        print(run, place, error.problem.code)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    saves.append(run, place, "look")


if __name__ == "__main__":
    WORKERS: dict[str, Callable[..., None]] = {
        "append": append,
        "race": race,
        "start_at_once": start_at_once,
        "fill_up": fill_up,
    }
    WORKERS[sys.argv[1]](*sys.argv[2:])
