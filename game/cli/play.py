"""`steady` and `steady play`: the game, in the app or line by line."""

import argparse
import gc
import os
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.text import Translator

if TYPE_CHECKING:
    from game.engine import Mode
    from game.format.shelf.catalogue import Catalogue
    from game.saves import Saves
    from game.story import Story


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("play", help=t("cli.summary.play"), description=t("cli.play.about"))
    parser.add_argument("story", nargs="?", metavar="STORY", help=t("cli.option.story"))
    parser.add_argument("--from", dest="scene", metavar="SCENE", help=t("cli.play.from"))
    parser.add_argument("--ranked", action="store_true", help=t("cli.play.ranked"))
    parser.add_argument("--player", metavar="NAME", help=t("cli.play.player"))
    parser.add_argument("--plain", action="store_true", help=t("cli.play.plain"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Play. A story or a scene that is not there is refused before any screen is drawn. Raises WrongCallError."""
    from game.cli.contest import is_in_contest
    from game.cli.stories import open_story
    from game.format.shelf.catalogue import Catalogue, cache_folder, story_folders
    from game.saves import SavesError, open_saves

    _check(args, context.t)
    player = _player(args.player, context.t)
    is_open = args.story is None or (args.ranked and is_in_contest(args.story, context))
    story = None if is_open else open_story(args.story, context)
    if story is None and not is_open:
        return 1
    play = _in_lines if wants_plain(args, context) else _in_app
    with closing(open_saves(context.saves_dir)) as saves:
        try:
            run = _run_at(args.scene, story, saves, context, player) if story and args.scene is not None else None
        except SavesError as error:
            context.say(error.problem.sentence(context.t))
            return 1
        return play(
            args, context, Catalogue(story_folders(context.streams.environ), cache_folder()), saves, run, player
        )


def wants_plain(args: argparse.Namespace, context: Context) -> bool:
    """Whether to play line by line: asked for, or all that the terminal can do."""
    return bool(args.plain) or context.streams.environ.get("TERM") == "dumb" or not context.streams.is_terminal


def _check(args: argparse.Namespace, t: Translator) -> None:
    if args.scene is not None and args.story is None:
        raise WrongCallError(t("cli.play.from_needs_story"))
    if args.ranked and (args.story is None or args.scene is not None):
        raise WrongCallError(t("cli.play.ranked_from_the_start"))


def _player(name: str | None, t: Translator) -> str | None:
    """The name that was given, as it is kept; None for none. Raises WrongCallError for one that cannot be used."""
    if name is None:
        return None
    from game.team.names import NameProblem, display_name

    try:
        return display_name(name)
    except NameProblem as problem:
        raise WrongCallError(problem.sentence(t)) from problem


def _run_at(scene: str, story: "Story", saves: "Saves", context: Context, player: str | None) -> str:
    """The id of a new practice run, kept like any other, that came to a scene by the shortest way.

    Raises WrongCallError where there is no such scene or no way to it; SavesError.
    """
    from game.engine import Session
    from game.engine.way import way_to
    from game.saves.recording import Recording

    if scene not in story.scenes:
        raise WrongCallError(context.t("cli.play.no_scene", scene=scene, known=", ".join(story.scenes)))
    way = way_to(story, saves.next_deal(story), scene)
    if way is None:
        raise WrongCallError(context.t("cli.play.no_way", scene=scene))
    session = Session.resume(story, replace(way, player=player or saves.settings().player))
    return Recording.begin(saves, session, context.t.language).run_id


def _in_lines(
    args: argparse.Namespace,
    context: Context,
    catalogue: "Catalogue",
    saves: "Saves",
    run: str | None,
    player: str | None,
) -> int:
    from game.cli.contest import contest_of
    from game.plain import Console, play

    console, contest = Console(context.streams.inp, context.streams.out), contest_of(saves, catalogue, context)
    return play(console, catalogue, saves, context.t, args.story, run, _mode(args), player, contest)


def _in_app(
    args: argparse.Namespace,
    context: Context,
    catalogue: "Catalogue",
    saves: "Saves",
    run: str | None,
    player: str | None,
) -> int:
    # Chinese input methods lose text in terminals with the Kitty key protocol unless this is set before Textual loads.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    gc.disable()  # what is made while loading is no garbage; the app switches it on again
    from game.ui.app import run_app
    from game.ui.services import Services

    services = Services(catalogue, saves, environ=context.streams.environ, language=args.lang)
    return run_app(services, story=args.story, run=run, mode=_mode(args), player=player)


def _mode(args: argparse.Namespace) -> "Mode":
    return "ranked" if args.ranked else "practice"
