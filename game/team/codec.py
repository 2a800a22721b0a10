"""Frozen dataclasses to JSON and back. Back is strict (`strict`): what is not exactly such a value is refused."""

import json
import re
from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cache
from types import NoneType
from typing import Any, NoReturn, TypeVar

from game.team.strict import Bound, Says, Shape, WireError, hints_of, read_part, reader

__all__ = [
    "MOST_BYTES", "Bound", "Says", "Shape", "WireError", "check", "decode", "dumps", "encode", "loads", "parse",
]  # fmt: skip
T = TypeVar("T")

MOST_BYTES = 16 * 1024
"""Bytes of a body where nothing else is said: a run of 400 replies has less than half of it."""
DEPTH = 16
"""How deep lists and objects may stand in each other; ours need six."""
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[{]|[\]}]', re.DOTALL)


def encode(value: Any) -> dict[str, Any]:
    """Return a dataclass as plain dicts, lists, texts and numbers: what reading its JSON gives again."""
    return _bare(value)  # type: ignore[no-any-return]


def _bare(value: Any) -> Any:
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if names := _names(kind):
        return {name: _bare(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {name: _bare(part) for name, part in value.items()}
    return [_bare(part) for part in value] if isinstance(value, tuple) else value


_PLAIN = frozenset({str, int, float, bool, NoneType})


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass; none of anything else."""
    return tuple(hints_of(kind)) if is_dataclass(kind) else ()  # type: ignore[arg-type]


def dumps(value: Any) -> bytes:
    """Return a dataclass, or what `encode` made of it, as compact JSON in UTF-8."""
    data = value if isinstance(value, Mapping) else encode(value)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def decode(kind: type[T], data: Any, *, ignore_unknown: bool = False) -> T:
    """Return the value of that kind in data read from JSON. Raises WireError and nothing else.

    With `ignore_unknown`, what a newer version than this one has added is passed over.
    """
    wanted: Any = kind
    return reader(wanted, ignore_unknown)(data)  # type: ignore[no-any-return]


def loads(kind: type[T], body: bytes | str, most: int = MOST_BYTES, *, ignore_unknown: bool = False) -> T:
    """Return the value of that kind in a JSON text of at most `most` bytes, as `decode`."""
    return decode(kind, parse(body, most), ignore_unknown=ignore_unknown)


def parse(body: bytes | str, most: int = MOST_BYTES) -> Any:
    """Return what a JSON text holds. Refused: too long, too deep, no JSON, a name twice, NaN. Raises WireError."""
    try:
        raw = body if isinstance(body, bytes) else body.encode()
        if len(raw) > most:
            raise WireError("too_big", limit=most // 1024)
        text = raw.decode()
        _measure_depth(text)
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_once)
    except WireError:
        raise
    except (ValueError, RecursionError) as error:
        raise WireError("not_json") from error


def check(value: Any) -> None:
    """Make sure that a dataclass made by hand could be sent: for `__post_init__`. Raises WireError."""
    kind: Any = type(value)
    for name, hint in hints_of(kind).items():
        read_part(name, reader(hint), _bare(getattr(value, name)))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which no name stands twice: readers disagree about which one counts."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise WireError("twice")
    return found


def _no_constant(name: str) -> NoReturn:
    raise WireError("not_json")


def _measure_depth(text: str) -> None:
    depth = 0
    for match in _BRACKETS.finditer(text):
        sign = match.group()
        depth += 1 if sign in "[{" else -1 if sign in "]}" else 0
        if depth > DEPTH:
            raise WireError("too_deep", limit=DEPTH)
