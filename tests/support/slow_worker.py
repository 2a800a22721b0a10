"""Worker processes for tests: `python slow_worker.py KIND`; see the kinds below."""

import os
import sys
import time

from game.analysis import worker
from game.analysis.review_facts import Review
from game.engine import Run
from game.story import Story
from tests.support.reviews import Tried


class Crashing:
    """Dies when it is asked."""

    def review(self, run: Run) -> Review:
        os._exit(3)


def tried(story: Story, run: Run) -> Tried:
    """Does its work."""
    return Tried(story, run.deal.variant)


def busy(story: Story, run: Run) -> Tried:
    """Solves for longer than any test takes, and would not notice anything by itself."""
    end = time.monotonic() + 600
    while time.monotonic() < end:
        pass
    return tried(story, run)


def too_large(story: Story, run: Run) -> Tried:
    """Finds no room."""
    raise MemoryError


def talkative(story: Story, run: Run) -> Tried:
    """Prints while it thinks."""
    print("thinking")
    return tried(story, run)


KINDS: dict[str, worker.Solve] = {
    "tried": tried,
    "busy": busy,
    "large": too_large,
    "talks": talkative,
    "crashes": lambda story, run: Crashing(),
}

if __name__ == "__main__":
    kind, longest = sys.argv[1], float(sys.argv[2])
    orders, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    worker.serve(orders, answers, KINDS[kind], longest)
