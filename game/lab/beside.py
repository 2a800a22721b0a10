"""A whole story solved beside the screen, in a process of low priority; what was found out is kept."""

import json
import weakref
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Protocol

from game.analysis.apart import Process, ended, module_command, send, started
from game.analysis.facts import Analysis
from game.lab.codec import from_json
from game.lab.kept import FOLDER, Kept
from game.story import Story

WORKER = module_command("game.lab.worker")


class Thinking(Protocol):
    """A story that is being solved."""

    answer: "Future[Analysis | None]"
    """What was found out; None where the story could not be solved. Cancelled by `close`."""

    def close(self) -> None:
        """Stop, whatever it is doing."""


class Beside:
    """Solves one story in a process of its own, which ends with `close`, with this value or with the game."""

    def __init__(self, story: Story, kept: Kept, command: Sequence[str] = WORKER) -> None:
        self.answer: Future[Analysis | None] = Future()
        process = started(command)
        self.pid = process.pid if process else None
        """Id of the process; None where none could be started."""
        Thread(target=_wait, args=(process, story, kept, self.answer), daemon=True).start()
        self._end = weakref.finalize(self, ended, process)

    def close(self) -> None:
        """End the process; the answer is cancelled where it has not come."""
        self.answer.cancel()
        self._end()


Think = Callable[[Story], Thinking]
"""Begins to solve a story."""


class Thinker:
    """Knows what was found out about stories at earlier times, and has others solved."""

    def __init__(self, saves: Path | None) -> None:
        """Remember beside the data saved in `saves`, or nothing."""
        self._kept = Kept(saves / FOLDER if saves is not None else None)

    def known(self, story: Story) -> Analysis | None:
        """Return what is known already."""
        return self._kept.get(story)

    def think(self, story: Story) -> Thinking:
        """Begin to solve a story."""
        return Beside(story, self._kept)


def _wait(process: Process | None, story: Story, kept: Kept, answer: "Future[Analysis | None]") -> None:
    """Wait in a thread for the answer. Knows no Beside, so that one nobody needs any more ends."""
    analysis = _asked(process, story)
    if process:
        for pipe in filter(None, (process.stdin, process.stdout)):
            with suppress(OSError):
                pipe.close()
        ended(process)
    if analysis:
        kept.put(story, analysis)
    if answer.set_running_or_notify_cancel():
        answer.set_result(analysis)


def _asked(process: Process | None, story: Story) -> Analysis | None:
    if process is None:
        return None
    send(process.stdin, story)
    with suppress(OSError, ValueError):
        data = json.loads(process.stdout.readline()) if process.stdout else None
        return from_json(Analysis, data) if data else None
    return None
