"""`steady explain [CODE]`: what a code means, with a wrong example and a right one."""

import argparse
from typing import TYPE_CHECKING

from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.text import Translator

if TYPE_CHECKING:
    from game.format.mistakes import Mistake

WIDEST_LINE = 100
"""Characters of an example's line; what makes a text too long need not be shown whole."""


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("explain", help=t("cli.summary.explain"), description=t("problems.explain.about"))
    parser.add_argument("code", nargs="?", metavar="CODE", help=t("problems.explain.code"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Explain one code or list all. Raises WrongCallError for a code that nobody knows."""
    from game.format.mistakes import codes, mistake

    if args.code is None:
        for code in codes():
            context.write(f"{code}: {mistake(code).why[context.t.language]}")
        return 0
    code = args.code.strip("[]").lower()
    if code not in codes():
        raise WrongCallError(_unknown(code, codes(), context.t))
    _explain(mistake(code), context)
    return 0


def _unknown(code: str, known: tuple[str, ...], t: Translator) -> str:
    from game.format.guess import guess

    meant = guess(code, known)
    instead = t("problems.explain.guess", code=meant) if meant else t("problems.explain.list")
    return t("problems.explain.unknown", code=code, instead=instead)


def _explain(entry: "Mistake", context: Context) -> None:
    from game.format.problems import WARNINGS

    t = context.t
    severity = t("problems.report.warning" if entry.code in WARNINGS else "problems.report.error")
    context.write(f"{entry.code} ({severity})\n\n{entry.why[context.t.language]}")
    if entry.bad is not None and not entry.pad:
        context.write(f"\n{t('problems.explain.bad')}\n\n{_shown(entry.bad)}")
    if entry.good is not None:
        context.write(f"\n{t('problems.explain.good')}\n\n{_shown(entry.good)}")


def _shown(example: str) -> str:
    """Return an example indented, the mark pointing at the mistake kept, invisible characters made visible."""
    from game.format.mistakes import visible

    return "\n".join(f"    {visible(line)[:WIDEST_LINE]}" for line in example.rstrip("\n").split("\n"))
