"""`steady` and `steady play`: the game, in the app or line by line."""

import argparse
import os

from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.text.messages import Translator


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("play", help=t("cli.summary.play"), description=t("cli.play.about"))
    parser.add_argument("story", nargs="?", metavar="STORY", help=t("cli.option.story"))
    parser.add_argument("--from", dest="scene", metavar="SCENE", help=t("cli.play.from"))
    parser.add_argument("--plain", action="store_true", help=t("cli.play.plain"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Play. A story or a scene that is not there is refused before any screen is drawn. Raises WrongCallError."""
    if args.story is not None and not _can_be_played(args, context):
        return 1
    if args.scene is not None and args.story is None:
        raise WrongCallError(context.t("cli.play.from_needs_story"))
    return _plain(args, context) if wants_plain(args, context) else _app(args, context)


def wants_plain(args: argparse.Namespace, context: Context) -> bool:
    """Whether to play line by line: asked for, or all that the terminal can do."""
    return bool(args.plain) or context.environ.get("TERM") == "dumb" or not context.is_terminal


def _can_be_played(args: argparse.Namespace, context: Context) -> bool:
    from game.cli.stories import open_story

    story = open_story(args.story, context)
    if story is not None and args.scene is not None and args.scene not in story.scenes:
        raise WrongCallError(context.t("cli.play.no_scene", scene=args.scene, known=", ".join(story.scenes)))
    return story is not None


def _plain(args: argparse.Namespace, context: Context) -> int:
    from game.format.catalogue import Catalogue, cache_folder, story_folders
    from game.plain import Console, play
    from game.saves import open_saves

    saves = open_saves(context.saves_dir)
    try:
        catalogue = Catalogue(story_folders(context.environ), cache_folder())
        return play(Console(context.inp, context.out), catalogue, saves, context.t, args.story, args.scene)
    finally:
        saves.close()


def _app(args: argparse.Namespace, context: Context) -> int:
    # Chinese input methods lose text in terminals with the Kitty key protocol unless this is set before Textual loads.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    from game.format.catalogue import Catalogue, cache_folder, story_folders
    from game.saves import open_saves
    from game.ui.app import run_app
    from game.ui.services import Services

    saves = open_saves(context.saves_dir)
    try:
        catalogue = Catalogue(story_folders(context.environ), cache_folder())
        services = Services(catalogue, saves, environ=context.environ, language=args.lang)
        return run_app(services, story=args.story, scene=args.scene)
    finally:
        saves.close()
