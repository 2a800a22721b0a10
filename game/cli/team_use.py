"""`steady team use`: change to another contest that was joined."""

import argparse
from typing import TYPE_CHECKING

from game.cli.contest import contests
from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.text import Translator

if TYPE_CHECKING:
    from game.team.client.contest_play import ContestPlay
    from game.team.client.kinds import Membership


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("use", help=t("team_client.cli.use"), description=t("team_client.cli.use_about"))
    parser.add_argument("contest", metavar="CONTEST", help=t("team_client.cli.which"))
    parser.add_argument("--name", metavar="NAME", default="", help=t("team_client.cli.use_as"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Make it the current one. Raises WrongCallError where it was not joined."""
    with contests(context) as play:
        chosen = named(args.contest, play, context.t, args.name)
        play.use(chosen.id)
        context.write(context.t("team_client.cli.used", contest=chosen.title, name=chosen.name, team=chosen.team))
    return 0


def named(slug: str, play: "ContestPlay", t: Translator, name: str = "") -> "Membership":
    """Return the contest of that short name, joined by that name, the one used last of several.

    Raises WrongCallError where there is none.
    """
    joined, wanted = play.joined(), (slug.strip().lower(), name.strip().casefold())
    found = next((one for one in joined if wanted in ((one.slug, ""), (one.slug, one.name.casefold()))), None)
    if found is None:
        known = ", ".join(f"{contest.slug} ({contest.name})" for contest in joined)
        raise WrongCallError(t("team_client.cli.no_such", contest=slug[:64], known=known))
    return found
