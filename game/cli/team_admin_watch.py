"""`steady team admin watch`: any run of a contest, word by word."""

import argparse

from game.cli.context import Context
from game.cli.parser import Subparsers
from game.cli.team_admin import word
from game.text import Translator

WORDS = ("watch",)


def add(commands: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    word(commands, "watch", t).add_argument("run", metavar="RUN", help=t("team_admin.option.run"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Print what was said. Raises WrongCallError."""
    from game.cli.team_admin_link import asking
    from game.cli.team_admin_who import run_of_id
    from game.format.shelf.catalogue import Catalogue, story_folders
    from game.team.client import admin_words as words
    from game.text.paint import paint_for

    t = context.t
    with asking(args, context) as side:
        contest = side.meant(args.contest)
        found = run_of_id(args.run, side, contest, context)
        catalogue = Catalogue(story_folders(context.streams.environ))
        watched = side.watch(contest.slug, found.run, catalogue, context.saves_dir)
    if args.json:
        from game.cli.report import run_report
        from game.team.codec import encode

        context.write_json({**run_report(watched.session, t), "run": encode(found), "times_ms": list(watched.times_ms)})
        return 0
    from game.plain.wording import whole_chat

    paint = paint_for(context.streams.out, context.streams.environ)
    state = t(f"team_admin.run.{found.status}")
    about = {"name": words.player(found, t), "team": found.team, "story": found.story, "attempt": found.attempt}
    context.write(paint(t("team_admin.watch.about", state=state, **about), "title"))
    if why := words.why(found, t):
        context.write(paint(t("team_admin.watch.flags", why=why), "hint"))
    context.write("")
    for line in whole_chat(watched.session, t):
        context.write(line)
    return 0
