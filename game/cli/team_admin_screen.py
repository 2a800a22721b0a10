"""`steady team admin` without a word: the screen."""

import argparse
import os
from contextlib import closing

from game.cli.context import Context


def open_screen(args: argparse.Namespace, context: Context) -> int:
    """Look after contests until the organiser leaves. Raises WrongCallError."""
    from game.cli.team_admin_link import organiser, told

    side = organiser(args, context)
    with told(context):
        slug = side.meant(args.contest).slug if args.contest else None
        side.contests()  # a wrong token or address is said before the screen is taken
    # Chinese input methods lose text in terminals with the Kitty key protocol unless this is set before Textual loads.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    from game.format.shelf.catalogue import Catalogue, story_folders
    from game.saves import open_saves
    from game.ui.contest_admin.app import run_contest_admin
    from game.ui.services import Services

    catalogue = Catalogue(story_folders(context.streams.environ))
    with closing(open_saves(context.saves_dir)) as saves:
        services = Services(catalogue, saves, environ=context.streams.environ, language=args.lang)
        return run_contest_admin(services, side, slug)
