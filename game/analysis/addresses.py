"""What a story has to be asked about, by address."""

from collections.abc import Iterator
from typing import NamedTuple

from game.story import ALWAYS, Condition, Flag, Line, Scene, Story


class Asked(NamedTuple):
    """The addresses of a story."""

    things: tuple[str, ...]
    """scenes, conditional lines and ways, choices and their locks, endings: each should be met by somebody"""
    conditions: tuple[str, ...]
    """conditions as they are read, those of lines and ways too: each should hold for some and fail for some"""


def asked_of(story: Story) -> Asked:
    """Everything to be asked about, in the order in which it is written."""
    things: list[str] = []
    conditions: list[str] = []
    for scene in story.scenes.values():
        things.append(f"scenes.{scene.id}")
        things += _lines(f"scenes.{scene.id}.say", scene.say)
        conditions += _asked(f"scenes.{scene.id}.abuse", scene.abuse)
        _ask_choices(scene, things, conditions)
        ways = [f"scenes.{scene.id}.next.{number}" for number in range(1, len(scene.next) + 1)]
        things += ways if len(ways) > 1 else []
        conditions += [way for way, route in zip(ways, scene.next, strict=True) if not isinstance(route.when, Flag)]
    for ending in story.own_endings:
        things.append(f"endings.{ending.id}")
        conditions += _asked(f"endings.{ending.id}.when", ending.when)
    lines = [thing for thing in things if ".say." in thing or ".reply." in thing]
    return Asked(tuple(things), (*conditions, *lines))


def _ask_choices(scene: Scene, things: list[str], conditions: list[str]) -> None:
    for choice in scene.choices:
        address = f"choices.{choice.id}"
        things.append(address)
        if choice.needs != ALWAYS or choice.demanding:
            things.append(f"{address}.locked")
        things += _lines(f"{address}.reply", choice.reply)
        conditions += _asked(f"{address}.if", choice.when)
        conditions += _asked(f"{address}.needs", choice.needs)
        if choice.at_fault is not None and "OWN" in choice.uses:
            conditions += _asked(f"{address}.at_fault", choice.at_fault)


def _lines(address: str, lines: tuple[Line, ...]) -> Iterator[str]:
    return (f"{address}.{number}" for number, line in enumerate(lines, 1) if not isinstance(line.when, Flag))


def _asked(address: str, condition: Condition) -> Iterator[str]:
    return iter(() if isinstance(condition, Flag) else (address,))
