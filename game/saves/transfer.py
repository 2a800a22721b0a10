"""A run as JSON, to hand on and to take in. What comes in is checked to the last field and believed in nothing."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NoReturn, TypeVar

from game.saves.problems import BadRunError, problem

if TYPE_CHECKING:
    from game.engine import Mode, Run

KIND = "steady-run"
SIZE_LIMIT = 512 * 1024
"""Bytes of JSON; a chat of a thousand replies takes a tenth of it."""
ACTIONS_LIMIT = 5000
NAME_LIMIT = 120
"""Characters of an id."""
PLAYER_LIMIT = 64
"""Characters of a player's name."""
STORY_ID = re.compile("[a-z0-9][a-z0-9-]*")
"""Never a path: a run from elsewhere must not choose which file is opened."""
DIGEST = re.compile("[0-9a-f]{16}")
MODES: tuple[Mode, ...] = ("practice", "ranked")
NUMBER_LIMIT = 2**31 - 1
LATEST = 253402300799.0
"""Seconds since the epoch at the end of the year 9999."""

Json = dict[str, object]
T = TypeVar("T")
Word = TypeVar("Word", bound=str)


def run_to_json(run: Run) -> Json:
    """Return a run as plain data for `json.dumps`."""
    return {
        "kind": KIND,
        "format": run.format,
        "story": run.story,
        "digest": run.digest,
        "rules": run.rules,
        "variant": run.deal.variant,
        "order": run.deal.order,
        "stamina": run.stamina,
        "mode": run.mode,
        "player": run.player,
        "actions": list(run.actions),
        "times": list(run.times),
    }


def read_run(text: str | bytes) -> Run:
    """Return the run that a JSON text holds. Raises BadRunError, which says what is wrong and where."""
    if len(text) > SIZE_LIMIT:
        _reject("run_too_big", limit=SIZE_LIMIT // 1024)
    try:
        data = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        _reject("run_not_json")
    return import_run(data)


def import_run(data: object) -> Run:
    """Return the run in data read from JSON. Raises BadRunError, which says what is wrong and where."""
    from game.engine import FORMAT_VERSION, Deal, Run

    if not isinstance(data, Mapping):
        _reject("run_not_object")
    if data.get("kind") != KIND:
        _reject("run_not_ours")
    if isinstance(data.get("format"), int) and data["format"] > FORMAT_VERSION:
        _reject("run_newer")
    fields = _Fields(data)
    run = Run(
        story=fields.matching("story", STORY_ID),
        digest=fields.matching("digest", DIGEST),
        deal=Deal(fields.name("variant"), fields.number("order", 0, NUMBER_LIMIT)),
        actions=fields.all_of("actions", _name),
        stamina=None if data.get("stamina") is None else fields.number("stamina", 0, 100),
        mode=fields.one_of("mode", MODES),
        player=fields.player("player"),
        rules=fields.number("rules", 1, NUMBER_LIMIT),
        format=fields.number("format", 1, FORMAT_VERSION),
        times=fields.all_of("times", _time),
    )
    fields.no_others(run_to_json(run))
    if len(run.times) not in (0, len(run.actions)):
        _reject("run_times", times=len(run.times), actions=len(run.actions))
    return run


def check_action(place: int, action: str) -> None:
    """Make sure that a run with this action could be read again. Raises BadRunError."""
    if place >= ACTIONS_LIMIT:
        _reject("run_too_long", where="actions", limit=ACTIONS_LIMIT)
    _name(f"actions[{place}]", action)


class _Fields:
    """The fields of a run as they came in, taken out one by one. Every method raises BadRunError."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self._data = data

    def name(self, field: str) -> str:
        return _name(field, self._get(field))

    def matching(self, field: str, pattern: re.Pattern[str]) -> str:
        name = self.name(field)
        if not pattern.fullmatch(name):
            _reject("run_bad_name", where=field)
        return name

    def player(self, field: str) -> str:
        player = _text(field, self._get(field))
        if len(player) > PLAYER_LIMIT or not player.isprintable():
            _reject("run_bad_player", where=field, limit=PLAYER_LIMIT)
        return player

    def one_of(self, field: str, allowed: tuple[Word, ...]) -> Word:
        word = _text(field, self._get(field))
        if word not in allowed:
            _reject("run_bad_word", where=field, allowed=", ".join(allowed))
        return next(known for known in allowed if known == word)

    def number(self, field: str, lowest: int, highest: int) -> int:
        number = self._get(field)
        if not isinstance(number, int) or isinstance(number, bool) or not lowest <= number <= highest:
            _reject("run_bad_number", where=field, lowest=lowest, highest=highest)
        return number

    def all_of(self, field: str, read: Callable[[str, object], T]) -> tuple[T, ...]:
        values = self._get(field)
        if not isinstance(values, list | tuple):
            _reject("run_not_list", where=field)
        if len(values) > ACTIONS_LIMIT:
            _reject("run_too_long", where=field, limit=ACTIONS_LIMIT)
        return tuple(read(f"{field}[{place}]", value) for place, value in enumerate(values))

    def no_others(self, known: Mapping[str, object]) -> None:
        unknown = next((name for name in self._data if name not in known), None)
        if unknown is not None:
            _reject("run_unknown", where=_shown(unknown))

    def _get(self, field: str) -> object:
        if field not in self._data:
            _reject("run_missing_field", where=field)
        return self._data[field]


def _text(where: str, value: object) -> str:
    if not isinstance(value, str):
        _reject("run_not_text", where=where)
    return value


def _name(where: str, value: object) -> str:
    """An id: something to see, without spaces, of a sane length."""
    text = _text(where, value)
    if not 0 < len(text) <= NAME_LIMIT or not text.isprintable() or " " in text:
        _reject("run_bad_name", where=where)
    return text


def _time(where: str, value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= LATEST:
        _reject("run_bad_number", where=where, lowest=0, highest=math.floor(LATEST))
    return float(value)


def _once(pairs: list[tuple[str, object]]) -> Json:
    """An object in which no name stands twice: readers disagree about which one counts."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _shown(name: object) -> str:
    return str(name)[:40]


def _reject(code: str, **values: str | int) -> NoReturn:
    raise BadRunError(problem(code, **values))
