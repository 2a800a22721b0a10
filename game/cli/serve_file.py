"""What contest `steady serve` is to make: from a file, from options, or as usual; an option counts before the file."""

import argparse
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.parser import WrongCallError
from game.text import Translator

if TYPE_CHECKING:
    from game.team.rules import ContestRules
    from game.team.server.contests import Times

LARGEST = 64 * 1024
MOMENTS = ("opens", "freezes", "closes")
KINDS: Mapping[str, type] = {"name": str, "stories": str, "show_code": bool, "address": str, "rules": dict}
"""What a file may say besides its moments."""
RULES = {"attempts": "attempts", "count_stories": "stories", "min_group": "min_group", "keep_days": "keep_days"}
"""Options that are rules of the contest; the others are for the file alone."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A contest as it is wished for."""

    name: str | None
    stories: str | None
    times: "Times"
    rules: "ContestRules"
    show_code: bool
    address: str


def wish_of(args: argparse.Namespace, t: Translator) -> Wish:
    """Return the contest that file and options ask for. Raises WrongCallError."""
    said = _file(Path(args.rules), t) if args.rules else {}
    given = {name: getattr(args, name) for name in (*MOMENTS, "name", "stories", "address")}
    whole = said | {name: value for name, value in given.items() if value is not None}
    return Wish(
        whole.get("name"), whole.get("stories"), _times(whole, t), _rules(args, whole.get("rules", {}), t),
        args.show_code or whole.get("show_code", False), whole.get("address", ""),
    )  # fmt: skip


def _file(path: Path, t: Translator) -> dict[str, Any]:
    """What the file says; its stories lie beside it."""
    try:
        if path.stat().st_size > LARGEST:
            raise WrongCallError(t("team_server.serve.file_too_big", path=str(path), limit=LARGEST // 1024))
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise WrongCallError(t("team_server.serve.no_file", path=str(path), detail=error.strerror or "")) from error
    except (ValueError, RecursionError) as error:
        raise WrongCallError(t("team_server.serve.bad_file", path=str(path), detail=str(error))) from error
    for name, value in data.items():
        _check(name, value, path, t)
    beside = path.parent / data["stories"] if "stories" in data else None
    return {**data, **({"stories": str(beside)} if beside and beside.exists() else {})}


def _check(name: str, value: object, path: Path, t: Translator) -> None:
    known = ", ".join((*KINDS, *MOMENTS))
    kinds = (str, datetime, date, time) if name in MOMENTS else KINDS.get(name, ())
    if not kinds:
        raise WrongCallError(t("team_server.serve.unknown_name", path=str(path), name=name[:40], known=known))
    if not isinstance(value, kinds):
        raise WrongCallError(t("team_server.serve.wrong_kind", path=str(path), name=name))


def _rules(args: argparse.Namespace, said: dict[str, Any], t: Translator) -> "ContestRules":
    from game.team.codec import WireError
    from game.team.rules import ContestRules

    given = {rule: getattr(args, option) for option, rule in RULES.items() if getattr(args, option) is not None}
    try:
        return ContestRules.from_json(said | given)
    except WireError as error:
        raise WrongCallError(t("team_server.serve.bad_rules", detail=error.sentence(t))) from error


def _times(whole: Mapping[str, Any], t: Translator) -> "Times":
    from game.team.server.contests import Times

    times = Times(*(moment_of(whole.get(name), t) for name in MOMENTS))
    given = [moment for moment in (times.opens, times.freezes, times.closes) if moment is not None]
    if given != sorted(given):
        raise WrongCallError(t("team_server.serve.bad_order"))
    return times


def moment_of(wish: str | date | time | None, t: Translator) -> int | None:
    """Milliseconds since the epoch of a moment in local time: `2026-05-20T14:00`, or `14:00` for today."""
    from game.team.client.moments import read_moment

    if wish is None:
        return None
    text = wish if isinstance(wish, str) else wish.isoformat()
    try:
        return read_moment(text) * 1000
    except ValueError as error:
        raise WrongCallError(t("team_server.serve.bad_time", time=text)) from error
