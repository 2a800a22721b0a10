"""Conditions written down: the one form in which `steady fmt` writes what `parse_condition` reads."""

from game.story import (
    MOODS,
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
    Used,
)


def condition_text(condition: Condition) -> str:
    """Return the words of a condition in their canonical form; reading them gives the same value."""
    match condition:
        case Flag(value):
            return "true" if value else "false"
        case Compare(name, comparison, number):
            return f"{name} {comparison} {number}"
        case MoodIs(lowest, highest):
            return _mood_text(lowest, highest)
        case Heard():
            return "heard"
        case Fact(id):
            return id
        case Used(id):
            return f"used {id}"
        case Read(id):
            return f"read {id}"
        case PromiseIs(id, state):
            return f"promise {id} is {state}"
        case Not(part):
            return f"not {_bracketed(part, All | Any_)}"
        case All(parts):
            return " and ".join(_bracketed(part, Any_) for part in parts)
        case Any_(parts):
            return " or ".join(map(condition_text, parts))


def _mood_text(lowest: str, highest: str) -> str:
    if lowest == highest:
        return f"mood is {lowest}"
    return f"mood at least {lowest}" if highest == MOODS[-1] else f"mood at most {highest}"


def _bracketed(part: Condition, kinds: object) -> str:
    text = condition_text(part)
    return f"({text})" if isinstance(part, kinds) else text  # type: ignore[arg-type]
