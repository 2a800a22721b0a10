"""Frozen values to JSON and back. Back is strict: whatever is not exactly such a value is refused."""

import math
from dataclasses import asdict, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_json(value: Any) -> Any:
    """Return a dataclass as plain dicts, lists and numbers."""
    return asdict(value)


def from_json(kind: type[T], data: Any) -> T:
    """Return the value of that kind that `data` holds. Raises ValueError where it is none."""
    value: T = _value(kind, data)
    return value


def _value(kind: Any, data: Any) -> Any:
    origin, parts = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple(parts, data)
    if origin in (Union, UnionType):
        return None if data is None and NoneType in parts else _value(parts[0], data)
    if origin is Literal:
        return _known(data, type(data) is str and data in parts)
    if is_dataclass(kind):
        return _whole(kind, data)
    if kind is float:
        return float(_known(data, type(data) in (int, float) and math.isfinite(data)))
    return _known(data, type(data) is kind)


def _known(data: Any, fits: bool) -> Any:
    if not fits:
        raise ValueError("not such a value")
    return data


def _tuple(parts: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    items = _known(data, type(data) in (list, tuple))
    if parts[-1] is Ellipsis:
        return tuple(_value(parts[0], item) for item in items)
    return tuple(_value(part, item) for part, item in zip(parts, _known(items, len(items) == len(parts)), strict=True))


def _whole(kind: Any, data: Any) -> Any:
    hints = _hints(kind)
    given = _known(data, type(data) is dict and data.keys() == hints.keys())
    return kind(**{name: _value(hint, given[name]) for name, hint in hints.items()})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
