"""`steady team admin` without a word: the screen."""

import argparse
import os
from contextlib import closing
from typing import TYPE_CHECKING

from game.cli.context import Context

if TYPE_CHECKING:
    from game.team.client.organiser import Organiser


def open_screen(args: argparse.Namespace, context: Context) -> int:
    """Look after contests until the organiser leaves. Raises WrongCallError."""
    from game.cli.team_admin_link import asking

    with asking(args, context) as side:  # a wrong token or address is said before the screen is taken
        meant = side.meant(args.contest)
        return _open(side, meant.slug if args.contest else None, args, context)


def _open(side: "Organiser", slug: str | None, args: argparse.Namespace, context: Context) -> int:
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
