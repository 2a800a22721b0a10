"""Several programs may use the saved data at once; killing one at any moment loses nothing that was acknowledged."""

import subprocess
import sys
from itertools import chain
from pathlib import Path

from benchmarks.kill9 import Tally, kill_once
from game.saves import Saves, open_saves
from tests.saves.samples import run_of

ROOT = Path(__file__).parents[2]


def test_different_runs_go_on_side_by_side(saves: Saves, tmp_path: Path) -> None:
    runs = [saves.start(run_of(), "en").id for _ in range(2)]
    acknowledged = _all_at_once(*(("append", tmp_path, run, 50) for run in runs))
    assert acknowledged == [[str(place) for place in range(50)]] * 2
    assert [len(saves.load(run).run.actions) for run in runs] == [50, 50]


def test_of_two_programs_on_one_run_each_place_has_one_winner(saves: Saves, tmp_path: Path) -> None:
    run = saves.start(run_of(), "en").id
    won = _all_at_once(("race", tmp_path, run, "left", 60), ("race", tmp_path, run, "right", 60))
    winners = {int(place): name for name, places in zip(("left", "right"), won, strict=True) for place in places}
    assert sum(map(len, won)) == 60
    assert [winners[place] for place in range(60)] == list(saves.load(run).run.actions)


def test_two_programs_may_make_the_file_at_the_same_time(tmp_path: Path) -> None:
    kept = _all_at_once(*(("start_at_once", tmp_path, 4),) * 2)
    assert {run.id for run in open_saves(tmp_path).history()} == set(chain(*kept))


def test_two_programs_may_mend_the_file_at_the_same_time(tmp_path: Path) -> None:
    (tmp_path / "steady.db").write_bytes(b"damaged" * 1000)
    kept = _all_at_once(*(("start_at_once", tmp_path, 4),) * 2)
    assert {run.id for run in open_saves(tmp_path).history()} == set(chain(*kept))
    assert len(list(tmp_path.glob("*damaged*"))) == 1


def test_no_acknowledged_action_is_lost_by_a_kill(tmp_path: Path) -> None:
    """A few kills; `benchmarks/kill9.py` does hundreds."""
    tally = Tally()
    for seed in range(3):
        kill_once(tmp_path, seed, tally)
    assert (tally.kills, tally.missing) == (3, [])
    assert tally.acknowledged > 0


def _all_at_once(*calls: tuple[object, ...]) -> list[list[str]]:
    """What each worker printed, word by word."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.saves.workers", *map(str, call)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for call in calls
    ]
    results = [(*worker.communicate(timeout=60), worker.returncode) for worker in started]
    assert [(errors, code) for _, errors, code in results] == [("", 0)] * len(calls)
    return [printed.split() for printed, _, _ in results]
