"""Work that is done for several at once when several wait for it: by one thread, with one wait for the disk."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

What = TypeVar("What")
Answer = TypeVar("Answer")

MOST = 64
"""Done at once, so that nobody waits long for others."""


class Line(Generic[What, Answer]):
    """A line in which tasks of one event loop wait: whoever has come by the time the last ones are served comes next.

    `serve` is called in a thread with what they ask, in the order they came, and returns as many answers. An answer
    that is an exception is raised, for that one alone; one that `serve` raises, for all it was handed.
    """

    def __init__(self, serve: Callable[[Sequence[What]], Sequence[Answer | Exception]]) -> None:
        self._serve = serve
        self._waiting: list[tuple[What, asyncio.Future[Answer]]] = []
        self._serving: asyncio.Task[None] | None = None

    async def ask(self, what: What) -> Answer:
        """Return the answer. It is worked out even if nobody waits for it any more."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((what, answer))
        if self._serving is None or self._serving.done():
            self._serving = asyncio.create_task(self._serve_all())
        return await answer

    async def _serve_all(self) -> None:
        while self._waiting:
            served, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            for (_, answer), found in zip(served, await self._answers([what for what, _ in served]), strict=True):
                if answer.done():  # whoever asked has hung up
                    continue
                if isinstance(found, Exception):
                    answer.set_exception(found)
                else:
                    answer.set_result(found)

    async def _answers(self, asked: Sequence[What]) -> Sequence[Answer | Exception]:
        try:
            return await asyncio.get_running_loop().run_in_executor(None, self._serve, asked)
        except Exception as error:
            return [error] * len(asked)
