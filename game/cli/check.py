"""`steady check [PATH…]`: everything a writer must know about stories."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.text import Translator

if TYPE_CHECKING:
    from game.format.checking import Checked


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("check", help=t("cli.summary.check"), description=t("problems.check.about"))
    parser.add_argument("paths", nargs="*", metavar="PATH", help=t("problems.check.path"))
    parser.add_argument("--json", action="store_true", help=t("problems.check.json"))
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help=t("problems.check.format"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Check the stories and return 0 where all can be played, else 1. Raises WrongCallError for a path without any."""
    from game.format.checking import as_objects, check_story

    checked = [check_story(path) for path in _paths(args.paths, context)]
    if args.json or args.format == "json":
        context.write_json(as_objects(checked, context.t))
    elif args.format == "github":
        _annotate(checked, context)
    else:
        _report(checked, context)
    return 0 if all(one.ok for one in checked) else 1


def _paths(names: Sequence[str], context: Context) -> list[Path]:
    from game.format.catalogue import Catalogue, story_folders
    from game.format.checking import stories_at

    catalogue = Catalogue(story_folders(context.streams.environ))
    if not names:
        return [listing.path for listing in catalogue.stories()]
    found: list[Path] = []
    for name in names:
        path = Path(name)
        stories = stories_at(path) if path.exists() else tuple(filter(None, [catalogue.find(name)]))
        if not stories:
            raise WrongCallError(context.t("problems.check.nothing", path=name))
        found.extend(stories)
    return list(dict.fromkeys(found))


def _report(checked: "Sequence[Checked]", context: Context) -> None:
    from game.format.report import count, text_report

    t = context.t
    for one in checked:
        for problem in one.problems:
            context.write(text_report(problem, t))
        if not one.problems:
            context.write(t("problems.report.fine", story=one.name))
    errors, warnings = count(problem for one in checked for problem in one.problems)
    if errors or warnings:
        context.write(t("problems.report.total", errors=errors, warnings=warnings))
        first = next(problem for one in checked for problem in one.problems)
        context.write(t("problems.report.explain", code=first.code))


def _annotate(checked: "Sequence[Checked]", context: Context) -> None:
    from game.format.report import github_annotation

    for one in checked:
        for problem in one.problems:
            context.write(github_annotation(problem, context.t))
