"""`steady team fetch`: stories and tickets ahead, for playing where there is no network."""

import argparse

from game.cli.asking import asking
from game.cli.contest import contests
from game.cli.context import Context
from game.cli.parser import Subparsers
from game.text import Translator


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command."""
    subparsers.add_parser("fetch", help=t("team_client.cli.fetch"), description=t("team_client.cli.fetch_about"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Fetch. Raises WrongCallError where the server says no."""
    with contests(context) as play:
        with asking(context):
            count = play.fetch_ahead()
        context.write(context.t(f"team_client.cli.{'fetched' if count else 'fetched_nothing'}", count=count))
    return 0
