"""`steady team join`: into a contest, with the address and the code on the organiser's screen."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.cli.asking import asking
from game.cli.contest import contests, says_yes
from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.text import Translator, clean

if TYPE_CHECKING:
    from game.team.client.contest_play import ContestPlay
    from game.team.client.kinds import Membership

FIELDS = ("address", "code", "team", "name")
LONGEST = 500
"""Characters read of an answer."""


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("join", help=t("team_client.cli.join"), description=t("team_client.cli.join_about"))
    parser.add_argument("address", nargs="?", metavar="ADDRESS", help=t("team_client.cli.address"))
    parser.add_argument("code", nargs="?", metavar="CODE", help=t("team_client.cli.code"))
    parser.add_argument("--team", help=t("team_client.cli.team"))
    parser.add_argument("--name", help=t("team_client.cli.name"))
    parser.add_argument("--again", action="store_true", help=t("team_client.cli.again"))
    parser.add_argument("--json", action="store_true", help=t("cli.option.json"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Join. Raises WrongCallError where something is missing, it was joined before, or the server says no."""
    from game.team.names import NameProblem

    address, code, team, name = _all(args, context)
    with contests(context, joining=True) as play:
        try:
            if not args.again and not _is_new(play.joined_with(code), team, name, args, context):
                context.write(context.t("team_client.cli.again_kept"))
                return 1
            with asking(context):
                joined = play.join(address, code, team, name)
        except NameProblem as problem:
            raise WrongCallError(problem.sentence(context.t)) from problem
        if joined.is_plain:
            context.say(context.t("team_client.plain_http"))
        if args.json:
            context.write_json(as_data(joined))
        else:
            _tell(joined, play, context)
    return 0


def as_data(joined: "Membership") -> dict[str, str | bool]:
    """Return a contest for programs; its token is nobody's business."""
    names = ("title", "slug", "address", "name", "team", "is_current")
    return {name: getattr(joined, name) for name in names}


def _is_new(known: "Sequence[Membership]", team: str, name: str, args: argparse.Namespace, context: Context) -> bool:
    """Whether nobody has joined here, or a person at a terminal says that somebody else joins now.

    Raises WrongCallError where nobody can be asked, and for who has joined already.
    """
    if not known:
        return True
    mine = next((one for one in known if one.is_who(team, name)), known[0])
    values = {"contest": mine.title, "mine": mine.name, "team": mine.team, "slug": mine.slug}
    if mine.is_who(team, name):
        raise WrongCallError(context.t("team_client.cli.again_same", **values))
    if args.json or not context.streams.is_terminal:
        raise WrongCallError(context.t("team_client.cli.again_sure", **values))
    return says_yes(context, context.t("team_client.cli.again_ask", **values, name=clean(name)))


def _tell(joined: "Membership", play: "ContestPlay", context: Context) -> None:
    t, story = context.t, next(iter(play.stories()), None)
    context.write(t("team_client.cli.joined", contest=joined.title, name=joined.name, team=joined.team))
    context.write(t("team_client.cli.next", story=story.id) if story else t("team_client.cli.wait_open"))


def _all(args: argparse.Namespace, context: Context) -> list[str]:
    """What was given, and what a person at a terminal is asked for."""
    given = {name: getattr(args, name) for name in FIELDS}
    missing = [name for name in FIELDS if not given[name]]
    if missing and (args.json or not context.streams.is_terminal):
        labels = {"address": "ADDRESS", "code": "CODE", "team": "--team", "name": "--name"}
        names = ", ".join(labels[name] for name in missing)
        raise WrongCallError(context.t("team_client.cli.missing", missing=names))
    return [given[name] or _asked(name, context) for name in FIELDS]


def _asked(name: str, context: Context) -> str:
    context.streams.out.write(context.t(f"team_client.cli.ask_{name}") + " ")
    context.streams.out.flush()
    return context.streams.inp.readline(LONGEST).strip()
