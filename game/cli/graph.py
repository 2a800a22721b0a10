"""`steady graph STORY`: a story as a picture of what can really happen in it."""

import argparse
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.text import Translator

if TYPE_CHECKING:
    from game.analysis.facts import Analysis
    from game.story import Story

FORMATS = ("outline", "mermaid", "dot", "svg")
SUFFIXES = {".svg": "svg", ".mmd": "mermaid", ".mermaid": "mermaid", ".dot": "dot", ".gv": "dot"}
"""What the name of a file says about what to write into it."""
NARROW = 80
"""Cells of a line where nobody's terminal says how wide it is."""


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("graph", help=t("cli.summary.graph"), description=t("lab_graph.about"))
    parser.add_argument("story", metavar="STORY", help=t("cli.option.story"))
    parser.add_argument("--format", choices=FORMATS, help=t("lab_graph.option_format"))
    parser.add_argument("-o", "--output", metavar="FILE", help=t("lab_graph.option_output"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Draw the story. Raises WrongCallError where the picture cannot be written."""
    from game.cli.stories import open_story

    story = open_story(args.story, context)
    if story is None:
        return 1
    analysis = _solved(story, context)
    if analysis is None:
        return 1
    if args.output:
        _save(_drawn(story, analysis, args.format or _format_of(args.output), context), Path(args.output), context)
    else:
        context.streams.out.write(_drawn(story, analysis, args.format or "outline", context, to_file=False))
    return 0


def _solved(story: "Story", context: Context) -> "Analysis | None":
    """What is known of the story; None where it cannot be solved, which is told."""
    from game.lab.errors import NotSolvableError
    from game.lab.solving import Lab

    lab = Lab(context.saves_dir)
    if context.streams.is_terminal and lab.known(story) is None:
        context.say(context.t("lab_graph.solving", story=story.title))
    try:
        return lab.find_out(story).analysis
    except NotSolvableError as error:
        key = "lab_graph.no_solver" if error.reason == "missing" else "lab_graph.too_large"
        context.say(context.t(key, detail=error.detail))
        return None


def _format_of(name: str) -> str:
    return SUFFIXES.get(Path(name).suffix.lower(), "outline")


def _drawn(story: "Story", analysis: "Analysis", form: str, context: Context, to_file: bool = True) -> str:
    from game.lab.graph import draw
    from game.text.paint import is_terminal, paint_for, plain

    out = context.streams.out
    if to_file or not is_terminal(out):
        return draw(story, analysis, form, context.t, NARROW, plain)
    width = shutil.get_terminal_size((NARROW, 24)).columns
    return draw(story, analysis, form, context.t, width, paint_for(out, context.streams.environ))


def _save(picture: str, file: Path, context: Context) -> None:
    try:
        file.write_text(picture, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:  # a name with a null character is no OSError
        reason = getattr(error, "strerror", None) or str(error)
        raise WrongCallError(context.t("lab_graph.cannot_write", file=file, reason=reason)) from error
    context.say(context.t("lab_graph.written", file=file))
