"""Where a player meets a text: what has to be reached, and what to do there.

Translations name texts, an analysis names things that can be reached. This is the way from one to the other.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from game.story import BUILT_IN_ENDINGS, Line, Scene, Story

Where = Literal["chat", "board", "debrief", "coach"]
"""In the chat; on the shift board and the briefing before it; in the debrief after an ending; by the coach alone."""


@dataclass(frozen=True, slots=True)
class ShownAt:
    """One way to meet a text."""

    where: Where
    reach: tuple[str, ...] = ()
    """What to reach, as an analysis names it: the first of these that it knows. Empty for the opening."""
    then: str = ""
    """The action to take there; empty where being there is enough."""
    deal: str = ""
    """The variant in which it is shown; empty for any."""


def shown_at(story: Story, address: str) -> ShownAt:
    """Return where the text of that address is shown."""
    first, _, rest = address.partition(".")
    id, _, part = rest.partition(".")
    if first == "scenes":
        return _in_scene(story.scenes[id], part)
    if first == "choices":
        return _in_choice(id, part)
    if first == "endings":
        return ShownAt("chat", (f"endings.{id}",))
    return _around(story, first, id, part)


def _in_scene(scene: Scene, part: str) -> ShownAt:
    place = f"scenes.{scene.id}"
    if part == "hint":
        return ShownAt("chat", (place,), "care:ask") if scene.care else ShownAt("coach", (place,))
    return ShownAt("chat", (f"{place}.{part.removesuffix('.softer')}", place))


def _in_choice(id: str, part: str) -> ShownAt:
    place = f"choices.{id}"
    if part == "locked":
        return ShownAt("chat", (f"{place}.locked",))
    if part == "why":
        return ShownAt("debrief", (place,), id)
    if part == "text":
        return ShownAt("chat", (place,), id)
    return ShownAt("chat", (f"{place}.{part.removesuffix('.softer')}", place), id)


def _around(story: Story, first: str, id: str, part: str) -> ShownAt:
    """What is no part of a scene, a reply or an ending."""
    ending = tuple(f"endings.{ending.id}" for ending in story.endings if ending.id not in BUILT_IN_ENDINGS)
    if first in ("rule", "goal") or id == "hidden":
        return ShownAt("debrief", ending)
    if first == "variants":
        return ShownAt("debrief", ending, deal=id) if part == "hidden" else ShownAt("board", deal=id)
    if first == "cards":
        return ShownAt("chat", then=f"card:{id}")
    if first == "thoughts":
        caring = [scene for scene in story.scenes.values() if scene.care and scene.choices]
        return ShownAt("chat", tuple(f"scenes.{scene.id}" for scene in caring), f"care:reframe:{id}")
    if first == "promises":
        return _first_reply(story, lambda choice_id: id in story.choices[choice_id].promises.opens)
    if first == "cast":
        return _first_words(story, story.cast[int(id) - 1])
    return ShownAt("board")


def _first_reply(story: Story, fits: Callable[[str], bool]) -> ShownAt:
    found = [id for id in story.choices if fits(id)]
    return ShownAt("chat", tuple(f"choices.{id}" for id in found[:1]), "".join(found[:1]))


def _first_words(story: Story, speaker: str) -> ShownAt:
    """Where someone first says something."""
    for address, line in _lines(story):
        if line.speaker == speaker:
            kind, id, part = address.split(".", 2)
            return _in_choice(id, part) if kind == "choices" else _in_scene(story.scenes[id], part)
    return ShownAt("chat")


def _lines(story: Story) -> Iterator[tuple[str, Line]]:
    for scene in story.scenes.values():
        yield from ((f"scenes.{scene.id}.say.{number}", line) for number, line in enumerate(scene.say, 1))
        for choice in scene.choices:
            yield from ((f"choices.{choice.id}.reply.{number}", line) for number, line in enumerate(choice.reply, 1))
