"""The process that reads stories from anywhere. A path or a text in, one line of JSON out."""

import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

from game.analysis.apart import listen, step_back, streams
from game.team.stories import StoryProblemsError, story_of, text_of


def main() -> None:
    """Answer whoever started this process, until its input ends."""
    step_back()
    orders, answers = streams()
    queue: SimpleQueue[Any] = SimpleQueue()
    Thread(target=listen, args=(orders, queue), daemon=True).start()
    while True:
        answers.write(json.dumps(answer(queue.get())).encode() + b"\n")
        answers.flush()


def answer(order: Path | str) -> dict[str, Any]:
    """Return what a story's text is, or nothing where it has mistakes; of a text, whether it can be read."""
    if isinstance(order, str):
        with suppress(ValueError):
            story_of(order)
            return {"readable": True}
        return {}
    with suppress(StoryProblemsError, OSError, ValueError):
        return asdict(text_of(order))
    return {}


if __name__ == "__main__":
    main()
