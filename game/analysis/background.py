"""A deal solved beside the game, in a process of low priority, so that the review is there when the chat ends."""

import json
import weakref
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import IO, Protocol

from game.analysis.apart import Process, ended, module_command, send, started
from game.analysis.review_data import review_from_data
from game.analysis.review_facts import Review
from game.engine import Run
from game.story import Story

WORKER = module_command("game.analysis.worker")
_Order = tuple[Run, "Future[Review]"] | None


class NoReviewError(Exception):
    """A run could not be reviewed: the story is too large, or something the solver needs is missing."""


class DealSolver(Protocol):
    """Thinks about one deal beside the game."""

    def review(self, run: Run) -> "Future[Review]":
        """Ask for the review of a finished run of the deal. The future fails with NoReviewError where there is none."""

    def close(self) -> None:
        """Stop, whatever it is doing; what was asked and not answered fails."""


class BackgroundSolver:
    """Solves the deal of a run in a process of its own and reviews runs of that deal.

    Starting and closing take a moment. The process ends with `close`, with this value or with the game.
    """

    def __init__(self, story: Story, run: Run, command: Sequence[str] = WORKER) -> None:
        self._orders: SimpleQueue[_Order] = SimpleQueue()
        process = started(command)
        self.pid = process.pid if process else None
        """Id of the process; None where none could be started."""
        Thread(target=_serve, args=(process, (story, run), self._orders), daemon=True).start()
        self._end = weakref.finalize(self, _end, process, self._orders)

    def review(self, run: Run) -> "Future[Review]":
        """Ask for the review of a finished run of the deal. The future fails with NoReviewError where there is none."""
        future: Future[Review] = Future()
        self._orders.put((run, future))
        return future

    def close(self) -> None:
        """End the process, whatever it is doing; what was asked and not answered fails."""
        self._end()


def come(asked: "Future[Review] | None") -> Review | None:
    """Return the review that was asked for, where it has come."""
    return asked.result() if asked and asked.done() and not asked.cancelled() and not asked.exception() else None


def review_once(story: Story, run: Run, command: Sequence[str] = WORKER) -> Review | None:
    """Solve the deal of a finished run and review it, which may take seconds. None where there is no review."""
    solver = BackgroundSolver(story, run, command)
    try:
        return solver.review(run).result()
    except NoReviewError:
        return None
    finally:
        solver.close()


def _serve(process: Process | None, deal: tuple[Story, Run], orders: SimpleQueue[_Order]) -> None:
    """Carry orders to the process and answers back, until the end is ordered. Waits in a thread; knows no solver."""
    pipes = (process.stdin, process.stdout) if process else (None, None)
    send(pipes[0], deal)
    for order in iter(orders.get, None):
        run, future = order
        if not future.set_running_or_notify_cancel():
            continue
        send(pipes[0], run)
        _settle(future, _read(pipes[1]))
    for pipe in filter(None, pipes):
        with suppress(OSError):
            pipe.close()


def _read(pipe: IO[bytes] | None) -> Review | None:
    with suppress(OSError, ValueError, KeyError, TypeError):
        data = json.loads(pipe.readline()) if pipe else None
        return review_from_data(data) if data else None
    return None


def _settle(future: "Future[Review]", review: Review | None) -> None:
    if review:
        future.set_result(review)
    else:
        future.set_exception(NoReviewError())


def _end(process: Process | None, orders: SimpleQueue[_Order]) -> None:
    ended(process)
    orders.put(None)
