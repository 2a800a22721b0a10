"""The process that finds the best score of each deal of a story. A story in, one line of JSON out.

Solving takes seconds and much memory, and a story may be too large for it: then this process dies, not the server.
"""

import json
from collections.abc import Mapping
from queue import SimpleQueue
from threading import Thread
from typing import Any

from game.analysis.apart import listen, step_back, streams
from game.story import Story


def main() -> None:
    """Answer the server that started this process."""
    step_back()
    orders, answers = streams()
    queue: SimpleQueue[Any] = SimpleQueue()
    Thread(target=listen, args=(orders, queue), daemon=True).start()
    answers.write(json.dumps(best_scores(queue.get())).encode() + b"\n")
    answers.flush()


def best_scores(story: Story) -> Mapping[str, int | None]:
    """Return the best score that each deal allows; None where the search was cut off."""
    return {variant.id: _best(story, variant.id) for variant in story.variants}


def _best(story: Story, variant: str) -> int | None:
    from game.analysis.explore import Budget, Space
    from game.analysis.successors import Successors
    from game.analysis.values import values_of

    space = Space(story, variant, Budget())
    if not space.closed:
        return None
    graph = Successors(space)
    return int(values_of(graph).best[graph.opening])


if __name__ == "__main__":
    main()
