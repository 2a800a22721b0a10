"""`steady serve`: a team contest in one command."""

import argparse
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import astuple
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli import serve_backup, serve_play
from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.cli.serve_file import RULES, Wish, wish_of
from game.cli.serve_told import tell
from game.text import Translator

if TYPE_CHECKING:
    from socket import socket

    from game.team.server.database import Database
    from game.team.server.running import Parts
    from game.team.server.services import Services
    from game.team.server.starting import Started

PORT = 8765
MOST_WORKERS = 64
PACKAGES = ("litestar", "uvicorn", "sqlalchemy", "alembic", "segno")
"""What the extra `server` brings."""


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("serve", help=t("cli.summary.serve"), description=t("team_server.serve.about"))
    parser.add_argument("--host", default="127.0.0.1", help=t("team_server.serve.option_host"))
    parser.add_argument("--port", type=int, default=PORT, help=t("team_server.serve.option_port"))
    parser.add_argument("--stories", metavar="DIR|IDS", help=t("team_server.serve.option_stories"))
    parser.add_argument("--name", help=t("team_server.serve.option_name"))
    parser.add_argument("--database", metavar="URL", help=t("team_server.serve.option_database"))
    parser.add_argument("--workers", type=int, default=1, metavar="N", help=t("team_server.serve.option_workers"))
    for moment in ("opens", "freezes", "closes"):
        parser.add_argument(f"--{moment}", metavar="TIME", help=t(f"team_server.serve.option_{moment}"))
    parser.add_argument("--rules", metavar="FILE", help=t("team_server.serve.option_rules"))
    for rule in RULES:
        option = f"--{rule.replace('_', '-')}"
        parser.add_argument(option, type=int, metavar="N", help=t(f"team_server.serve.option_{rule}"))
    parser.add_argument("--address", metavar="URL", help=t("team_server.serve.option_address"))
    parser.add_argument("--show-code", action="store_true", help=t("team_server.serve.option_show_code"))
    parser.add_argument("--new-token", action="store_true", help=t("team_server.serve.option_new_token"))
    parser.add_argument("--resume", action="store_true", help=t("team_server.serve.option_resume"))
    serve_play.add(parser, t)
    serve_backup.add(parser, t)


def run(args: argparse.Namespace, context: Context) -> int:
    """Serve until it is stopped. Raises WrongCallError where it cannot begin."""
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        raise WrongCallError(context.t("team_server.serve.no_extra", missing=", ".join(missing)))
    if args.serve_command is not None:
        return serve_backup.run(args, context, _database(args, context)[0])
    _check_numbers(args, context.t)
    serve_play.check(args, context.t)
    wish = wish_of(args, context.t)
    from game.team.server.starting import say_where

    database, url = _database(args, context)
    with closing(database), _alone(database, context.t):
        services = _connect(database, context.t)
        with closing(_listen(args, context.t)) as listening:
            started = _start(args, context, services, wish)
            port = listening.getsockname()[1]
            address = wish.address.rstrip("/") or _address(args.host, port)
            say_where(services, started.contest, address, show_code=wish.show_code)
            tell(args, context, started, address, _own_address(args.host, port))
            parts = serve_play.parts_of(args, context, database, _own_address(args.host, port), wish.address)
            _run(args, services, url, listening, parts)
    context.write(context.t("team_server.serve.stopped"))
    return 0


@contextmanager
def _alone(database: "Database", t: Translator) -> Iterator[None]:
    """Serve a file as its only server, and touch nothing in it before. Raises WrongCallError where another one does."""
    from game.team.server.alone import ServedAlreadyError, alone

    with ExitStack() as held:
        try:
            held.enter_context(alone(database.file))
        except ServedAlreadyError as error:
            raise WrongCallError(t("team_server.serve.served_already", path=str(database.file))) from error
        except OSError as error:
            values = {"path": str(error.filename), "detail": error.strerror or ""}
            raise WrongCallError(t("team_server.serve.no_file", **values)) from error
        yield


