"""`steady team board`: who stands where on this computer."""

import argparse
import time
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.places import DATABASE
from game.text import Translator, cell_width, pad, wrap
from game.text.paint import Paint

if TYPE_CHECKING:
    from game.saves import Saves
    from game.team.board import Board
    from game.team.local import LocalBoard

_WIDTH = 76
_PLACE, _NAME, _NUMBER = 4, 26, 10
"""Columns in cells."""


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("board", help=t("team.cli.board"), description=t("team.cli.board_about"))
    parser.add_argument("--story", metavar="ID", dest="board_story", help=t("team.cli.board_story"))
    parser.add_argument("--json", action="store_true", help=t("cli.option.json"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Count and print. Raises WrongCallError where the saved data cannot be read, or for a story not played."""
    from game.text.paint import paint_for

    local = _local(context)
    board = _wanted(local, args.board_story, context.t)
    if args.json:
        from game.team.board import to_document

        context.write_json(
            {"board": to_document(board), "left_out": dict(local.left_out), "unsolved": list(local.unsolved)}
        )
    else:
        for line in told(local, board, context.t, paint_for(context.streams.out, context.streams.environ)):
            context.write(line.rstrip())
    return 0


def told(local: "LocalBoard", board: "Board", t: Translator, paint: Paint) -> Iterator[str]:
    """Yield a board line by line."""
    from game.team.board import printed_rule
    from game.team.told import notes, title_of

    titles = board.contest.titles
    name = title_of(board.story, titles, t) if board.story else t("team.board.overall")
    yield paint(t("team.local.heading", board=name), "title")
    if not board.rows:
        yield from _wrapped(t("team.local.nobody"))
    else:
        yield ""
        yield from _table(board, t, paint)
        yield from _awards(board, t, paint)
        yield ""
        yield from (paint(line, "dim") for line in _wrapped(printed_rule(board.kind, board.contest.rules)[t.language]))
    for note in notes(local, t):
        yield ""
        yield from (paint(line, "hint") for line in _wrapped(note))


def _table(board: "Board", t: Translator, paint: Paint) -> Iterator[str]:
    from game.team.told import attempts_of, line_of, name_of, place_of

    head = ("place", "name", "points", "attempts", "course")
    yield paint(_row(*(t(f"team.board.{column}") for column in head)), "act")
    for row in board.rows:
        style = "best" if row.place == 1 else ""
        yield paint(_row(place_of(row), name_of(row, t), str(row.score), attempts_of(row), line_of(row.spark)), style)


def _row(place: str, name: str, points: str, attempts: str, line: str) -> str:
    numbers = pad(points, _NUMBER, "right") + pad(attempts, _NUMBER, "right")
    return f"{pad(place, _PLACE, 'right')}  {pad(name, _NAME)}{numbers}    {line}"


def _awards(board: "Board", t: Translator, paint: Paint) -> Iterator[str]:
    from game.team.told import award_lines

    lines = list(award_lines(board.awards, board.contest.titles, t))
    width = max((cell_width(what) for what, _ in lines), default=0)
    for number, (what, who) in enumerate(lines):
        if not number:
            yield ""
        yield f"{paint(pad(what, width), 'act')}  {who}"


def _wrapped(text: str) -> list[str]:
    return wrap(text, _WIDTH)


def _wanted(local: "LocalBoard", story: str | None, t: Translator) -> "Board":
    if story is None:
        return local.overall
    if story not in local.stories:
        known = ", ".join(local.stories) or t("team.local.none")
        raise WrongCallError(t("team.local.no_story", story=story, known=known))
    return local.stories[story]


def _local(context: Context) -> "LocalBoard":
    from game.format.shelf.catalogue import Catalogue, story_folders
    from game.saves import SavesError
    from game.team.local import kept_par, local_board, titles_of

    catalogue = Catalogue(story_folders(context.streams.environ))

    try:
        with closing(_saves(context)) as saves:
            return local_board(
                saves,
                lambda id: catalogue.load(id).story,
                kept_par(context.saves_dir),
                time.time(),
                titles_of(catalogue),
            )
    except SavesError as error:
        raise WrongCallError(error.problem.sentence(context.t)) from error


def _saves(context: Context) -> "Saves":
    """The saved data; where nothing was kept yet, none is made."""
    from game.saves import Saves, open_saves
    from game.saves.database import Database

    if (context.saves_dir / DATABASE).is_file():
        return open_saves(context.saves_dir)
    return Saves(Database.in_memory(context.saves_dir / DATABASE))
