"""`steady translate STORY LANGUAGE`: a translation kept up to date with its story."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.text import Translator, wrap

if TYPE_CHECKING:
    from game.format.translation.update import Updated
    from game.story import Story


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "translate", help=t("cli.summary.translate"), description=t("lab_translate.about")
    )  # fmt: skip
    parser.add_argument("story", metavar="STORY", help=t("cli.option.story"))
    parser.add_argument("language", metavar="LANGUAGE", help=t("lab_translate.language"))
    parser.add_argument("--show", metavar="ADDRESS", help=t("lab_translate.show"))
    parser.add_argument("--check", action="store_true", help=t("lab_translate.check"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Bring the file up to date and say how far it is.

    Returns 1 where the story or the file has mistakes; with `--check`, where the file is behind or not complete.
    Raises WrongCallError for a story or language that there is not, and for a file that cannot be written.
    """
    language = _language(args.language, context)
    found = _source(args.story, language, context)
    if found is None:
        return 1
    story, folder = found
    from game.format.translation.update import translation_file, update

    file = translation_file(folder, language)
    data = _read(file, context)
    updated = update(story, language, data, str(file))
    if updated.data is None:
        return _refuse(updated, file, context)
    if args.show:
        from game.cli.translate_show import show

        return show(args, story, updated, context)
    changed = updated.data != data
    if changed and not args.check:
        _write(file, updated.data, context)
    _report(args, file, changed, updated, context)
    return int(args.check and (changed or not updated.complete))


def _language(word: str, context: Context) -> str:
    from game.format.translation.update import language_code

    language = language_code(word)
    if language is None:
        raise WrongCallError(context.t("lab_translate.bad_language", language=word))
    return language


def _source(name: str, language: str, context: Context) -> "tuple[Story, Path] | None":
    """The story in its own language and the folder it stands in; None where it has mistakes, which are told."""
    from game.cli.stories import open_story
    from game.format.read import read_story, story_file
    from game.format.shelf.catalogue import Catalogue, story_folders
    from game.format.translation.update import language_code

    path = Catalogue(story_folders(context.streams.environ)).find(name)
    story = read_story(path).story if path is not None else None
    if path is None or story is None:
        open_story(name, context)  # says what is wrong
        return None
    if language_code(story.language) == language:
        raise WrongCallError(context.t("lab_translate.own_language", story=story.id, language=story.language))
    return story, story_file(path).parent


def _read(file: Path, context: Context) -> bytes:
    from game.format.translation.po import LARGEST_PO
    from game.format.yaml.source import read_bytes

    try:
        return read_bytes(file, LARGEST_PO)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise WrongCallError(context.t("lab_translate.cannot", file=file, reason=error.strerror)) from error


def _write(file: Path, data: bytes, context: Context) -> None:
    from game.format.writing.replacing import replace_file

    try:
        replace_file(file, data)
    except OSError as error:
        raise WrongCallError(context.t("lab_translate.cannot", file=file, reason=error.strerror)) from error


def _refuse(updated: "Updated", file: Path, context: Context) -> int:
    from game.format.problems.report import text_report

    for problem in updated.problems:
        context.say(text_report(problem, context.t))
    context.say(context.t("lab_translate.refused", file=file))
    return 1


def _report(args: argparse.Namespace, file: Path, changed: bool, updated: "Updated", context: Context) -> None:
    from game.cli.translate_report import WIDTH, sum_lines, todo_lines
    from game.format.translation.update import GAME_LANGUAGES

    t = context.t
    said = "same" if not changed else "behind" if args.check else "written"
    # The sum comes last, where it is seen however many scenes stand above it.
    for line in (*todo_lines(updated, t), t(f"lab_translate.{said}", file=file), *sum_lines(updated, t)):
        context.write(line)
    if not updated.complete:
        context.write(t("lab_translate.how", command=_show_command(args, updated)))
    if not any(file.name == f"{language}.po" for language in GAME_LANGUAGES):
        context.say("\n".join(wrap(t("lab_translate.not_played", file=file.name), WIDTH)))


def _show_command(args: argparse.Namespace, updated: "Updated") -> str:
    from shlex import join

    first = next(text.address for text in updated.texts if text.state != "done")
    return join(["steady", "translate", args.story, args.language, "--show", first])
