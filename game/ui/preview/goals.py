"""Where a writer may want to go in a story, and the play that leads there. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from game.analysis.facts import Analysis, Play, Verdict
from game.format.reader.places import Places
from game.story import BUILT_IN_ENDINGS, Flag, Line, Scene, Story

Kind = Literal["scene", "line", "reply", "answer", "lock", "ending"]


@dataclass(frozen=True, slots=True)
class Goal:
    """A scene, a line of it, a reply, a line of its answer, a reply seen locked, an ending."""

    address: str
    kind: Kind
    id: str
    """of the scene, reply or ending"""
    text: str
    line: int = 0
    """where it stands in the file; 0 for what the game brings along"""
    verdict: Verdict = "unknown"
    """proved: somebody can come there; violated: nobody can"""
    always: bool = False
    """a line that whoever comes to its scene or reply meets"""


def goals_of(story: Story, places: Places, analysis: Analysis | None) -> tuple[Goal, ...]:
    """Return all goals in the order of the file, endings last. `story` may be a translation."""
    return tuple(_known(goal, places, analysis) for goal in _goals(story))


def matching(goals: Sequence[Goal], wish: str) -> list[Goal]:
    """Return the goals that have the words of a wish; for a number first what stands in that line of the file.

    Lines that everybody meets are only found by their words: who goes to their scene has met them.
    """
    wish = wish.strip().casefold()
    if not wish:
        return [goal for goal in goals if not goal.always]
    found = [goal for goal in goals if wish in f"{goal.id} {goal.text}".casefold()]
    if not wish.isdecimal():
        return found
    above = [goal for goal in goals if 0 < goal.line <= int(wish[:9])]
    at = max(above, key=lambda goal: goal.line, default=None)
    return [*([at] if at else []), *(goal for goal in found if goal is not at)]


def play_to(goal: Goal, analysis: Analysis | None) -> Play | None:
    """Return a proved shortest play; for a reply up to the moment in which it can be sent. None where none is known."""
    _, play = _found(goal, analysis)
    if play and goal.kind == "reply" and play.actions[-1:] == (goal.id,):
        return Play(play.deal, play.actions[:-1])
    return play


def scene_of(goal: Goal, story: Story) -> str:
    """Return the scene in which a goal lies; empty for an ending."""
    if goal.kind in ("scene", "line"):
        return goal.id
    return next((id for id, scene in story.scenes.items() for choice in scene.choices if choice.id == goal.id), "")


def owner(address: str) -> str:
    """Return the address of the scene or reply that a line belongs to."""
    return ".".join(address.split(".")[:2])


def _known(goal: Goal, places: Places, analysis: Analysis | None) -> Goal:
    line = 0 if owner(goal.address) not in places else places.problem("line-never-said", goal.address).line
    return replace(goal, line=line, verdict=_found(goal, analysis)[0])


def _found(goal: Goal, analysis: Analysis | None) -> tuple[Verdict, Play | None]:
    """What was proved of the way, and a shortest play."""
    if analysis is None:
        return "unknown", None
    if goal.kind == "ending":  # those that the game brings along too
        ending = next((ending for ending in analysis.endings if ending.id == goal.id), None)
        return (ending.verdict, ending.play) if ending else ("unknown", None)
    proof = analysis.proof("reachable", owner(goal.address) if goal.always else goal.address)
    return (proof.verdict, proof.play) if proof else ("unknown", None)


def _goals(story: Story) -> Iterator[Goal]:
    for scene in story.scenes.values():
        yield Goal(f"scenes.{scene.id}", "scene", scene.id, scene.say[0].text if scene.say else "")
        yield from _lines("line", scene.id, f"scenes.{scene.id}.say", scene.say)
        yield from _replies(scene)
    for ending in story.endings:
        if ending.id not in BUILT_IN_ENDINGS:
            yield Goal(f"endings.{ending.id}", "ending", ending.id, ending.title)
    for id in BUILT_IN_ENDINGS:
        yield Goal(f"endings.{id}", "ending", id, story.ending(id).title)


def _replies(scene: Scene) -> Iterator[Goal]:
    for choice in scene.choices:
        address = f"choices.{choice.id}"
        yield Goal(address, "reply", choice.id, choice.text)
        if choice.locked:
            yield Goal(f"{address}.locked", "lock", choice.id, choice.locked)
        yield from _lines("answer", choice.id, f"{address}.reply", choice.reply)


def _lines(kind: Kind, id: str, address: str, lines: tuple[Line, ...]) -> Iterator[Goal]:
    for number, line in enumerate(lines, 1):
        yield Goal(f"{address}.{number}", kind, id, line.text, always=isinstance(line.when, Flag))
