"""What can be done in a state."""

from game.engine.outcome import Lock, View
from game.engine.prepare import ReadyChoice, prepare
from game.engine.state import CARE_KINDS, EXHAUSTED_BELOW, State
from game.story import Scene, Story

_OPEN_CARE = tuple(
    tuple(kind for place, kind in enumerate(CARE_KINDS) if not done >> place & 1)
    for done in range(1 << len(CARE_KINDS))
)
"""For each set of care actions done: those still open."""
NOTHING_OPEN = View((), (), (), ())


def view(story: Story, state: State, order: int = 0) -> View:
    """What the player can do now, replies listed as the order seed deals them (0: as written)."""
    if state.ended:
        return NOTHING_OPEN
    ready = prepare(story).scenes[state.scene]
    options = tuple(
        [
            choice.options[lock_of(choice, state)]
            for choice in ready.listed(order)
            if choice.always_open or is_shown(choice, state)
        ]
    )
    care = open_care(ready.scene, state)
    thoughts = tuple(story.thoughts.values()) if "reframe" in care else ()
    return View(options, care, thoughts, tuple(story.cards.values()))


def is_shown(ready: ReadyChoice, state: State) -> bool:
    """Whether a reply is listed at all: its `if:` holds and it was not used up."""
    return ready.when(state) and not (ready.choice.once and state.used & ready.used_bit)


def lock_of(ready: ReadyChoice, state: State) -> Lock | None:
    """Why a listed reply cannot be sent: `needs`, `exhausted` or None."""
    if ready.always_open:
        return None
    if not ready.needs(state):
        return "needs"
    if ready.choice.demanding and state.stamina < EXHAUSTED_BELOW and not state.fresh:
        return "exhausted"
    return None


def open_care(scene: Scene, state: State) -> tuple[str, ...]:
    """The care actions still open here: each once a chat, none where the scene forbids it."""
    if not scene.care:
        return ()
    return _OPEN_CARE[state.care]
