"""`steady team submit`: send what is not sent yet, and say of each run what became of it."""

import argparse

from game.cli.asking import asking
from game.cli.contest import contests
from game.cli.context import Context
from game.cli.parser import Subparsers
from game.text import Translator


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    about = t("team_client.cli.submit_about")
    parser = subparsers.add_parser("submit", help=t("team_client.cli.submit"), description=about)
    parser.add_argument("--json", action="store_true", help=t("cli.option.json"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Send. Returns 1 where something still waits."""
    from game.cli.team_status import sending_data, told_sending

    with contests(context) as play:
        with asking(context):
            sent = play.send_now(force=True)
        if args.json:
            context.write_json([sending_data(one) for one in sent])
        for one in () if args.json else sent:
            context.write(told_sending(one, context.t))
        if not sent and not args.json:
            context.write(context.t("team_client.cli.nothing"))
    return 0 if all(one.sent for one in sent) else 1
