"""Kills a playing program at random moments and counts: no acknowledged action may be missing afterwards.

    python benchmarks/kill9.py 200

A child plays real chats: it starts runs, acts, takes steps back, finishes, and prints every change once it has been
acknowledged. It is killed with SIGKILL at a random moment, while opening the file as well. Then the file is opened, and
each run must hold exactly what was acknowledged; only the one change that was under way may be there or not.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)] * (str(ROOT) not in sys.path)

from game.engine import Session  # noqa: E402
from game.saves import open_saves  # noqa: E402
from game.saves.recording import Recording  # noqa: E402
from game.saves.resume import resume  # noqa: E402
from tests.saves.samples import parcel  # noqa: E402

ACTIONS = ("look", "again", "look", "again", "look", "undo", "bye")
LONGEST_PLAY = 0.3
"""Seconds until the kill at most."""


@dataclass
class Tally:
    kills: int = 0
    acknowledged: int = 0
    under_way: int = 0
    missing: list[str] = field(default_factory=list)


def play(folder: Path, seed: int) -> None:
    """The child: plays for ever, and says what has been acknowledged."""
    dice = random.Random(seed)
    saves = open_saves(folder)
    assert saves.problems == (), saves.problems
    while True:
        recording = Recording.begin(saves, Session(parcel()), "en")
        _say("run", recording.run_id)
        for _ in range(dice.randrange(1, 60)):
            action = dice.choice(ACTIONS)
            if action == "undo":
                recording.undo()
            elif action in recording.session.view.actions:
                recording.act(action)
            _say("now", recording.run_id, *recording.session.actions)
            if recording.session.state.ended:
                break


def _say(*words: str) -> None:
    os.write(1, (" ".join(words) + "\n").encode())


def kill_once(folder: Path, seed: int, tally: Tally) -> None:
    """Let a child play, kill it, and compare the file with what it said."""
    dice = random.Random(seed)
    command = [sys.executable, __file__, "--play", str(folder), str(seed)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    assert child.stdout is not None
    said = b"" if dice.random() < 0.2 else child.stdout.readline()
    time.sleep(dice.uniform(0, LONGEST_PLAY))
    child.send_signal(signal.SIGKILL)
    said += child.stdout.read()
    child.wait()
    assert child.returncode == -signal.SIGKILL, "the child ended by itself"
    child.stdout.close()
    tally.kills += 1
    _compare(folder, _acknowledged(said.decode(), tally), tally)


def _acknowledged(said: str, tally: Tally) -> dict[str, list[str]]:
    """The actions of each run, as last acknowledged; a line that was cut off by the kill does not count."""
    runs: dict[str, list[str]] = {}
    for line in said.split("\n")[:-1]:
        kind, run, *actions = line.split(" ")
        runs[run] = actions
        tally.acknowledged += kind == "now"
    return runs


def _compare(folder: Path, acknowledged: dict[str, list[str]], tally: Tally) -> None:
    saves = open_saves(folder)
    if saves.problems:
        tally.missing.append(f"on opening: {saves.problems}")
    for place, (run, said) in enumerate(acknowledged.items(), 1):
        saved = saves.load(run)
        kept, is_last = list(saved.run.actions), place == len(acknowledged)
        one_on = kept[:-1] == said or kept == said[:-1]
        if kept != said and not (is_last and one_on):
            tally.missing.append(f"{run}: {said} became {kept}")
        if resume(parcel(), saved).notes or (saved.result is None) == resume(parcel(), saved).session.state.ended:
            tally.missing.append(f"{run}: does not resume as it stopped")
        tally.under_way += kept != said
    saves.close()


def main(kills: int) -> int:
    tally = Tally()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(kills):
            # A new file now and then, so that kills fall into its making, too.
            kill_once(Path(folder, str(number // 20)), number, tally)
    print(f"{tally.kills} kills in {time.monotonic() - started:.0f} s, {tally.acknowledged} acknowledged actions")
    print(f"{tally.under_way} kills fell between writing and acknowledging")
    print(f"missing or wrong: {len(tally.missing)}", *tally.missing, sep="\n  ")
    return 1 if tally.missing else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--play"]:
        play(Path(sys.argv[2]), int(sys.argv[3]))
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 200))