def _listen(args: argparse.Namespace, t: Translator) -> "socket":
    from game.team.server.running import listen

    try:
        return listen(args.host, args.port)
    except (OSError, UnicodeError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        values = {"host": args.host, "port": args.port, "detail": detail}
        raise WrongCallError(t("team_server.serve.port_taken", **values)) from error


def _check_numbers(args: argparse.Namespace, t: Translator) -> None:
    if not 1 <= args.workers <= MOST_WORKERS:
        raise WrongCallError(t("team_server.serve.bad_workers"))
    if not 0 <= args.port <= 65535:
        raise WrongCallError(t("team_server.serve.bad_port"))


def _database(args: argparse.Namespace, context: Context) -> "tuple[Database, str]":
    from game.team.organiser_key import FOLDER
    from game.team.server.database import Database, UnknownDatabaseError

    file = context.saves_dir / FOLDER / "team.db"
    url = args.database or f"sqlite:///{file}"
    try:
        database = Database.at(url) if args.database else Database.in_file(file)
    except UnknownDatabaseError as error:
        raise WrongCallError(context.t("team_server.serve.bad_database")) from error
    if database.is_sqlite and args.workers > 1:
        raise WrongCallError(context.t("team_server.serve.one_writer", workers=args.workers))
    return database, url


def _connect(database: "Database", t: Translator) -> "Services":
    from game.team.server.migrate import NewerDatabaseError
    from game.team.server.starting import NoDatabaseError, connect

    try:
        return connect(database)
    except NoDatabaseError as error:
        raise WrongCallError(t("team_server.serve.no_database", detail=str(error))) from error
    except NewerDatabaseError as error:
        raise WrongCallError(t("team_server.serve.newer_database")) from error


def _start(args: argparse.Namespace, context: Context, services: "Services", wish: Wish) -> "Started":
    """The contest of that name that is going on, or a new one; with --resume the last one there was, over or not."""
    from game.team.names import clean_name
    from game.team.server.starting import resume

    name = clean_name(wish.name) if wish.name else None
    going_on = resume(services, name, new_token=args.new_token, or_over=args.resume)
    if going_on is None and args.resume:
        raise WrongCallError(context.t("team_server.serve.nothing_to_resume"))
    if going_on is None:
        return _begin(context, services, wish, name or context.t("team_server.serve.default_name"))
    kept = going_on.contest
    if kept.rules != wish.rules and (args.rules or _gives_rules(args)):
        context.say(context.t("team_server.serve.rules_stay", name=kept.name))
    known = (kept.opens_at, kept.freezes_at, kept.closes_at)
    if any(moment not in (None, at) for moment, at in zip(astuple(wish.times), known, strict=True)):
        context.say(context.t("team_server.serve.times_stay", name=kept.name))
    return going_on


def _gives_rules(args: argparse.Namespace) -> bool:
    return any(getattr(args, rule) is not None for rule in RULES)


def _begin(context: Context, services: "Services", wish: Wish, name: str) -> "Started":
    from game.team.organiser_key import FOLDER
    from game.team.reading import StoryDiedError
    from game.team.server.par import KeptPar
    from game.team.server.starting import Plan, SameStoryError, begin
    from game.team.stories import StoryProblemsError

    if wish.times.are_past(services.now()):
        raise WrongCallError(context.t("team_server.serve.in_the_past"))

    def solving(titles: Mapping[str, str]) -> None:
        title = titles.get(context.story_language) or next(iter(titles.values()))
        context.say(context.t("team_server.serve.solving", story=title))
        context.streams.flush()

    plan = Plan(name, _stories(wish.stories, context), wish.times, wish.rules)
    try:
        return begin(services, plan, KeptPar(context.saves_dir / FOLDER / "par.json"), solving)
    except StoryProblemsError as error:
        raise WrongCallError(context.t("team_server.serve.bad_story", path=str(error.path))) from error
    except StoryDiedError as error:
        raise WrongCallError(context.t("team_server.serve.deadly_story", path=str(error.path))) from error
    except SameStoryError as error:
        raise WrongCallError(context.t("team_server.serve.same_story", id=str(error))) from error


def _stories(wish: str | None, context: Context) -> list[Path]:
    """The folders of the stories: those in a folder, those with the ids given, or all that come with the game."""
    from game.format.shelf.catalogue import Catalogue, story_folders

    if wish is not None and Path(wish).is_dir():
        found = _in_folder(Path(wish))
    else:
        catalogue = Catalogue(story_folders(context.streams.environ))
        found = [listing.path for listing in catalogue.stories()] if wish is None else _named(wish, catalogue)
    if not found:
        raise WrongCallError(context.t("team_server.serve.no_stories", stories=wish or ""))
    return found


def _in_folder(folder: Path) -> list[Path]:
    """A story's folder, or all those in a folder; none of them is looked into yet."""
    every = [folder] if (folder / "story.yaml").is_file() else sorted(folder.iterdir())
    return [path for path in every if (path / "story.yaml").is_file()]


def _named(wish: str, catalogue: object) -> list[Path]:
    from game.format.shelf.catalogue import Catalogue

    assert isinstance(catalogue, Catalogue)
    found = [catalogue.find(id.strip()) for id in wish.split(",") if id.strip()]
    return [path for path in found if path is not None] if None not in found else []


def _address(host: str, port: int) -> str:
    from game.team.server.running import reachable_at

    reached = reachable_at(host)
    return f"http://{f'[{reached}]' if ':' in reached else reached}:{port}"


def _own_address(host: str, port: int) -> str:
    """By which this very computer reaches the server, whatever others call it."""
    return _address({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port)


def _run(args: argparse.Namespace, services: "Services", url: str, listening: "socket", parts: "Parts") -> None:
    from game.team.server import running

    if args.workers > 1:
        running.run_many(url, listening, args.workers)
    else:
        running.run(services, listening, parts)
