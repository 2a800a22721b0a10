"""`steady team admin new`: another contest on a running server, with the rules and stories of one that is there."""

import argparse

from game.cli.context import Context
from game.cli.parser import Subparsers
from game.cli.team_admin import word
from game.text import Translator

WORDS = ("new",)
MOMENTS = ("opens", "freezes", "closes")


def add(commands: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = word(commands, "new", t)
    parser.add_argument("name", metavar="NAME", help=t("team_admin.option.new_name"))
    for moment in MOMENTS:
        parser.add_argument(f"--{moment}", metavar="TIME", help=t(f"team_admin.option.{moment}"))
    parser.add_argument("--stories", metavar="IDS", default="", help=t("team_admin.option.stories"))
    parser.add_argument("--reason", metavar="TEXT", help=t("team_admin.option.reason"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Make it and say how it is joined. Raises WrongCallError."""
    from game.cli.team_admin_link import asking
    from game.cli.team_admin_orders import reason
    from game.team.client import admin_words
    from game.team.codec import encode
    from game.team.organising import Found

    t = context.t
    opens, freezes, closes = (_second(getattr(args, name), t) for name in MOMENTS)
    stories = tuple(id.strip() for id in args.stories.split(",") if id.strip())
    with asking(args, context) as side:
        like = side.meant(args.contest)
        made = side.found(like.slug, Found(args.name, reason(args, context), stories, opens, freezes, closes))
    if args.json:
        context.write_json(encode(made))
        return 0
    by_hand = made.clock.opens is None
    time = admin_words.moment(made.clock.opens or 0)
    when = t(f"team_admin.done.{'new_by_hand' if by_hand else 'new_at'}", slug=made.slug, time=time)
    context.write(t("team_admin.done.new", contest=made.name, slug=made.slug, code=made.code, when=when))
    return 0


def _second(wish: str | None, t: Translator) -> int | None:
    from game.cli.serve_file import moment_of

    at = moment_of(wish, t)
    return None if at is None else at // 1000
