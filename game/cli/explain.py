"""`steady explain [CODE]`: what a code means, with a wrong example and a right one."""

import argparse
import shutil
from typing import TYPE_CHECKING

from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.text import Translator, wrap

if TYPE_CHECKING:
    from game.format.problems.mistakes import Mistake

WIDEST_LINE = 100
"""Cells of a line, characters of an example's; what makes a text too long need not be shown whole."""


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("explain", help=t("cli.summary.explain"), description=t("commands.explain.about"))
    parser.add_argument("code", nargs="?", metavar="CODE", help=t("commands.explain.code"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Explain one code or list all. Raises WrongCallError for a code that nobody knows."""
    from game.format.problems.mistakes import codes, mistake

    if args.code is None:
        _list(codes(), context)
        return 0
    code = args.code.strip("[]").lower()
    if code not in codes():
        raise WrongCallError(_unknown(code, codes(), context.t))
    _explain(mistake(code), context)
    return 0


def _list(codes: tuple[str, ...], context: Context) -> None:
    """All codes: for a person broken at the edge of the terminal, for a pipe one a line."""
    from game.format.problems.mistakes import mistake

    for code in codes:
        line = f"{code}: {mistake(code).why[context.t.language]}"
        if not context.streams.is_terminal:
            context.write(line)
            continue
        context.write("\n    ".join(wrap(line, _width() - 4)))
    if context.streams.is_terminal:
        context.say(context.t("commands.explain.example", code=codes[0]))


def _unknown(code: str, known: tuple[str, ...], t: Translator) -> str:
    from game.format.problems.guess import guess

    meant = guess(code, known)
    instead = t("commands.explain.guess", code=meant) if meant else t("commands.explain.list")
    return t("commands.explain.unknown", code=code, instead=instead)


def _explain(entry: "Mistake", context: Context) -> None:
    from game.format.problems.problem import WARNINGS

    t = context.t
    severity = t("problems.report.warning" if entry.code in WARNINGS else "problems.report.error")
    context.write(t("commands.explain.head", code=entry.code, severity=severity))
    context.write("\n" + "\n".join(wrap(entry.why[t.language], _width())))
    if entry.bad is not None and not entry.pad:
        context.write(f"\n{t('commands.explain.bad')}\n\n{_shown(entry.bad)}")
    if entry.good is not None:
        context.write(f"\n{t('commands.explain.good')}\n\n{_shown(entry.good)}")


def _shown(example: str) -> str:
    """Return an example indented, the mark pointing at the mistake kept, invisible characters made visible."""
    from game.format.problems.mistakes import visible

    return "\n".join(f"    {visible(line)[:WIDEST_LINE]}" for line in example.rstrip("\n").split("\n"))


def _width() -> int:
    """Cells of a line: those of the terminal, and no more than can be read with ease."""
    return min(shutil.get_terminal_size().columns, WIDEST_LINE)
