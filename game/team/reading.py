"""Stories from anywhere, read in a process that may die: a text can be made that ends whoever parses it.

What comes back is text that was read once without harm, so reading it again here is safe, too.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from typing import Any

from game.analysis.apart import Process, ended, module_command, send, started
from game.team.stories import StoryProblemsError, StoryText

WORKER = module_command("game.team.reading_worker")
LONGEST = 20.0
"""Seconds for one story; the longest real ones take a tenth of one."""


class StoryDiedError(Exception):
    """Reading a story ended the process that read it, or took too long."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def texts_of(paths: Iterable[Path], longest: float = LONGEST) -> list[StoryText]:
    """Return the stories of those folders or files. Raises StoryProblemsError, StoryDiedError."""
    with _worker() as process:
        return [_text(path, _asked(process, path, longest)) for path in paths]


def is_readable(yaml: str, longest: float = LONGEST) -> bool:
    """Return whether a text is a story that can be played, and does no harm to whoever reads it."""
    with _worker() as process:
        answer = _asked(process, yaml, longest)
    return answer is not None and answer.get("readable") is True


def _text(path: Path, answer: dict[str, Any] | None) -> StoryText:
    if answer is None:
        raise StoryDiedError(path)
    if "yaml" not in answer:
        raise StoryProblemsError(path)
    return StoryText(**answer)


@contextmanager
def _worker() -> Iterator[Process | None]:
    process = started(WORKER)
    try:
        yield process
    finally:
        for pipe in filter(None, (process.stdin, process.stdout) if process else ()):
            with suppress(OSError):
                pipe.close()
        ended(process)


def _asked(process: Process | None, order: Path | str, longest: float) -> dict[str, Any] | None:
    """The worker's answer; None where it died of the question."""
    if process is None or process.stdout is None:
        return None
    limit = Timer(longest, process.kill)
    limit.start()
    try:
        send(process.stdin, order)
        with suppress(OSError, ValueError):
            answer = json.loads(process.stdout.readline())
            return answer if isinstance(answer, dict) else None
        return None
    finally:
        limit.cancel()
