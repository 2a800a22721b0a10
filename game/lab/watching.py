"""Files watched by looking at them: a writer saves a few times a minute, and every system knows when a file changed."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from game.format.names import STORY_FILE

EVERY = 0.4
"""Seconds between two looks."""
Stamp = tuple[tuple[str, int, int], ...]


def stamp(stories: Iterable[Path]) -> Stamp:
    """Return a value that changes when a file of one of the stories does."""
    return tuple(seen for path in stories for seen in _files(path if path.is_dir() else path.parent, path))


def changes(look: Callable[[], Stamp], sleep: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Yield at once and then whenever `look` returns something new. Goes on until it is no longer asked.

    What changes while the caller is at work counts as a change.
    """
    while True:
        seen = look()
        yield
        while look() == seen:
            sleep(EVERY)


def _files(folder: Path, path: Path) -> Iterator[tuple[str, int, int]]:
    """The story and its translations with time and size."""
    names = {folder / STORY_FILE, *folder.glob("*.po")} | ({path} if path != folder else set())
    for file in sorted(names):
        try:
            status = file.stat()
        except OSError:  # between two saves of an editor
            yield str(file), 0, 0
        else:
            yield str(file), status.st_mtime_ns, status.st_size
