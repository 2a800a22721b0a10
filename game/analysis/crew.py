"""Deals solved side by side: all those of several stories, in as many processes as there are processors."""

import signal
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import active_children, get_context

from game.analysis.deal import DealFacts, solve_deal
from game.analysis.explore import Budget
from game.analysis.facts import DealSize
from game.analysis.fields import TooWideError
from game.story import Story

WORTH_A_PROCESS = 0.5
"""Seconds of work on one story after which what is left gets processes of its own."""
Job = tuple[int, str]
"""A story, by its place among those to be solved, and one of its variants."""
_stories: list[Story] = []
"""In a process of its own: what is to be solved there. Sent once, so that what is worked out of a story is kept."""


def solved_deals(stories: Sequence[Story], budget: Budget, workers: int) -> Iterator[list[DealFacts]]:
    """The deals of each story, in order. Of several stories, or beyond half a second, `workers` deals at a time."""
    todo = [(place, variant.id) for place, story in enumerate(stories) for variant in story.variants]
    alone = WORTH_A_PROCESS if len(stories) == 1 else 0.0
    solved = _one_by_one(stories, todo, budget, workers, alone)
    for story in stories:
        yield [next(solved) for _ in story.variants]


def _one_by_one(
    stories: Sequence[Story], todo: list[Job], budget: Budget, workers: int, alone: float
) -> Iterator[DealFacts]:
    began = time.monotonic()
    while todo:
        if workers > 1 and len(todo) > 1 and time.monotonic() - began >= alone:
            yield from _side_by_side(stories, todo, budget, workers)
            return
        place, variant = todo.pop(0)
        yield _solve(stories[place], variant, budget)


def _side_by_side(stories: Sequence[Story], todo: list[Job], budget: Budget, workers: int) -> Iterator[DealFacts]:
    with ProcessPoolExecutor(min(workers, len(todo)), get_context("spawn"), _begin, (list(stories),)) as pool:
        try:
            futures: list[Future[DealFacts]] = [pool.submit(_solve_there, job, budget) for job in todo]
            for future in futures:
                yield future.result()
        except BaseException:  # the pool would wait for what nobody wants any more
            for helper in active_children():
                helper.terminate()
            raise


def _solve_there(job: Job, budget: Budget) -> DealFacts:
    place, variant = job
    return _solve(_stories[place], variant, budget)


def _solve(story: Story, variant: str, budget: Budget) -> DealFacts:
    try:
        return solve_deal(story, variant, budget)
    except TooWideError:
        return DealFacts(DealSize(variant, 0, 0, 0.0, closed=False), {})


def _begin(stories: list[Story]) -> None:
    """Makes a process ready. Ctrl-C is for the command that began all this; it ends its helpers."""
    _stories[:] = stories
    signal.signal(signal.SIGINT, signal.SIG_IGN)
