"""What can be done in a state."""

import hashlib
from functools import lru_cache

from game.engine.outcome import Option, View
from game.engine.prepare import ReadyChoice, prepare
from game.engine.state import CARE_KINDS, EXHAUSTED_BELOW, State
from game.story import Scene, Story

NOTHING_OPEN = View((), (), (), ())


def view(story: Story, state: State, order: int = 0) -> View:
    """What the player can do now, replies listed as the order seed deals them (0: as written)."""
    if state.ended:
        return NOTHING_OPEN
    scene = story.scenes[state.scene]
    ready = prepare(story).scenes[state.scene]
    options = tuple(
        _option(ready.choices[id], state) for id in listing(scene, order) if is_shown(ready.choices[id], state)
    )
    care = open_care(scene, state)
    thoughts = tuple(story.thoughts.values()) if "reframe" in care else ()
    return View(options, care, thoughts, tuple(story.cards.values()))


def is_shown(ready: ReadyChoice, state: State) -> bool:
    """Whether a reply is listed at all: its `if:` holds and it was not used up."""
    return ready.when(state) and not (ready.choice.once and state.used & ready.used_bit)


def lock_of(ready: ReadyChoice, state: State) -> str | None:
    """Why a listed reply cannot be sent: `needs`, `exhausted` or None."""
    if not ready.needs(state):
        return "needs"
    if ready.choice.demanding and state.stamina < EXHAUSTED_BELOW and not state.fresh:
        return "exhausted"
    return None


def open_care(scene: Scene, state: State) -> tuple[str, ...]:
    """The care actions still open here: each once a chat, none where the scene forbids it."""
    if not scene.care:
        return ()
    return tuple(kind for place, kind in enumerate(CARE_KINDS) if not state.care >> place & 1)


@lru_cache(maxsize=4096)
def listing(scene: Scene, order: int) -> tuple[str, ...]:
    """The ids of a scene's replies in the order that a seed deals; the same on every machine."""
    ids = tuple(choice.id for choice in scene.choices)
    if order == 0:
        return ids
    return tuple(sorted(ids, key=lambda id: hashlib.sha256(f"{order}:{id}".encode()).digest()))


def _option(ready: ReadyChoice, state: State) -> Option:
    lock = lock_of(ready, state)
    return Option(ready.choice, lock is not None, lock)
