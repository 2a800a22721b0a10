"""Work that may take seconds, such as asking a server: done beside the app, which never waits for it."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")


async def away(work: Callable[[], T]) -> T:
    """Do `work` in a thread of its own and return what it returns, or raise what it raises.

    Unlike a thread of the pool, this one keeps nobody from leaving the game: a server that is silent would otherwise
    hold the terminal until its time is up. Whoever no longer awaits the answer is not disturbed by it.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()

    def give(result: T | None, error: BaseException | None) -> None:
        if answer.done():  # nobody waits any more
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(result)  # type: ignore[arg-type]  # None only where T is

    def run() -> None:
        result, error = None, None
        try:
            result = work()
        except BaseException as raised:  # handed on to whoever awaits it
            error = raised
        with suppress(RuntimeError):  # the app has ended
            loop.call_soon_threadsafe(give, result, error)

    threading.Thread(target=run, name="errand", daemon=True).start()
    return await answer
