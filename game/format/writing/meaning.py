"""Do two trees say the same? Asked before a file is overwritten."""

from game.format.grammar.conditions import parse_condition
from game.format.yaml.nodes import Mapping, Node, Scalar, Sequence


def same_meaning(before: Node, after: Node) -> bool:
    """Return whether `after` says what `before` says; keys may change places, spaces go, ids come."""
    if type(before) is Scalar and type(after) is Scalar:
        return _same_text(before.value, after.value)
    if type(before) is Sequence and type(after) is Sequence:
        same_length = len(before.items) == len(after.items)
        return same_length and all(map(same_meaning, before.items, after.items))
    if type(before) is Mapping and type(after) is Mapping:
        parts = {key.value: part for key, part in after.pairs}
        kept = all(key.value in parts and same_meaning(part, parts[key.value]) for key, part in before.pairs)
        return kept and parts.keys() - {key.value for key, _ in before.pairs} <= {"id"}
    return False


def _same_text(before: str, after: str) -> bool:
    if before == after or "".join(before.split()) == "".join(after.split()):
        return True
    first, second = parse_condition(before).condition, parse_condition(after).condition
    return first is not None and first == second
