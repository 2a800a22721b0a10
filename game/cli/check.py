"""`steady check [PATH…]`: everything a writer must know about stories."""

import argparse
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.text import Translator

if TYPE_CHECKING:
    from game.lab.checked import Checked
    from game.lab.solving import Lab
    from game.lab.watching import Stamp

NARROWEST, USUAL, WIDEST = 70, 80, 120
"""Cells in which the tables are drawn: at least, where no terminal says, and at most."""
CLEAR = "\x1b[2J\x1b[3J\x1b[H"

Named = tuple[Path, str]
"""A story's path, and what to call it on the command line."""
Stories = Iterator[tuple["Checked", str]]
"""Stories looked at, each with what to call it."""


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("check", help=t("cli.summary.check"), description=t("commands.check.about"))
    parser.add_argument("paths", nargs="*", metavar="PATH", help=t("commands.check.path"))
    parser.add_argument("--json", action="store_true", help=t("commands.check.json"))
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help=t("commands.check.format"))
    parser.add_argument("--quick", action="store_true", help=t("lab_check.quick"))
    parser.add_argument("--watch", action="store_true", help=t("lab_check.watch"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Check the stories and return 0 where all is as it should be, else 1.

    Raises WrongCallError for a path without a story, and where stories cannot be solved.
    """
    lab = None if args.quick else _lab(context)
    form = "json" if args.json else args.format
    if args.watch:
        return _watch(args.paths, form, lab, context)
    return _SHOWN[form](_checked(_stories(args.paths, context), lab, context), context)


def _lab(context: Context) -> "Lab":
    from game.lab.solving import Lab

    return Lab(context.saves_dir)


def _watch(names: Sequence[str], form: str, lab: "Lab | None", context: Context) -> int:
    from game.lab.watching import changes, stamp

    if form != "text":
        raise WrongCallError(context.t("lab_check.watch_text"))
    stories = _stories(names, context)

    def look() -> "Stamp":
        nonlocal stories
        with suppress(WrongCallError):  # some editors delete a file before they write it anew
            stories = _stories(names, context)
        return stamp(path for path, _ in stories)

    with suppress(KeyboardInterrupt):
        for _ in changes(look):
            _look_again(stories, lab, context)
    return 0


def _look_again(stories: Sequence[Named], lab: "Lab | None", context: Context) -> None:
    """Put a new report in the place of the last one, which stays until the new one is ready."""
    from game.text.paint import is_terminal

    try:
        seen = list(_checked(stories, lab, context))
        context.streams.out.write(CLEAR if is_terminal(context.streams.out) else "")
        _report(iter(seen), context)
    except WrongCallError as error:  # a story that grew too large may become smaller again
        context.say(str(error))
    context.write(f"\n{context.t('lab_check.watching')}")
    context.streams.flush()


def _stories(names: Sequence[str], context: Context) -> list[Named]:
    """The stories that a call names; all of them where it names none. Raises WrongCallError."""
    from game.format.checking import stories_at
    from game.format.shelf.catalogue import Catalogue, story_folders

    catalogue = Catalogue(story_folders(context.streams.environ))
    if not names:
        return [(_from_here(listing.path), listing.id) for listing in catalogue.stories()]
    found: dict[Path, str] = {}
    for name in names:
        path, kept = Path(name), catalogue.find(name)
        stories = [(story, str(story)) for story in stories_at(path)] if path.exists() else []
        stories = stories or ([(_from_here(kept), name)] if kept else [])
        if not stories:
            raise WrongCallError(context.t("commands.check.nothing", path=name))
        found |= {story: called for story, called in stories if story not in found}
    return list(found.items())


def _from_here(path: Path) -> Path:
    """The path as somebody here would write it; code hosts look for files below the folder they call from."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) and path != here else path


def _checked(stories: Sequence[Named], lab: "Lab | None", context: Context) -> "Stories":
    """Yield each story, looked at, as soon as it has been, and what it is called."""
    from game.lab.checked import check_each
    from game.lab.errors import NotSolvableError
    from game.lab.waiting import waiting

    looks = check_each([path for path, _ in stories], lab)
    for _, called in stories:
        with waiting(context.streams.err, _word(called, context.t)):
            try:
                checked = next(looks)
            except NotSolvableError as error:
                reason = context.t(f"lab_check.{error.reason}", story=called, detail=error.detail)
                raise WrongCallError(reason) from error
        yield checked, called


def _word(called: str, t: Translator) -> Callable[[int], str]:
    return lambda seconds: t("lab_check.solving", story=called, seconds=seconds)


def _report(stories: Stories, context: Context) -> int:
    from game.lab.told import told, total
    from game.text.paint import is_terminal, paint_for

    t, out = context.t, context.streams.out
    paint, breaks = paint_for(out, context.streams.environ), is_terminal(out)
    width = min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST) if breaks else USUAL
    seen: list[Checked] = []
    for checked, called in stories:
        if seen and (checked.analysis or checked.problems):
            context.write("")
        context.write(told(checked, called, t, paint, width, breaks))
        seen.append(checked)
    if sum_lines := total(seen, t, paint):
        context.write(f"\n{sum_lines}")
    return _code(seen)


def _objects(stories: Stories, context: Context) -> int:
    from game.lab.objects import as_objects

    seen = [checked for checked, _ in stories]
    context.write_json(as_objects(seen, context.t))
    return _code(seen)


def _annotate(stories: Stories, context: Context) -> int:
    from game.lab.objects import annotations

    seen = list(stories)
    for checked, called in seen:
        for line in annotations(checked, called, context.t):
            context.write(line)
    return _code([checked for checked, _ in seen])


def _code(checked: "Sequence[Checked]") -> int:
    return 0 if all(one.ok for one in checked) else 1


_SHOWN = {"text": _report, "json": _objects, "github": _annotate}
