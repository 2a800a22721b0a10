"""`steady serve --play`: what playing in a browser needs, made only where it is asked for."""

import argparse
import hashlib
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.context import Context
from game.cli.parser import WrongCallError
from game.text import Translator

if TYPE_CHECKING:
    from game.team.server.database import Database
    from game.team.server.running import Parts

SEATS = 30
MOST_SEATS = 500
PACKAGES = ("textual_serve", "websockets")
"""What the extra `server` brings for it."""
COMMAND = (sys.executable, "-P", "-m", "game.cli.hosted")
"""`-P`: nothing is ever loaded from the folder that a game stands in."""


def add(parser: argparse.ArgumentParser, t: Translator) -> None:
    """Add the option."""
    parser.add_argument(
        "--play", nargs="?", type=int, const=SEATS, metavar="N", help=t("team_browser.serve.option_play")
    )


def check(args: argparse.Namespace, t: Translator) -> None:
    """Raise WrongCallError where playing in a browser is wished for and cannot be had."""
    if args.play is None:
        return
    missing = [name.replace("_", "-") for name in PACKAGES if find_spec(name) is None]
    if missing:
        raise WrongCallError(t("team_browser.serve.no_extra", missing=", ".join(missing)))
    if args.workers > 1:
        raise WrongCallError(t("team_browser.serve.one_process"))
    if not 1 <= args.play <= MOST_SEATS:
        raise WrongCallError(t("team_browser.serve.bad_number"))


def parts_of(args: argparse.Namespace, context: Context, database: "Database", here: str, public: str) -> "Parts":
    """Return what is added to the server: nothing, or playing in a browser.

    `here` is the address by which this very computer reaches the server, `public` the one that was given for others.
    """
    if args.play is None:
        return ()
    from game.team.organiser_key import FOLDER
    from game.team.server.browser.house import House
    from game.team.server.browser.plugin import BrowserPlay
    from game.team.server.browser.rooms import Rooms
    from game.team.server.browser.seats import Seats

    folder = context.saves_dir / FOLDER
    rooms = Rooms(folder / _name(database, folder))
    return (BrowserPlay(House(rooms, COMMAND, here, public, Seats(args.play))),)


def _name(database: "Database", folder: Path) -> str:
    """Of the folder for rooms: one for each database, since only a database knows who has left.

    A password makes no other database of it, nor does moving the whole folder.
    """
    is_here = database.file is not None and database.file.parent == folder
    where = database.file.name if is_here and database.file else database.shown
    return f"players-{hashlib.sha256(where.encode()).hexdigest()[:8]}"
