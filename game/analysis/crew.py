"""Deals solved side by side: those of several stories, in as many processes as there are processors, this one too."""

import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import active_children, get_context
from threading import Thread

from game.analysis.deal import DealFacts, solve_deal
from game.analysis.explore import Budget
from game.analysis.facts import DealSize
from game.analysis.fields import TooWideError
from game.analysis.memory import give_memory_back, keep_freed_memory
from game.story import Story

WORTH_A_PROCESS = 0.5
"""Seconds of work on one story after which what is left gets processes of its own."""
Job = tuple[int, str]
"""A story, by its place among those to be solved, and one of its variants."""
Todo = deque[Job]
Solved = dict[Job, Future[DealFacts]]
Solve = Callable[[Job], DealFacts]
_stories: list[Story] = []
"""In a process of its own: what is to be solved there. Sent once, so that what is worked out of a story is kept."""


def solved_deals(stories: Sequence[Story], budget: Budget, workers: int) -> Iterator[list[DealFacts]]:
    """The deals of each story, in order. Of several stories, or beyond half a second, `workers` deals at a time."""
    todo = deque((place, variant.id) for place, story in enumerate(stories) for variant in story.variants)
    alone = WORTH_A_PROCESS if len(stories) == 1 else 0.0
    keep_freed_memory()
    solved = _one_by_one(stories, todo, budget, workers, alone)
    for story in stories:
        yield [next(solved) for _ in story.variants]
    give_memory_back()


def _one_by_one(
    stories: Sequence[Story], todo: Todo, budget: Budget, workers: int, alone: float
) -> Iterator[DealFacts]:
    began = time.monotonic()
    while todo:
        if workers > 1 and len(todo) > 1 and time.monotonic() - began >= alone:
            yield from _side_by_side(stories, todo, budget, workers)
            return
        yield _solve_here(stories, budget, todo.popleft())


def _side_by_side(stories: Sequence[Story], todo: Todo, budget: Budget, workers: int) -> Iterator[DealFacts]:
    """Whoever is free takes the next deal: helpers, each led by a thread, and this process while it would only wait."""
    solved = {job: Future[DealFacts]() for job in todo}
    helpers = min(workers, len(todo)) - 1
    with ProcessPoolExecutor(helpers, get_context("spawn"), _begin, (list(stories),)) as pool:
        try:
            for _ in range(helpers):
                there = partial(_solve_there, pool, budget)
                Thread(target=_work_off, args=(todo, solved, there), daemon=True).start()
            for future in solved.values():
                while not future.done() and _take_one(todo, solved, partial(_solve_here, stories, budget)):
                    pass
                yield future.result()
        except BaseException:  # the pool would wait for what nobody wants any more
            todo.clear()
            for helper in active_children():
                helper.terminate()
            raise


def _work_off(todo: Todo, solved: Solved, solve: Solve) -> None:
    while _take_one(todo, solved, solve):
        pass


def _take_one(todo: Todo, solved: Solved, solve: Solve) -> bool:
    """Solve what comes next; False where nothing is left."""
    try:
        job = todo.popleft()
    except IndexError:
        return False
    try:
        solved[job].set_result(solve(job))
    except Exception as error:
        solved[job].set_exception(error)
    return True


def _solve_here(stories: Sequence[Story], budget: Budget, job: Job) -> DealFacts:
    place, variant = job
    return _solve(stories[place], variant, budget)


def _solve_there(pool: Executor, budget: Budget, job: Job) -> DealFacts:
    return pool.submit(_solve_sent, budget, job).result()


def _solve_sent(budget: Budget, job: Job) -> DealFacts:
    return _solve_here(_stories, budget, job)


def _solve(story: Story, variant: str, budget: Budget) -> DealFacts:
    try:
        return solve_deal(story, variant, budget)
    except TooWideError:
        return DealFacts(DealSize(variant, 0, 0, 0.0, closed=False), {})


def _begin(stories: list[Story]) -> None:
    """Makes a process ready. Ctrl-C is for the command that began all this; it ends its helpers."""
    keep_freed_memory()
    _stories[:] = stories
    signal.signal(signal.SIGINT, signal.SIG_IGN)
