"""The process that solves a deal while it is being played, and then reviews runs of it.

Orders come pickled through standard input, from the game alone: first the story and a run of the deal, then runs.
Answers go out as lines of JSON, `null` where there is no review. The process has nothing else in common with the game:
no terminal, no file. It ends when its input does, so it never outlives the game, however that ended.
"""

import json
import os
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread, Timer
from typing import Any, BinaryIO, Protocol

from game.analysis.apart import listen, step_back, streams
from game.analysis.memory import give_memory_back, keep_freed_memory
from game.analysis.review_data import review_to_data
from game.analysis.review_facts import Review
from game.engine import Run
from game.story import Story

LONGEST = 120.0
"""Seconds for solving; after these the process gives up, and the chat has no review."""


class Solver(Protocol):
    """A deal that is solved."""

    def review(self, run: Run) -> Review:
        """Look back at a finished run."""


Solve = Callable[[Story, Run], Solver]
"""Solves the deal of a run."""


def main() -> None:
    """Serve the game that started this process."""
    step_back()
    serve(*streams(), _solve)


def serve(orders: BinaryIO, answers: BinaryIO, solve: Solve, longest: float = LONGEST) -> None:
    """Solve what is ordered and answer until the input ends, which ends the process."""
    queue: SimpleQueue[Any] = SimpleQueue()
    Thread(target=listen, args=(orders, queue), daemon=True).start()
    solver = _solved(queue.get(), solve, longest)
    while True:
        answers.write(_answer(solver, queue.get()))
        answers.flush()


def _solved(deal: tuple[Story, Run], solve: Solve, longest: float) -> Solver | None:
    alarm = Timer(longest, os._exit, (1,))
    alarm.daemon = True
    alarm.start()
    keep_freed_memory()
    try:
        return solve(*deal)
    except Exception:  # a story too large, no memory, no NumPy: in each case there is no review, and the game says so
        return None
    finally:
        alarm.cancel()
        give_memory_back()


def _answer(solver: Solver | None, run: Run) -> bytes:
    try:
        data = review_to_data(solver.review(run)) if solver else None
    except Exception:  # as above
        data = None
    return json.dumps(data).encode() + b"\n"


def _solve(story: Story, run: Run) -> Solver:
    from game.analysis.review import Solved

    return Solved(story, run.deal.variant, stamina=run.stamina)


if __name__ == "__main__":
    main()
