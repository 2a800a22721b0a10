"""The process that solves a whole story while its writer goes on writing. One story in, one line of JSON out.

The line is the Analysis, `null` where there is none. It ends when it has answered, or when its input does.
"""

import json
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

from game.analysis.apart import listen, step_back, streams
from game.analysis.facts import Analysis
from game.lab.codec import to_json
from game.story import Story


def main() -> None:
    """Serve the preview that started this process."""
    step_back()
    answer(*streams(), _solve)


def answer(orders: BinaryIO, answers: BinaryIO, solve: Callable[[Story], Analysis]) -> None:
    """Solve the story that is ordered and write what was found."""
    queue: SimpleQueue[Any] = SimpleQueue()
    Thread(target=listen, args=(orders, queue), daemon=True).start()
    try:
        data = to_json(solve(queue.get()))
    except Exception:  # a story too large, no memory, no NumPy: there is no analysis, and the preview says so
        data = None
    answers.write(json.dumps(data).encode() + b"\n")
    answers.flush()


def _solve(story: Story) -> Analysis:
    from game.analysis.solve import solve

    return solve(story)


if __name__ == "__main__":
    main()
