"""`steady team admin members`, `runs` and `log`: who takes part, what came in, what was done."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.cli.team_admin import word
from game.cli.team_admin_table import table
from game.text import Translator
from game.text.paint import Paint

if TYPE_CHECKING:
    from game.team.client.organiser import Organiser
    from game.team.organising import Governed, Members, Notes, Runs, RunSeen

    Part = Members | Runs | Notes

WORDS = ("members", "runs", "log")


def add(commands: Subparsers, t: Translator) -> None:
    """Add the commands and their options."""
    members, runs, log = (word(commands, name, t) for name in WORDS)
    members.add_argument("--find", default="", metavar="TEXT", help=t("team_admin.option.find"))
    runs.add_argument("--member", metavar="MEMBER", help=t("team_admin.option.of_member"))
    runs.add_argument("--story", metavar="ID", default="", dest="of_story", help=t("team_admin.option.of_story"))
    runs.add_argument("--flagged", action="store_true", help=t("team_admin.option.waiting"))
    for parser in (members, runs, log):
        parser.add_argument("--limit", type=int, metavar="N", help=t("team_admin.option.limit"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Print a list. Raises WrongCallError."""
    from game.cli.team_admin_link import asking
    from game.text.paint import paint_for

    if args.limit is not None and args.limit < 1:
        raise WrongCallError(context.t("team_admin.ask.bad_limit"))
    paint, name = paint_for(context.streams.out, context.streams.environ), _NAMES[args.admin_command]
    with asking(args, context) as side:
        contest = side.meant(args.contest)
        parts = _cut(_parts(args, side, contest, context), name, args.limit)
        if args.json:
            context.write_json({"contest": contest.slug, **_data(parts, name, args.limit)})
        else:
            _print(parts, name, args.limit, context, paint)
    return 0


_NAMES = {"members": "members", "runs": "runs", "log": "notes"}
"""What each command lists."""


def _parts(args: argparse.Namespace, side: "Organiser", contest: "Governed", context: Context) -> "Iterator[Part]":
    """What was asked for, as it comes from the server."""
    from game.cli.team_admin_who import member_named
    from game.team.client.organiser import parts, to_look_at
    from game.team.organising import MOST_SHOWN

    slug = contest.slug
    if args.admin_command == "members":
        yield from parts(lambda after: side.members(slug, args.find, after, MOST_SHOWN))
    elif args.admin_command == "log":
        yield from parts(lambda after: side.log(slug, after, MOST_SHOWN))
    else:
        member = member_named(args.member, side, contest, context).id if args.member else ""
        found = parts(lambda after: side.runs(slug, member, args.of_story, "", after, MOST_SHOWN))
        yield from _counted(to_look_at(found)) if args.flagged else found


def _counted(runs: "tuple[RunSeen, ...]") -> "Iterator[Runs]":
    """Runs as a part that says how many there are: no answer of the server counts those to look at alone."""
    from game.team.organising import Runs

    yield Runs(len(runs), runs)


def _cut(parts: "Iterator[Part]", name: str, limit: int | None) -> "Iterator[Part]":
    """The first `limit` of all that is listed."""
    left = limit
    for part in parts:
        listed = getattr(part, name)
        if left is not None and len(listed) >= left:
            yield replace(part, **{name: listed[:left]})
            return
        left = None if left is None else left - len(listed)
        yield part


def _data(parts: "Iterator[Part]", name: str, limit: int | None) -> dict[str, Any]:
    """All that is listed, and how many there are; None where that is not counted."""
    from game.team.codec import encode

    every = [encode(part) for part in parts]
    listed = [one for part in every for one in part[name]]
    return {"of": every[0]["of"] if len(listed) == limit else len(listed), name: listed}


def _print(parts: "Iterator[Part]", name: str, limit: int | None, context: Context, paint: Paint) -> None:
    """Part by part, as they come; at the end how many there are beyond the limit."""
    from game.team.client import admin_words as words

    shown, of, tell = 0, None, {"members": _members, "runs": _runs, "notes": _log}[name]
    for part in parts:
        shown, of = shown + len(getattr(part, name)), part.of
        for line in tell(part, context.t, paint):  # type: ignore[operator]  # the one for such parts
            context.write(line)
    if shown == limit and (of is None or shown < of):
        context.write(context.t("team_admin.look.more", shown=shown, of=words.number(of)))


def _members(found: "Members", t: Translator, paint: Paint) -> Iterator[str]:
    from game.team.client import admin_words as words

    if not found.members:
        yield t("team_admin.look.no_members")
        return
    names = ("team", "name", "points", "runs", "flagged", "role", "id")
    rows = [
        (m.team, words.name(m, t), "" if m.points is None else str(m.points), str(m.runs),
         str(m.flagged) if m.flagged else "", words.role(m, t), m.id)
        for m in found.members
    ]  # fmt: skip
    yield from table([t(f"team_admin.column.{name}") for name in names], rows, frozenset((2, 3, 4)), paint)


def _runs(found: "Runs", t: Translator, paint: Paint) -> Iterator[str]:
    """Two lines each: an id is half as wide as a terminal."""
    from game.team.client import admin_words as words

    if not found.runs:
        yield t("team_admin.look.no_runs")
    for run in found.runs:
        style = "warning" if words.why(run, t) else ""
        yield f"{paint(run.run, 'dim')}  {paint(t(f'team_admin.run.{run.status}'), style)}  {words.moment(run.at)}"
        yield f"    {words.run_and_time(run, t)}"
        if why := words.why(run, t):
            yield f"    {paint(why, 'hint')}"


def _log(found: "Notes", t: Translator, paint: Paint) -> Iterator[str]:
    from game.team.client import admin_words as words

    if not found.notes:
        yield t("team_admin.look.no_notes")
    for note in found.notes:
        what = f"{words.action(note, t)}  {words.target(note)}  {words.change(note, t)}"
        yield f"{paint(words.moment(note.at), 'dim')}  {words.actor(note, t)}  {paint(what.rstrip(), 'name')}"
        if note.reason:
            yield f"    {note.reason}"
