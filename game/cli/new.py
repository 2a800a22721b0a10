"""`steady new ID`: the smallest good story, to build on."""

import argparse
import re
from pathlib import Path
from shlex import quote

from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.text import Translator

EXAMPLE = "late-parcel"


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("new", help=t("cli.summary.new"), description=t("commands.new.about"))
    parser.add_argument("id", metavar="ID", help=t("commands.new.id"))
    parser.add_argument("--folder", metavar="DIR", help=t("commands.new.folder"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Write the story and say where. Raises WrongCallError for a bad id, a story that exists, an unwritable folder."""
    from game.format.grammar.words import is_story_id
    from game.format.names import STORY_FILE
    from game.format.writing.scaffold import write_story
    from game.format.writing.schema import SCHEMA_FILE

    t = context.t
    if not is_story_id(args.id):
        raise WrongCallError(t("commands.new.bad_id", id=args.id, like=_like(args.id)))
    shelf = Path("stories")
    folder = Path(args.folder) if args.folder else shelf if shelf.is_dir() else Path()
    file = folder / args.id / STORY_FILE
    try:
        write_story(args.id, folder, context.t.language)
    except FileExistsError as error:
        raise WrongCallError(t("commands.new.exists", file=file)) from error
    except OSError as error:
        raise WrongCallError(t("commands.new.cannot", file=file, reason=error.strerror)) from error
    context.write(t("commands.new.done", file=file))
    context.say(t("commands.new.next", path=quote(str(file.parent)), schema=SCHEMA_FILE))
    return 0


def _like(word: str) -> str:
    """An id made of what was meant as one, or an example where nothing of it can be used."""
    from game.format.grammar.words import LONGEST_ID, is_story_id

    id = re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-")[:LONGEST_ID]
    return id if is_story_id(id) else EXAMPLE
