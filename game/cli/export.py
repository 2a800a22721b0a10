"""`steady export`: what was practised, for a spreadsheet, a program or a learning record store."""

import argparse
import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.text import Translator

if TYPE_CHECKING:
    from game.cli.practice import Practised

FORMATS = ("csv", "json", "xapi")
COLUMNS = (
    "run", "story", "title", "deal", "mode", "player", "started", "last_played", "seconds", "replies", "care", "cards",
    "techniques", "slips", "ending", "grade", "score",
)  # fmt: skip
_FORMULA = tuple("=+-@\t\r")
"""How a text begins that a spreadsheet would run."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("export", help=t("cli.summary.export"), description=t("lab_stats.export.about"))
    parser.add_argument("--format", choices=FORMATS, required=True, help=t("lab_stats.export.format"))
    parser.add_argument("-o", "--output", metavar="FILE", help=t("lab_stats.export.output"))
    parser.add_argument("--learner", metavar="EMAIL", help=t("lab_stats.export.learner"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Export. Raises WrongCallError for saved data that cannot be read and a file that cannot be written."""
    from game.cli.practice import practice

    if args.learner and not _EMAIL.fullmatch(args.learner):
        raise WrongCallError(context.t("lab_stats.export.no_email", email=args.learner))
    chats = practice(context).chats
    if args.format == "csv":
        _put(_as_csv(chats), args.output, context, encoding="utf-8-sig")
    else:
        _put(_as_json(chats, args, context), args.output, context)
    return 0


def _as_json(chats: "tuple[Practised, ...]", args: argparse.Namespace, context: Context) -> str:
    from game.cli.xapi import statements

    objects = [_whole(chat) for chat in chats] if args.format == "json" else []
    if args.format == "xapi":
        objects = [told for chat in chats for told in statements(chat, context.story_language, args.learner)]
    is_utf8 = args.output or (context.streams.out.encoding or "utf-8").lower().replace("-", "") == "utf8"
    return json.dumps(objects, ensure_ascii=not is_utf8, indent=2) + "\n"


def _row(chat: "Practised") -> dict[str, Any]:
    from game.cli.xapi import moment

    saved, result = chat.saved, chat.saved.result
    return {
        "run": saved.id,
        "story": saved.summary.story,
        "title": chat.story.title if chat.story else "",
        "deal": saved.run.deal.variant,
        "mode": saved.summary.mode,
        "player": saved.summary.player,
        "started": moment(saved.summary.started_at),
        "last_played": moment(saved.summary.last_played),
        "seconds": round(chat.seconds),
        "replies": chat.replies,
        "care": chat.care,
        "cards": chat.cards,
        "techniques": chat.techniques.total() if chat.story else "",
        "slips": chat.slips.total() if chat.story else "",
        "ending": result.ending if result else "",
        "grade": result.grade if result else "",
        "score": result.score if result else "",
    }


def _whole(chat: "Practised") -> dict[str, Any]:
    """A row with nulls for what is not known, the actions, and what they were."""
    from game.saves import run_to_json

    row = {key: None if value == "" and key != "player" else value for key, value in _row(chat).items()}
    kinds = {"techniques": dict(chat.techniques), "slips": dict(chat.slips)} if chat.story else {}
    return {**row, **kinds, "replay": run_to_json(chat.saved.run)}


def _as_csv(chats: "tuple[Practised, ...]") -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for chat in chats:
        writer.writerow({key: _harmless(value) for key, value in _row(chat).items()})
    return text.getvalue()


def _harmless(value: Any) -> Any:
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _put(text: str, output: str | None, context: Context, encoding: str = "utf-8") -> None:
    """Write to the file, with the mark by which spreadsheets know UTF-8, or to standard output."""
    if output is None:
        context.streams.out.write(text)
        return
    try:
        Path(output).write_text(text, encoding=encoding, newline="\n")
    except (OSError, ValueError) as error:  # a name with a null character is no OSError
        reason = getattr(error, "strerror", None) or str(error)
        raise WrongCallError(context.t("lab_stats.export.cannot_write", file=output, reason=reason)) from error
    context.say(context.t("lab_stats.export.written", file=output))
