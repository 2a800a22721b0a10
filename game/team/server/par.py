"""The best score that each deal of a story allows, found out in a process that may die, and remembered."""

import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from game.analysis.apart import ended, module_command, send, started
from game.engine import RULES_VERSION, digest
from game.lab.kept import solver_version
from game.story import Story

WORKER = module_command("game.team.server.par_worker")
AT_ONCE = 2
"""Stories that are solved at a time."""
Par = Mapping[str, int | None]
"""By deal; None where it could not be found out: then points are the score itself."""
FindPar = Callable[[Story], Par]


def find_par(story: Story) -> Par:
    """Find the best score of each deal. Takes seconds; never raises for anything a story may be."""
    process = started(WORKER)
    if process is None:
        return _unknown(story)
    try:
        send(process.stdin, story)
        with suppress(OSError, ValueError):
            answer = json.loads(process.stdout.readline()) if process.stdout else None
            return _checked(story, answer) or _unknown(story)
        return _unknown(story)
    finally:
        for pipe in filter(None, (process.stdin, process.stdout)):
            with suppress(OSError):
                pipe.close()
        ended(process)


class KeptPar:
    """Remembers in a file what was found out; what is wrong with the file is ignored and found out anew."""

    def __init__(self, file: Path, find: FindPar = find_par) -> None:
        self._file = file
        self._find = find

    def of(self, stories: list[Story], solving: Callable[[Story], None]) -> list[Par]:
        """Return what each story allows. `solving` is told of each one that must be solved, before it is."""
        known = self._read()
        found = {key: par for story in stories if (par := _checked(story, known.get(key := _key(story))))}
        todo = [story for story in stories if _key(story) not in found]
        for story in todo:
            solving(story)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            found |= zip(map(_key, todo), pool.map(self._find, todo), strict=True)
        self._write(known | {key: dict(par) for key, par in found.items() if None not in par.values()})
        return [found[_key(story)] for story in stories]

    def _read(self) -> dict[str, Any]:
        with suppress(OSError, ValueError, RecursionError):
            data = json.loads(self._file.read_bytes())
            return data if isinstance(data, dict) else {}
        return {}

    def _write(self, known: dict[str, Any]) -> None:
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside = self._file.with_suffix(".new")
            beside.write_text(json.dumps(known), encoding="utf-8")
            beside.replace(self._file)


def _key(story: Story) -> str:
    return f"{digest(story)} {RULES_VERSION} {solver_version()}"


def _checked(story: Story, answer: Any) -> Par | None:
    """The answer, if it is one for this story."""
    if not isinstance(answer, dict) or set(answer) != {variant.id for variant in story.variants}:
        return None
    is_par = all(best is None or (type(best) is int and 0 <= best <= 1000) for best in answer.values())
    return answer if is_par else None


def _unknown(story: Story) -> Par:
    return {variant.id: None for variant in story.variants}
