"""What a person is told while a server is asked that is slow to answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from game.cli.context import Context

MOMENT = 1.0
"""Seconds after which nobody should have to guess what is waited for."""


@contextmanager
def asking(context: Context, moment: float = MOMENT) -> Iterator[None]:
    """Ask a server within. A person at a terminal is told so where it takes longer than a moment."""
    if not context.streams.is_terminal:
        yield
        return
    telling = Timer(moment, context.say, [context.t("team_client.play.asking")])
    telling.daemon = True
    telling.start()
    try:
        yield
    finally:
        telling.cancel()
