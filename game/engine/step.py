"""The heart: `start` opens a chat, `step` takes one action. Pure and deterministic."""

from game.engine import table
from game.engine.actions import Action, ActionUnavailableError, ChatEndedError, parse_action
from game.engine.chat import Chat
from game.engine.outcome import Outcome
from game.engine.prepare import prepare
from game.engine.state import State, mood_heat
from game.engine.view import is_shown, lock_of, open_care, view
from game.story import PROMISE_STATES, Story

START_SATISFACTION = {"calm": 60, "anxious": 50, "irritated": 40, "furious": 25}


def start(story: Story, variant: str | None = None, stamina: int | None = None) -> tuple[State, Outcome]:
    """The state after the opening lines, and those lines.

    `variant` is the id of the variant dealt (the first one by default), `stamina` what is left of a shift (0..100).
    Raises KeyError where the story has no such variant.
    """
    chat = Chat(prepare(story), first_state(story, variant, stamina))
    chat.enter(story.opening.id)
    return chat.state, Outcome(
        None, None, chat.state, (), tuple(chat.lines), causes=tuple(chat.causes), ending=chat.ending
    )


def first_state(story: Story, variant: str | None = None, stamina: int | None = None) -> State:
    """The state before the opening lines; the rest as for `start`."""
    dealt = story.variant(variant) if variant is not None else story.variants[0]
    mood = story.customer_in(dealt.id).mood
    bits = prepare(story).fact_bits
    return State(
        scene=story.opening.id,
        satisfaction=_first(dealt.satisfaction, story.start.satisfaction, START_SATISFACTION[mood]),
        stamina=_first(stamina, dealt.stamina, story.start.stamina),
        heat=mood_heat(mood),
        heard=mood == "calm",
        minutes=0,
        announced=False,
        strikes=0,
        shop=_first(dealt.shop, story.start.shop) // 10,
        soft=0,
        mask=0,
        fresh=False,
        care=0,
        facts=sum(bits[id] for id in set(dealt.facts)),
        counters=tuple(counter.start for counter in story.counters),
        promises=(PROMISE_STATES.index("none"),) * len(story.promises),
        used=0,
        read=0,
        ending=None,
    )


def _first(*values: int | None) -> int:
    """The first value that is given."""
    return next(value for value in values if value is not None)


def step(story: Story, state: State, action: str) -> tuple[State, Outcome]:
    """The state and the outcome of one action, given by its id.

    Raises ActionUnavailableError, which names the actions that are available; ChatEndedError after the end.
    """
    if state.ending is not None:
        raise ChatEndedError(action, ())
    parsed = parse_action(action)
    outcome = _STEPS[parsed.kind](story, state, parsed)
    if outcome is None:
        raise _unavailable(story, state, action)
    return outcome.after, outcome


def _unavailable(story: Story, state: State, action: str) -> ActionUnavailableError:
    now = view(story, state)
    lock = next((option.lock for option in now.options if option.id == action), None)
    return ActionUnavailableError(action, now.actions, lock)


def _reply(story: Story, state: State, action: Action) -> Outcome | None:
    scene = prepare(story).scenes[state.scene]
    ready = scene.choices.get(action.name)
    if ready is None or not is_shown(ready, state) or lock_of(ready, state):
        return None
    chat = Chat(prepare(story), state)
    chat.reply(ready, scene.abuse(state))
    return Outcome(
        action.id, state, chat.state, ready.said, tuple(chat.lines),
        choice=ready.choice, causes=tuple(chat.causes), ending=chat.ending,
    )  # fmt: skip


def _care(story: Story, state: State, action: Action) -> Outcome | None:
    scene, kind = story.scenes[state.scene], action.name
    thought = story.thoughts.get(action.detail)
    fits = thought is not None if kind == "reframe" else not action.detail
    if not fits or kind not in open_care(scene, state):
        return None
    chat = Chat(prepare(story), state)
    if thought is None:
        chat.care(kind, table.CARE_STAMINA[kind], steadies=True)
    else:
        chat.care(kind, table.THOUGHT_STAMINA[thought.kind], steadies=thought.kind in table.STEADYING_THOUGHTS)
    return Outcome(
        action.id, state, chat.state, (), (), thought=thought, hint=scene.hint if kind == "ask" else None,
        causes=tuple(chat.causes), ending=chat.ending, clock=table.CARE_MINUTES[kind],
    )  # fmt: skip


def _card(story: Story, state: State, action: Action) -> Outcome | None:
    card = story.cards.get(action.name)
    if card is None:
        return None
    after = state._replace(read=state.read | prepare(story).card_bits[card.id])
    return Outcome(action.id, state, after, (), (), card=card)


_STEPS = {"reply": _reply, "care": _care, "card": _card}
