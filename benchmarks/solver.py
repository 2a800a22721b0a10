"""How fast stories are solved, beside the slow solver of the tests on the same machine.

    python benchmarks/solver.py [--quick]           without the slow solver and the shipped stories

Every figure comes from a process of its own, the best of three, and from searches that closed. Goals: 10 million
transitions a second on the largest story and ten times those of the slow solver on the small one; under 4 GiB; a story
of 65 thousand states solved in 0.8 s, start of the process included; the shipped stories checked in 10 s, and in 0.5 s
when nothing has changed; a review within 0.5 s of the chat's end.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from grown_stories import LARGE, MIDDLE, SMALL, grown  # noqa: E402

from game.engine import Deal, Session  # noqa: E402
from game.format.read import read_story  # noqa: E402

STORIES = ("picky-returner", "angry-buyer", "hesitant-shopper")
SIZES = {"small": SMALL, "middle": MIDDLE, "large": LARGE}
ROUNDS = 3
MIB = 1024
"""`ru_maxrss` is told in KiB."""
Figures = dict[str, Any]


# Parts: each runs in a process of its own and prints its figures.


def explored(size: str) -> Figures:
    """Every state of a grown story found."""
    from game.analysis.explore import Space

    story = grown(SIZES[size])
    began = time.perf_counter()
    space = Space(story, story.variants[0].id)
    seconds = time.perf_counter() - began
    assert space.closed
    return {"states": space.states, "transitions": space.transitions, "seconds": seconds}


def solved(size: str) -> Figures:
    """Every question about a grown story answered."""
    from game.analysis.solve import solve

    began = time.perf_counter()
    analysis = solve(grown(SIZES[size]))
    assert analysis.closed
    return {"states": analysis.states, "transitions": analysis.transitions, "seconds": time.perf_counter() - began}


def solved_slowly(size: str) -> Figures:
    """The same states found by the engine's own steps. It forgets nothing, so it meets more of them."""
    from tests.support.reference_solver import Reference

    began = time.perf_counter()
    deal = Reference(grown(SIZES[size]), most=1_000_000)
    seconds = time.perf_counter() - began
    return {"states": len(deal.moves), "transitions": deal.transitions, "seconds": seconds}


def reviewed(name: str) -> Figures:
    """A chat of random replies: how long its deal takes to be solved beside it, and then a review."""
    from game.analysis.background import BackgroundSolver

    story = read_story(ROOT / "stories" / name).story
    assert story is not None
    session = Session(story, Deal(story.variants[0].id))
    solver = BackgroundSolver(story, session.run)
    dice = random.Random(1)
    while not session.state.ended:
        session.act(dice.choice(session.view.replies))
    times = []
    for _ in range(3):
        began = time.perf_counter()
        solver.review(session.run).result()
        times.append(time.perf_counter() - began)
    solver.close()
    return {"solving": times[0], "seconds": max(times[1:])}


PARTS: dict[str, Callable[[str], Figures]] = {
    part.__name__: part for part in (explored, solved, solved_slowly, reviewed)
}


def best(part: str, about: str) -> Figures:
    """The figures of the quickest of some rounds: what else the machine does only ever slows one down."""
    rounds = [apart(part, about) for _ in range(ROUNDS)]
    fastest = min(rounds, key=lambda figures: figures["seconds"])
    return {**fastest, "process": min(figures["process"] for figures in rounds)}


def apart(part: str, about: str) -> Figures:
    """The figures of a part, with the wall time and the peak memory of its process."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, __file__, "--part", part, about], check=True, stdout=subprocess.PIPE, text=True
    )
    return {**json.loads(done.stdout), "process": time.perf_counter() - began}


def checked(saves: str) -> float:
    """How long `steady check` takes for the shipped stories."""
    command = [sys.executable, "-m", "game", "--saves", saves, "check", *(f"stories/{name}" for name in STORIES)]
    began = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    seconds = time.perf_counter() - began
    assert done.returncode in (0, 1), done.stdout
    return seconds


def told(figures: Figures) -> str:
    rate = figures["transitions"] / figures["seconds"]
    return (
        f"{figures['states']:>10,} states {figures['transitions']:>11,} transitions {figures['seconds']:7.2f} s"
        f" {rate / 1e6:7.2f} million/s {figures['memory']:6,.0f} MiB  process {figures['process']:6.2f} s"
    )


def measure_grown(quick: bool) -> None:
    for size in SIZES:
        print(f"explore {size:7}{told(best('explored', size))}")
    for size in SIZES:
        print(f"solve   {size:7}{told(best('solved', size))}")
    if not quick:
        slow, fast = apart("solved_slowly", "small"), best("explored", "small")
        ratio = slow["seconds"] / slow["transitions"] * fast["transitions"] / fast["seconds"]
        print(
            f"slowly  small  {told(slow)}\n{'':15}the fast solver makes {ratio:.0f} times as many transitions a second"
        )


def measure_shipped() -> None:
    with tempfile.TemporaryDirectory() as saves:
        cold = checked(saves)
        print(f"check the shipped stories: cold {cold:.1f} s, warm {min(checked(saves) for _ in range(3)):.2f} s")
    for name in STORIES:
        figures = apart("reviewed", name)
        print(f"review {name:17} solved {figures['solving']:5.1f} s beside the chat, then {figures['seconds']:.3f} s")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="without the slow solver and the shipped stories")
    parser.add_argument("--part", nargs=2, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.part:
        part, about = args.part
        figures = PARTS[part](about)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
        print(json.dumps({**figures, "memory": memory}))
        return
    measure_grown(args.quick)
    if not args.quick:
        measure_shipped()


if __name__ == "__main__":
    main()
