"""`steady team admin status` and `contests`: how contests stand."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.cli.context import Context
from game.cli.parser import Subparsers
from game.cli.team_admin import word
from game.cli.team_admin_table import facts, table
from game.text import Translator
from game.text.paint import Paint

if TYPE_CHECKING:
    from game.team.organising import Governed, Overview, TeamSeen

WORDS = ("status", "contests")


def add(commands: Subparsers, t: Translator) -> None:
    """Add the commands."""
    for name in WORDS:
        word(commands, name, t)


def run(args: argparse.Namespace, context: Context) -> int:
    """Print how things stand. Raises WrongCallError."""
    from game.cli.team_admin_link import asking
    from game.team.codec import encode
    from game.text.paint import paint_for

    paint = paint_for(context.streams.out, context.streams.environ)
    with asking(args, context) as side:
        if args.admin_command == "contests":
            found = side.contests()
            data: object = {"contests": [encode(contest) for contest in found]}
            lines = _contests(found, context.t, paint)
        else:
            look = side.overview(side.meant(args.contest).slug)
            teams = side.every_team(look.contest.slug)
            data = {**encode(look), "teams": [encode(team) for team in teams]}
            lines = _status(look, teams, side.address.url, context.t, paint)
    if args.json:
        context.write_json(data)
        return 0
    for line in lines:
        context.write(line)
    return 0


def _contests(found: "tuple[Governed, ...]", t: Translator, paint: Paint) -> Iterator[str]:
    from game.team.client import admin_words as words

    if not found:
        yield t("team_admin.look.no_contests")
        return
    head = [t(f"team_admin.column.{name}") for name in ("id", "contest", "state", "code", "people", "flagged")]
    rows = [
        (c.slug, c.name, words.state(c, t), c.code, str(c.members), str(c.flagged) if c.flagged else "") for c in found
    ]
    yield from table(head, rows, frozenset((4, 5)), paint)


def _status(look: "Overview", teams: "tuple[TeamSeen, ...]", url: str, t: Translator, paint: Paint) -> Iterator[str]:
    from game.team.client import admin_words as words

    contest = look.contest
    titles = [story.title.get(t.language, story.id) for story in look.stories]
    yield paint(t("team_admin.look.heading", contest=contest.name, state=words.state(contest, t)), "title")
    covered = "" if contest.covered is None else t("team_admin.look.covered_of", covered=contest.covered)
    counts = {"members": contest.members, "teams": contest.teams, "played": contest.played}
    pairs = (
        ("slug", contest.slug),
        ("code", words.code(contest, t)),
        ("clock", words.clock(contest, t)),
        ("covered", covered),
        ("address", contest.address),
        ("wall", f"{contest.address or url}/wall/{contest.slug}"),
        ("people", t("team_admin.look.people_of", **counts)),
        ("runs", t("team_admin.look.runs_of", runs=contest.runs, flagged=contest.flagged)),
        ("stories", t("ui.list").join(titles)),
    )
    yield from facts([(t(f"team_admin.look.{name}"), value) for name, value in pairs], paint)
    yield ""
    if not teams:
        yield t("team_admin.look.no_teams")
        return
    yield paint(t(f"team_admin.look.{'teams_frozen' if contest.frozen else 'teams'}"), "title")
    head = [t(f"team_admin.column.{name}") for name in ("place", "team", "score", "played")]
    rows = [
        (words.place(team), team.name, "" if team.score is None else str(team.score),
         t("team_admin.look.played_of", played=team.played, members=team.members))
        for team in teams
    ]  # fmt: skip
    yield from table(head, rows, frozenset((0, 2)), paint)
