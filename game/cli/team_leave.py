"""`steady team leave`: out of a contest, and erased there and here."""

import argparse
from typing import TYPE_CHECKING

from game.cli.asking import asking
from game.cli.contest import contests, says_yes
from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.cli.team_use import named
from game.text import Translator

if TYPE_CHECKING:
    from game.team.client.contest_play import ContestPlay
    from game.team.client.kinds import Membership


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    about = t("team_client.cli.leave_about")
    parser = subparsers.add_parser("leave", help=t("team_client.cli.leave"), description=about)
    parser.add_argument("contest", nargs="?", metavar="CONTEST", help=t("team_client.cli.leave_which"))
    parser.add_argument("--name", metavar="NAME", default="", help=t("team_client.cli.use_as"))
    parser.add_argument("--delete-runs", action="store_true", help=t("team_client.cli.leave_runs"))
    parser.add_argument("--here-only", action="store_true", help=t("team_client.cli.leave_here"))
    parser.add_argument("--yes", action="store_true", help=t("team_client.cli.leave_yes"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Leave. Raises WrongCallError where that is not sure, or the server could not be asked."""
    with contests(context) as play:
        leaving = named(args.contest or play.joined()[0].slug, play, context.t, args.name)
        if not args.yes and not _is_sure(leaving, play, context):
            context.write(context.t("team_client.cli.leave_kept"))
            return 1
        with asking(context):
            said = _leave(leaving, play, args, context.t)
        key = "left_here" if args.here_only else "left"
        context.write(context.t(f"team_client.cli.{key}", contest=leaving.title, name=leaving.name))
        if said:
            context.write(said)
    return 0


def _leave(leaving: "Membership", play: "ContestPlay", args: argparse.Namespace, t: Translator) -> str:
    from game.team.client.errors import ContestError

    try:
        return play.leave(leaving.id, here_only=args.here_only, delete_runs=args.delete_runs)
    except ContestError as error:
        raise WrongCallError(t("team_client.cli.leave_away", why=error.sentence(t))) from None


def _is_sure(leaving: "Membership", play: "ContestPlay", context: Context) -> bool:
    """Whether a person at a terminal says yes. Raises WrongCallError where nobody can be asked."""
    unsent = sum(not sent.sent for sent in play.outbox(leaving.id))
    values = {"contest": leaving.title, "name": leaving.name, "count": unsent}
    if not context.streams.is_terminal:
        raise WrongCallError(context.t("team_client.cli.leave_sure", **values))
    return says_yes(context, context.t("team_client.cli.leave_ask", **values))
