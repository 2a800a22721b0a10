"""Waiting until an app under test has nothing left to do.

Textual's own wait looks at the processor's clock every 20 ms, two or three times a key: a third of a test's time was
spent between looks. What an app has left to do stands in its event loop, and is read there.
"""

import asyncio
from typing import Any

_SOON = 1 / 50
"""Seconds: a timer due within them belongs to what is going on, such as the next painting of a changed screen."""
_ROUNDS = 3
"""Rounds of the loop in which nothing happened, one after the other, before it counts as quiet."""
_SLEEP = 0.0005
"""Seconds to wait at least for a timer that is due."""


async def quiet(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Wait until the running loop has nothing to do, now and soon; at most `max_sleep` seconds.

    It stands in for `textual._wait.wait_for_idle` and takes what that takes; nobody needs a shortest wait.
    """
    loop: Any = asyncio.get_running_loop()
    until, rounds = loop.time() + max_sleep, 0
    while rounds < _ROUNDS and loop.time() < until:
        await asyncio.sleep(0)
        wait = min((timer.when() for timer in loop._scheduled if not timer.cancelled()), default=until) - loop.time()
        rounds = 0 if loop._ready or wait < _SOON else rounds + 1
        if not loop._ready and wait < _SOON:
            await asyncio.sleep(max(wait, _SLEEP))
