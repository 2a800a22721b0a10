"""What a condition means: a `Condition` of a story becomes a function of the state."""

import operator
from collections.abc import Callable

from game.engine.state import HEAT_PER_MOOD, State
from game.story import (
    MOODS,
    PROMISE_STATES,
    All,
    Any_,
    Compare,
    Condition,
    Fact,
    Flag,
    Heard,
    MoodIs,
    Not,
    PromiseIs,
    Read,
    Story,
    Used,
)

Test = Callable[[State], bool]

_COMPARE: dict[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}


def always(_state: State) -> bool:
    """The test of a condition that always holds; compared by identity to skip work."""
    return True


def tracked_choices(story: Story) -> tuple[str, ...]:
    """Ids of the choices whose use is part of the state: those marked `once` and those some `used ID` asks about."""
    asked = {part.choice for condition in conditions_of(story) for part in leaves(condition) if isinstance(part, Used)}
    return tuple(id for id, choice in story.choices.items() if choice.once or id in asked)


def conditions_of(story: Story) -> list[Condition]:
    """Every condition of a story, of lines too."""
    found: list[Condition] = [story.at_fault]
    found += [ending.when for ending in story.endings]
    for scene in story.scenes.values():
        found += [scene.abuse, *(route.when for route in scene.next), *(line.when for line in scene.say)]
        for choice in scene.choices:
            found += [choice.when, choice.needs, *(line.when for line in choice.reply)]
            found += [choice.at_fault] if choice.at_fault is not None else []
    return found


def leaves(condition: Condition) -> list[Condition]:
    """The parts of a condition that hold no other."""
    match condition:
        case Not(part):
            return leaves(part)
        case All(parts) | Any_(parts):
            return [leaf for part in parts for leaf in leaves(part)]
        case _:
            return [condition]


class ConditionCompiler:
    """Turns conditions of one story into tests of its states."""

    def __init__(self, story: Story) -> None:
        self._facts = {id: 1 << place for place, id in enumerate(story.facts)}
        self._counters = {counter.id: place for place, counter in enumerate(story.counters)}
        self._promises = {id: place for place, id in enumerate(story.promises)}
        self._cards = {id: 1 << place for place, id in enumerate(story.cards)}
        self.used_bits = {id: 1 << place for place, id in enumerate(tracked_choices(story))}

    def compile(self, condition: Condition) -> Test:
        """The test of a condition. Raises KeyError where it names something the story does not declare."""
        match condition:
            case Flag(value):
                return always if value else lambda state: False
            case Compare():
                return self._compare(condition)
            case MoodIs(lowest, highest):
                low = MOODS.index(lowest) * HEAT_PER_MOOD
                high = MOODS.index(highest) * HEAT_PER_MOOD + HEAT_PER_MOOD - 1
                return lambda state: low <= state.heat <= high
            case Heard():
                return lambda state: state.heard
            case Fact(id):
                fact = self._facts[id]
                return lambda state: (state.facts & fact) != 0
            case Used(choice):
                bit = self.used_bits[choice]
                return lambda state: state.used & bit != 0
            case Read(card):
                opened = self._cards[card]
                return lambda state: state.read & opened != 0
            case PromiseIs(id, wanted):
                place, standing = self._promises[id], PROMISE_STATES.index(wanted)
                return lambda state: state.promises[place] == standing
            case _:
                return self._combine(condition)

    def _combine(self, condition: Condition) -> Test:
        match condition:
            case Not(part):
                test = self.compile(part)
                return lambda state: not test(state)
            case All(parts):
                tests = tuple(self.compile(part) for part in parts)
                return lambda state: all(test(state) for test in tests)
            case Any_(parts):
                tests = tuple(self.compile(part) for part in parts)
                return lambda state: any(test(state) for test in tests)
        raise TypeError(condition)

    def _compare(self, condition: Compare) -> Test:
        compare, number = _COMPARE[condition.comparison], condition.number
        match condition.name:
            case "satisfaction":
                return lambda state: compare(state.satisfaction, number)
            case "stamina":
                return lambda state: compare(state.stamina, number)
            case "shop":
                return lambda state: compare(state.shop * 10, number)
            case "strikes":
                return lambda state: compare(state.strikes, number)
            case name:
                place = self._counters[name]
                return lambda state: compare(state.counters[place], number)
