"""`steady fmt PATH…`: story files put in order."""

import argparse
from pathlib import Path

from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.text import Translator


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("fmt", help=t("cli.summary.fmt"), description=t("commands.fmt.about"))
    parser.add_argument("paths", nargs="+", metavar="PATH", help=t("commands.fmt.path"))
    parser.add_argument("--check", action="store_true", help=t("commands.fmt.check"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Format the stories. Returns 1 where one cannot be read, or with `--check` is out of order."""
    from game.format.checking import stories_at

    files = [story for name in args.paths for story in stories_at(_existing(name, context))]
    return max([_format(file, args.check, context) for file in files], default=0)


def _existing(name: str, context: Context) -> Path:
    from game.format.shelf.catalogue import Catalogue, story_folders

    path = Path(name)
    found = path if path.exists() else Catalogue(story_folders(context.streams.environ)).find(name)
    if found is None:
        raise WrongCallError(context.t("commands.check.nothing", path=name))
    return found


def _format(path: Path, only_check: bool, context: Context) -> int:
    from game.format.problems.report import text_report
    from game.format.read import story_file
    from game.format.writing.formatter import format_story
    from game.format.writing.replacing import replace_file
    from game.format.yaml.source import LARGEST_FILE, read_bytes

    t, file = context.t, story_file(path)
    try:
        data = read_bytes(file, LARGEST_FILE)
        formatted = format_story(data, str(file))
        if formatted.text is None:
            context.say("\n".join(text_report(problem, t) for problem in formatted.problems))
            context.say(t("commands.fmt.refused", file=file))
            return 1
        changed = formatted.text.encode() != data
        if changed and not only_check:
            replace_file(file, formatted.text.encode())
    except OSError as error:
        raise WrongCallError(t("commands.fmt.cannot", file=file, reason=error.strerror)) from error
    said = "same" if not changed else "would" if only_check else "changed"
    context.write(t(f"commands.fmt.{said}", file=file))
    return int(changed and only_check)
