"""Frozen dataclasses to JSON and back. Back is strict: what is not exactly such a value is refused, and said where.

A field's type says what it takes; `Annotated` adds bounds: `Bound(low, high)` for a number, or for the length of a
text, list or object; `Shape(pattern)` for a whole text. Without bounds the limits below hold.
"""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NoReturn, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

MOST_BYTES = 16 * 1024
"""Bytes of a body where nothing else is said: a run of 400 replies has less than half of it."""
MOST_TEXT = 400
MOST_ITEMS = 10_000
DEPTH = 16
"""How deep lists and objects may stand in each other; ours need six."""
MOST_NUMBER = 2**53 - 1
"""Beyond it, JSON readers in browsers round."""
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[{]|[\]}]', re.DOTALL)


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

    def sentence(self, t: Says) -> str:
        """Return what is wrong, where, and what to do."""
        return t(self.key, where=self.where or t("team.wire.whole"), **self.values)


def encode(value: Any) -> dict[str, Any]:
    """Return a dataclass as plain dicts, lists, texts and numbers: what reading its JSON gives again."""
    return _bare(value)  # type: ignore[no-any-return]


def _bare(value: Any) -> Any:
    if is_dataclass(value):
        kind: Any = type(value)
        return {name: _bare(getattr(value, name)) for name in _hints(kind)}
    if isinstance(value, Mapping):
        return {name: _bare(part) for name, part in value.items()}
    return [_bare(part) for part in value] if isinstance(value, tuple) else value


def dumps(value: Any) -> bytes:
    """Return a dataclass, or what `encode` made of it, as compact JSON in UTF-8."""
    data = value if isinstance(value, Mapping) else encode(value)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def decode(kind: type[T], data: Any) -> T:
    """Return the value of that kind in data read from JSON. Raises WireError and nothing else."""
    return _read(kind, data, "")  # type: ignore[no-any-return]


def loads(kind: type[T], body: bytes | str, most: int = MOST_BYTES) -> T:
    """Return the value of that kind in a JSON text of at most `most` bytes. Raises WireError and nothing else."""
    return decode(kind, parse(body, most))


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
    for name, hint in _hints(kind).items():
        part = getattr(value, name)
        _read(hint, encode(part) if is_dataclass(part) else part, name)


def _read(kind: Any, data: Any, where: str) -> Any:
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _bounded(_read_bare(parts[0], data, where), parts[1:], where)
    if origin in (Union, UnionType):
        return _one_of(parts, data, where)
    value = _read_bare(kind, data, where)
    if origin is Literal or not isinstance(value, str | tuple | dict):
        return value
    return _bounded(value, (Bound(0, MOST_TEXT if isinstance(value, str) else MOST_ITEMS),), where)


def _read_bare(kind: Any, data: Any, where: str) -> Any:
    """The value without a look at its bounds."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is tuple:
        return tuple(_read(parts[0], item, f"{where}[{n}]") for n, item in enumerate(_listed(data, where)))
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return {
            _read(parts[0], key, where): _read(parts[1], data[key], _in(where, key)) for key in _object(data, where)
        }
    if origin is Literal:
        return _word(parts, data, where)
    if is_dataclass(kind):
        return _whole(kind, data, where)
    return _plain(kind, data, where)


def _plain(kind: Any, data: Any, where: str) -> Any:
    if kind is str:
        return _text(data, where)
    if kind is float and type(data) is int and abs(data) <= MOST_NUMBER:
        data = float(data)
    if type(data) is not kind or (kind is float and not math.isfinite(data)):
        raise WireError(_WANTED[kind], where)
    if kind is int and abs(data) > MOST_NUMBER:
        raise WireError("bad_number", where, low=-MOST_NUMBER, high=MOST_NUMBER)
    return data


_WANTED = {int: "not_number", float: "not_number", bool: "not_truth"}


def _text(data: Any, where: str) -> str:
    if not isinstance(data, str):
        raise WireError("not_text", where)
    try:
        data.encode()
    except UnicodeEncodeError as error:  # half of a surrogate pair
        raise WireError("bad_text", where) from error
    return data


def _word(known: tuple[Any, ...], data: Any, where: str) -> Any:
    if not isinstance(data, str) or data not in known:
        raise WireError("bad_word", where, known=", ".join(map(str, known)))
    return data


def _one_of(parts: tuple[Any, ...], data: Any, where: str) -> Any:
    """A value that may be absent, or a text or a number."""
    if data is None and NoneType in parts:
        return None
    wanted = [part for part in parts if part is not NoneType]
    fitting = next((part for part in wanted if type(data) is part), wanted[0])
    return _read(fitting, data, where)


def _whole(kind: Any, data: Any, where: str) -> Any:
    given, hints = _object(data, where), _hints(kind)
    unknown = next((name for name in given if name not in hints), None)
    if unknown is not None:
        raise WireError("unknown", _in(where, unknown))
    absent = next((name for name in _needed(kind) if name not in given), None)
    if absent is not None:
        raise WireError("missing", _in(where, absent))
    return kind(**{name: _read(hints[name], part, _in(where, name)) for name, part in given.items()})


def _object(data: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping) or not all(isinstance(name, str) for name in data):
        raise WireError("not_object", where)
    return data


def _listed(data: Any, where: str) -> list[Any] | tuple[Any, ...]:
    if not isinstance(data, list | tuple):
        raise WireError("not_list", where)
    return data


def _bounded(value: Any, limits: tuple[Any, ...], where: str) -> Any:
    for limit in limits:
        if isinstance(limit, Shape):
            if not re.fullmatch(limit.pattern, value):
                raise WireError("bad_shape", where)
        elif isinstance(value, int):
            if not limit.low <= value <= limit.high:
                raise WireError("bad_number", where, low=limit.low, high=limit.high)
        elif not limit.low <= len(value) <= limit.high:
            raise WireError("bad_length", where, low=limit.low, high=limit.high)
    return value


def _in(where: str, name: str) -> str:
    shown = "".join(letter for letter in name[:40] if letter.isprintable())
    return f"{where}.{shown}" if where else shown


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


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


@cache
def _needed(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING)
