"""Small stories for tests of the rules, written as values."""

from typing import Any

from game.engine import Outcome, Session, State
from game.story import (
    ALWAYS,
    END,
    Choice,
    Compare,
    Condition,
    Customer,
    Ending,
    Line,
    Route,
    Scene,
    Slip,
    Story,
    Technique,
    Thought,
)

WALK_OUT = Ending("walk-out", "bad", "Walked out", "She leaves.")
HAND_OVER = Ending("hand-over", "mixed", "Handed over", "Someone takes over.")
CONTENT = Ending("content", "good", "Content", "Thanks.", Compare("satisfaction", ">=", 50))
GONE = Ending("gone", "bad", "Gone", "She shops elsewhere.")
THOUGHTS = {
    "her-shoes": Thought("her-shoes", "In her shoes", "perspective"),
    "just-work": Thought("just-work", "Just work", "reappraise"),
    "look-away": Thought("look-away", "Look away", "distract"),
    "swallow": Thought("swallow", "Swallow it", "suppress"),
}


def reply(id: str, *uses: Technique, slip: Slip | None = None, **keys: Any) -> Choice:
    """A reply with these techniques; every other key of `Choice` by name."""
    return Choice(id, keys.pop("text", f"says {id}"), uses=uses, slip=slip, **keys)


def scene(id: str, *choices: Choice, to: str | tuple[Route, ...] = END, **keys: Any) -> Scene:
    """A scene with these replies, leading to one scene or along routes."""
    routes = (Route(to),) if isinstance(to, str) else to
    return Scene(id, choices=choices, next=routes, **keys)


def story(*scenes: Scene, mood: str = "irritated", endings: tuple[Ending, ...] = (CONTENT, GONE), **keys: Any) -> Story:
    """A story of these scenes about a customer in that mood."""
    customer = keys.pop("customer", None) or Customer("Ms Gu", mood, traits=keys.pop("traits", ()))  # type: ignore[arg-type]
    return Story(
        id=keys.pop("id", "tested"),
        language="en",
        title="Tested",
        customer=customer,
        scenes={one.id: one for one in scenes},
        endings=(WALK_OUT, HAND_OVER, *endings),
        thoughts=keys.pop("thoughts", THOUGHTS),
        **keys,
    )


def loop(*choices: Choice, act: int = 2, abuse: Condition | None = None, **keys: Any) -> Story:
    """A story that stays in one scene of the middle act, whatever is said, after a wordless opening."""
    here = {"abuse": abuse} if abuse is not None else {}
    return story(scene("before", to="here"), scene("here", *choices, to="here", act=act, **here), **keys)


def said(line: str, **keys: Any) -> Line:
    """A line of the customer's."""
    return Line(line, "Ms Gu", "customer", **keys)


def after(told: Story, *actions: str, **start: Any) -> State:
    """The state after these actions."""
    return played(told, *actions, **start).state


def last(told: Story, *actions: str, **start: Any) -> Outcome:
    """The outcome of the last of these actions."""
    return played(told, *actions, **start).outcomes[-1]


def played(told: Story, *actions: str, **start: Any) -> Session:
    """A session after these actions."""
    session = Session(told, **start)
    for action in actions:
        session.act(action)
    return session


__all__ = [
    "ALWAYS", "CONTENT", "GONE", "HAND_OVER", "THOUGHTS", "WALK_OUT", "after", "last", "loop", "played", "reply",
    "said", "scene", "story",
]  # fmt: skip
