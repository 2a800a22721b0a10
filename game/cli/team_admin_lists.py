"""`steady team admin members`, `runs` and `log`: who takes part, what came in, what was done."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.cli.context import Context
from game.cli.parser import Subparsers
from game.cli.team_admin import word
from game.cli.team_admin_table import table
from game.text import Translator
from game.text.paint import Paint

if TYPE_CHECKING:
    from game.team.client.organiser import Organiser
    from game.team.organising import Governed, Members, Notes, Runs

WORDS = ("members", "runs", "log")


def add(commands: Subparsers, t: Translator) -> None:
    """Add the commands and their options."""
    members = word(commands, "members", t)
    members.add_argument("--find", default="", metavar="TEXT", help=t("team_admin.option.find"))
    runs = word(commands, "runs", t)
    runs.add_argument("--member", metavar="MEMBER", help=t("team_admin.option.of_member"))
    runs.add_argument("--story", metavar="ID", default="", dest="of_story", help=t("team_admin.option.of_story"))
    runs.add_argument("--flagged", action="store_true", help=t("team_admin.option.waiting"))
    word(commands, "log", t)


def run(args: argparse.Namespace, context: Context) -> int:
    """Print a list. Raises WrongCallError."""
    from game.cli.team_admin_link import asking
    from game.team.codec import encode
    from game.text.paint import paint_for

    paint = paint_for(context.streams.out, context.streams.environ)
    with asking(args, context) as side:
        contest = side.meant(args.contest)
        found, lines = _found(args, side, contest, context, paint)
    if args.json:
        context.write_json({"contest": contest.slug, **encode(found)})
        return 0
    for line in lines:
        context.write(line)
    return 0


def _found(
    args: argparse.Namespace, side: "Organiser", contest: "Governed", context: Context, paint: Paint
) -> "tuple[Members | Runs | Notes, Iterator[str]]":
    """What was asked for, as data and in words."""
    if args.admin_command == "members":
        members = side.members(contest.slug, args.find)
        return members, _members(members, context.t, paint)
    if args.admin_command == "runs":
        runs = _wanted(args, side, contest, context)
        return runs, _runs(runs, context.t, paint)
    notes = side.log(contest.slug)
    return notes, _log(notes, context.t, paint)


def _wanted(args: argparse.Namespace, side: "Organiser", contest: "Governed", context: Context) -> "Runs":
    from dataclasses import replace

    from game.cli.team_admin_who import member_named
    from game.team.organising import NEEDS_A_LOOK

    member = member_named(args.member, side, contest, context).id if args.member else ""
    found = side.runs(contest.slug, member, args.of_story)
    if not args.flagged:
        return found
    kept = tuple(run for run in found.runs if run.status in NEEDS_A_LOOK)
    return replace(found, of=len(kept), runs=kept)


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
    yield from _more(len(found.members), found.of, t)


def _runs(found: "Runs", t: Translator, paint: Paint) -> Iterator[str]:
    """Two lines each: an id is half as wide as a terminal."""
    from game.team.client import admin_words as words

    if not found.runs:
        yield t("team_admin.look.no_runs")
    for run in found.runs:
        style = "warning" if words.why(run, t) else ""
        yield f"{paint(run.run, 'dim')}  {paint(t(f'team_admin.run.{run.status}'), style)}  {words.moment(run.at)}"
        yield f"    {words.run_of(run, t)}, {words.took(run.seconds)}"
        if why := words.why(run, t):
            yield f"    {paint(why, 'hint')}"
    yield from _more(len(found.runs), found.of, t)


def _log(found: "Notes", t: Translator, paint: Paint) -> Iterator[str]:
    from game.team.client import admin_words as words

    if not found.notes:
        yield t("team_admin.look.no_notes")
    for note in found.notes:
        what = f"{words.action(note, t)}  {words.target(note)}  {words.change(note, t)}"
        yield f"{paint(words.moment(note.at), 'dim')}  {words.actor(note, t)}  {paint(what.rstrip(), 'name')}"
        if note.reason:
            yield f"    {note.reason}"
    yield from _more(len(found.notes), found.of, t)


def _more(shown: int, of: int, t: Translator) -> Iterator[str]:
    if shown < of:
        yield t("team_admin.look.more", shown=shown, of=of)
