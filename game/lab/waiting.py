"""A line on the terminal while something takes long, gone again when it is done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import TextIO

from game.text.paint import is_terminal

PATIENCE = 1.0
"""Seconds that nobody needs to be told about, and between two words."""
_CLEAR = "\r\x1b[K"


@contextmanager
def waiting(stream: TextIO, word: Callable[[int], str], patience: float = PATIENCE) -> Iterator[None]:
    """Write on a terminal, once a second from the second second on, what `word` says for so many seconds."""
    if not is_terminal(stream):
        yield
        return
    done = Event()
    thread = Thread(target=_tell, args=(stream, word, patience, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _tell(stream: TextIO, word: Callable[[int], str], patience: float, done: Event) -> None:
    seconds = 0
    with suppress(OSError, ValueError):  # whoever was told has gone
        while not done.wait(patience):
            seconds += 1
            stream.write(f"{_CLEAR}{word(seconds)}")
            stream.flush()
        if seconds:
            stream.write(_CLEAR)
            stream.flush()
