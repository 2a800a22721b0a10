"""`steady preview FILE`: a story played beside the editor in which it is being written."""

import argparse
import os
from contextlib import closing
from pathlib import Path

from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.text import Translator


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("preview", help=t("cli.summary.preview"), description=t("lab_preview.about"))
    parser.add_argument("file", metavar="FILE", help=t("lab_preview.option_file"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Preview a story until its writer leaves. Raises WrongCallError where there is no story or no terminal."""
    from game.format.shelf.catalogue import Catalogue, cache_folder, story_folders

    catalogue = Catalogue(story_folders(context.streams.environ), cache_folder())
    file = _story_file(args.file, catalogue.find(args.file), context.t)
    if not context.streams.is_terminal or context.streams.environ.get("TERM") == "dumb":
        raise WrongCallError(context.t("lab_preview.no_terminal", file=args.file))
    # Chinese input methods lose text in terminals with the Kitty key protocol unless this is set before Textual loads.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    from game.saves import open_saves
    from game.ui.preview.app import run_preview
    from game.ui.services import Services

    with closing(open_saves(context.saves_dir)) as saves:
        return run_preview(Services(catalogue, saves, environ=context.streams.environ, language=args.lang), file)


def _story_file(name: str, found: Path | None, t: Translator) -> Path:
    """The story's file for what the writer named: an id, a folder, a file. Raises WrongCallError."""
    from game.format.read import story_file

    path = found or Path(name)
    try:
        file = story_file(path)
        if file.is_file():
            return file.absolute()
        known = path.is_dir()
    except (OSError, ValueError):  # a name that no file can have, a folder that may not be looked into
        known = False
    raise WrongCallError(t("lab_preview.no_story_here" if known else "lab_preview.no_such_file", file=name))
