"""What was found out about stories, kept: solving takes seconds, and most checks are of stories that have not changed.

One JSON file a story as it was. A convenience only: what is wrong with a file is ignored, and the story solved anew.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from importlib import resources
from pathlib import Path

from game.analysis.facts import Analysis, EndingFacts, Proof
from game.engine import RULES_VERSION, digest
from game.lab.codec import from_json, to_json
from game.story import Line, Story

FOLDER = "solved"
"""Within the folder for saved data."""
MOST_FILES = 60
"""How many stories, and states of a story on its way, are remembered; the oldest go."""
LARGEST = 16 * 1024 * 1024
"""Bytes of a file that is read at all; a real one has a fiftieth of this."""
_SOLVERS = ("game.engine", "game.analysis")
_MOST_POINTS = 1000


class Kept:
    """The analyses that are kept in a folder."""

    def __init__(self, folder: Path | None) -> None:
        """Keep in `folder`, which may not exist yet, or nowhere."""
        self._folder = folder

    def get(self, story: Story) -> Analysis | None:
        """Return what is known of a story, None where that is nothing or cannot be trusted."""
        if self._folder is None:
            return None
        try:
            with (self._folder / f"{key(story)}.json").open("rb") as stream:
                data = stream.read(LARGEST + 1)
            analysis = from_json(Analysis, json.loads(data)) if len(data) <= LARGEST else None
        except (OSError, ValueError, RecursionError):
            return None
        return analysis if analysis and is_final(analysis) and fits(story, analysis) else None

    def put(self, story: Story, analysis: Analysis) -> None:
        """Keep what was found out; a search that was cut off is none to keep. What cannot be written is not kept."""
        if self._folder is None or not is_final(analysis):
            return
        file = self._folder / f"{key(story)}.json"
        beside = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(to_json(analysis)), encoding="utf-8")
            beside.replace(file)
            self._forget_oldest(self._folder)
        except OSError:
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def _forget_oldest(self, folder: Path) -> None:
        files = sorted(folder.glob("*.json"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for file in files[MOST_FILES:]:
            file.unlink(missing_ok=True)


def key(story: Story) -> str:
    """Return the name for what is known of a story: of its logic, its claims, how its lines are counted, the solver.

    The digest leaves out claims, and lines that only say something; addresses of lines count those too.
    """
    spoken = [_shape(scene.say) for scene in story.scenes.values()]
    answers = [_shape(choice.reply) for choice in story.choices.values()]
    parts = (digest(story), repr(story.checks), repr((spoken, answers)), str(RULES_VERSION), solver_version())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _shape(lines: Iterable[Line]) -> tuple[tuple[str, bool], ...]:
    return tuple((repr(line.when), line.insult) for line in lines)


@cache
def solver_version() -> str:
    """Return a digest of the code that solves: changed code never answers with what older code found."""
    version = hashlib.sha256()
    for package in _SOLVERS:
        for file in sorted(resources.files(package).iterdir(), key=lambda file: file.name):
            if file.name.endswith(".py"):
                version.update(file.read_bytes())
    return version.hexdigest()


def is_final(analysis: Analysis) -> bool:
    """Was every question answered?"""
    verdicts = [*(proof.verdict for proof in analysis.proofs), *(ending.verdict for ending in analysis.endings)]
    return analysis.closed and "unknown" not in verdicts


def fits(story: Story, analysis: Analysis) -> bool:
    """Can this have been found out about that very story? What is shown of it looks up names in the story."""
    deals = {variant.id for variant in story.variants}
    found: list[Proof | EndingFacts] = [*analysis.proofs, *analysis.endings]
    dealt = {size.deal for size in analysis.deals} | {player.deal for player in analysis.players}
    dealt |= {one.play.deal for one in found if one.play}
    return (
        (analysis.digest, analysis.rules) == (digest(story), RULES_VERSION)
        and {ending.id for ending in analysis.endings} == {ending.id for ending in story.endings}
        and dealt <= deals
        and all(_knows(story, address) for proof in analysis.proofs for address in (proof.address, proof.other))
        and all(_is_score(number) for ending in analysis.endings for number in (ending.best_score, ending.worst_score))
        and all(ending.share is None or 0 <= ending.share <= 1 for ending in analysis.endings)
    )


def _knows(story: Story, address: str) -> bool:
    """Is there such a thing in the story? Which part of it is meant is not looked at."""
    kind, _, rest = address.partition(".")
    id = rest.partition(".")[0]
    known: dict[str, Iterable[str]] = {
        "scenes": story.scenes,
        "choices": story.choices,
        "endings": [ending.id for ending in story.endings],
        "checks": [str(number) for number in range(1, len(story.checks) + 1)],
    }
    return id in known.get(kind, ("",))


def _is_score(number: int | None) -> bool:
    return number is None or 0 <= number <= _MOST_POINTS
