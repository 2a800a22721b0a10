"""`steady team admin export`: a contest as a file, whole or not at all."""

import argparse
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.cli.team_admin import word
from game.text import Translator

WORDS = ("export",)
FORMATS = ("csv", "json", "jsonl", "zip")


def add(commands: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = word(commands, "export", t)
    parser.add_argument("format", metavar="FORMAT", choices=FORMATS, help=t("team_admin.option.format"))
    parser.add_argument("-o", "--output", dest="file", metavar="FILE", help=t("team_admin.option.file"))
    parser.add_argument("--no-names", action="store_true", help=t("team_admin.option.no_names"))
    parser.add_argument("--force", action="store_true", help=t("team_admin.option.force"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Write the file and say where. Raises WrongCallError."""
    from game.cli.team_admin_link import asking

    t = context.t
    with asking(args, context) as side:
        contest = side.meant(args.contest)
        file = Path(args.file or f"{contest.slug}.{args.format}")
        if file.exists() and not args.force:
            raise WrongCallError(t("team_admin.ask.file_there", path=str(file)))
        try:
            size = write_whole(file, side.export(contest.slug, args.format, names=not args.no_names))
        except OSError as error:
            reason = error.strerror or str(error)
            raise WrongCallError(t("team_admin.ask.no_file", path=str(file), reason=reason)) from error
    if args.json:
        context.write_json({"contest": contest.slug, "file": str(file), "bytes": size})
    else:
        context.write(t("team_admin.done.export", contest=contest.name, path=str(file), size=_told(size)))
    return 0


def write_whole(file: Path, pieces: Iterable[bytes]) -> int:
    """Write a file that only its owner reads, and return its size; what breaks off leaves none. Raises OSError."""
    new, size = file.with_name(f".{file.name}.{secrets.token_hex(4)}"), 0
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as writing:
            for piece in pieces:
                size += writing.write(piece)
        new.replace(file)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    return size


def _told(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{-(-size // 1024)} KB"
