"""Readers of plain data, as JSON gives it: what is not exactly a value of the kind wanted is refused, and said where.

A field's type says what it takes; `Annotated` adds bounds: `Bound(low, high)` for a number, or for the length of a
text, list or object; `Shape(pattern)` for a whole text. Without bounds the limits below hold.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache, partial
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Protocol, Union, get_args, get_origin, get_type_hints

Read = Callable[[Any], Any]
"""Takes what `json` read and returns the value. Raises WireError."""

MOST_TEXT = 400
MOST_ITEMS = 10_000
MOST_NUMBER = 2**53 - 1
"""Beyond it, JSON readers in browsers round."""


@dataclass(frozen=True, slots=True)
class Bound:
    """From `low` to `high`, both included: of a number, or of the length of a text (characters), list or object."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Shape:
    """What a whole text looks like, as a regular expression."""

    pattern: str


class Says(Protocol):
    """Looks a message up by its key and fills in the words."""

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the message."""
        ...


class WireError(ValueError):
    """Data from outside that is not what it should be. `key` is a message of the catalogue, told by `sentence`."""

    def __init__(self, code: str, where: str = "", **values: str | int) -> None:
        super().__init__(code, where, values)
        self.code = code
        """One word, for machines."""
        self.where = where
        """The place in the data, such as `actions[3]`; empty for the data as a whole."""
        self.values = values

    @property
    def key(self) -> str:
        """The key of the sentence in the message catalogue."""
        return f"team.wire.{self.code}"

    def inside(self, way: str) -> "WireError":
        """Return the same error of something larger, in which `way` leads to what it was of."""
        between = "." if self.where and not self.where.startswith("[") else ""
        return WireError(self.code, f"{way}{between}{self.where}", **self.values)

    def sentence(self, t: Says) -> str:
        """Return what is wrong, where, and what to do."""
        return t(self.key, where=self.where or t("team.wire.whole"), **self.values)


@cache
def reader(kind: Any, ignore_unknown: bool = False) -> Read:
    """Return what reads a value of that kind, put together once: its fields are looked up now and not for every value.

    What it raises names the place within the value; whoever reads a part of something puts the way to it before.
    With `ignore_unknown`, names are passed over that no field has: whoever wrote them may be newer than we are.
    """
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _within(_bare_reader(parts[0], ignore_unknown), parts[1:])
    if origin in (Union, UnionType):
        return _one_of(parts, ignore_unknown)
    read = _bare_reader(kind, ignore_unknown)
    if kind is str:
        return _within(read, (Bound(0, MOST_TEXT),))
    return _within(read, (Bound(0, MOST_ITEMS),)) if origin is tuple or _is_mapping(origin) else read


def _bare_reader(kind: Any, ignore_unknown: bool) -> Read:
    """What reads the value without a look at its bounds."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is tuple:
        return partial(_list, reader(parts[0], ignore_unknown))
    if _is_mapping(origin):
        return partial(_mapping, reader(parts[0]), reader(parts[1], ignore_unknown))
    if origin is Literal:
        return partial(_word, parts)
    if is_dataclass(kind):
        return _whole(kind, ignore_unknown)
    return _text if kind is str else _float if kind is float else partial(_number, kind)


def _is_mapping(origin: Any) -> bool:
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _number(kind: type[int], data: Any) -> int:
    if type(data) is not kind:
        raise WireError("not_truth" if kind is bool else "not_number")
    if not -MOST_NUMBER <= data <= MOST_NUMBER:
        raise WireError("bad_number", low=-MOST_NUMBER, high=MOST_NUMBER)
    return data


def _float(data: Any) -> float:
    if type(data) is int and abs(data) <= MOST_NUMBER:
        return float(data)
    if type(data) is not float or not math.isfinite(data):
        raise WireError("not_number")
    return data


def _text(data: Any) -> str:
    if not isinstance(data, str):
        raise WireError("not_text")
    try:
        data.encode()
    except UnicodeEncodeError as error:  # half of a surrogate pair
        raise WireError("bad_text") from error
    return data


def _word(known: tuple[Any, ...], data: Any) -> Any:
    if not isinstance(data, str) or data not in known:
        raise WireError("bad_word", known=", ".join(map(str, known)))
    return data


def _one_of(parts: tuple[Any, ...], ignore_unknown: bool) -> Read:
    """A value that may be absent, or a text or a number."""
    wanted = {part: reader(part, ignore_unknown) for part in parts if part is not NoneType}
    first, may_be_absent = next(iter(wanted.values())), NoneType in parts

    def read(data: Any) -> Any:
        if data is None and may_be_absent:
            return None
        return wanted.get(type(data), first)(data)

    return read


def _whole(kind: Any, ignore_unknown: bool) -> Read:
    readers = {name: reader(hint, ignore_unknown) for name, hint in hints_of(kind).items()}
    needed = _needed(kind)

    def read(data: Any) -> Any:
        given = _object(data)
        if ignore_unknown:
            given = {name: part for name, part in given.items() if name in readers}
        elif not given.keys() <= readers.keys():
            raise WireError("unknown", _shown(next(name for name in given if name not in readers)))
        if not given.keys() >= needed.keys():
            raise WireError("missing", next(name for name in needed if name not in given))
        return kind(**{name: read_part(name, readers[name], part) for name, part in given.items()})

    return read


def _mapping(read_name: Read, read: Read, data: Any) -> dict[Any, Any]:
    return {read_name(name): read_part(name, read, part) for name, part in _object(data).items()}


def read_part(name: str, read: Read, data: Any) -> Any:
    """Return a part of something, which `name` leads to. Raises WireError."""
    try:
        return read(data)
    except WireError as error:
        raise error.inside(_shown(name)) from error


def _object(data: Any) -> Mapping[str, Any]:
    if not isinstance(data, Mapping) or not all(isinstance(name, str) for name in data):
        raise WireError("not_object")
    return data


def _list(read: Read, data: Any) -> tuple[Any, ...]:
    if not isinstance(data, list | tuple):
        raise WireError("not_list")
    found: list[Any] = []
    try:
        for item in data:
            found.append(read(item))
    except WireError as error:
        raise error.inside(f"[{len(found)}]") from error
    return tuple(found)


def _within(read: Read, limits: tuple[Any, ...]) -> Read:
    for limit in limits:
        read = _shaped(read, limit.pattern) if isinstance(limit, Shape) else _bounded(read, limit.low, limit.high)
    return read


def _shaped(read: Read, pattern: str) -> Read:
    fits = re.compile(pattern).fullmatch

    def shaped(data: Any) -> Any:
        value = read(data)
        if not fits(value):
            raise WireError("bad_shape")
        return value

    return shaped


def _bounded(read: Read, low: int, high: int) -> Read:
    def bounded(data: Any) -> Any:
        value = read(data)
        if isinstance(value, int):
            if not low <= value <= high:
                raise WireError("bad_number", low=low, high=high)
        elif not low <= len(value) <= high:
            raise WireError("bad_length", low=low, high=high)
        return value

    return bounded


def _shown(name: str) -> str:
    return "".join(letter for letter in name[:40] if letter.isprintable())


@cache
def hints_of(kind: Any) -> dict[str, Any]:
    """Return the types of a dataclass's fields, by name, in their order."""
    return get_type_hints(kind, include_extras=True)


def _needed(kind: Any) -> dict[str, None]:
    """The fields without a default, in their order."""
    return {field.name: None for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING}
