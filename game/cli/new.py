"""`steady new ID`: the smallest good story, to build on."""

import argparse
from pathlib import Path

from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.text import Translator


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("new", help=t("cli.summary.new"), description=t("problems.new.about"))
    parser.add_argument("id", metavar="ID", help=t("problems.new.id"))
    parser.add_argument("--folder", metavar="DIR", help=t("problems.new.folder"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Write the story and say where. Raises WrongCallError for a bad id, a story that exists, an unwritable folder."""
    from game.format.names import STORY_FILE
    from game.format.scaffold import write_story
    from game.format.words import is_story_id

    t = context.t
    if not is_story_id(args.id):
        raise WrongCallError(t("problems.new.bad_id", id=args.id))
    shelf = Path("stories")
    folder = Path(args.folder) if args.folder else shelf if shelf.is_dir() else Path()
    file = folder / args.id / STORY_FILE
    try:
        write_story(args.id, folder, context.t.language)
    except FileExistsError as error:
        raise WrongCallError(t("problems.new.exists", file=file)) from error
    except OSError as error:
        raise WrongCallError(t("problems.new.cannot", file=file, reason=error.strerror)) from error
    context.write(t("problems.new.done", file=file))
    context.say(t("problems.new.next", path=file.parent))
    return 0
