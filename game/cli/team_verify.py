"""`steady team verify`: an exported contest worked out again, run by run, by whoever wants to know."""

import argparse
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from game.cli.context import Context
from game.cli.parser import Subparsers, WrongCallError
from game.text import Translator

if TYPE_CHECKING:
    from game.story import Story
    from game.team.exported import ExportError, StoryLine
    from game.team.recount import BestScores, Difference, Recounted

MOST_BYTES = 8 * 1024**3
"""Bytes that are read of a file, unpacked: far more than the largest contest has."""
ZIP = b"PK\x03\x04"


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("verify", help=t("team_verify.summary"), description=t("team_verify.about"))
    parser.add_argument("export", metavar="EXPORT", help=t("team_verify.option_export"))
    parser.add_argument("--solve", action="store_true", help=t("team_verify.option_solve"))
    parser.add_argument("--json", action="store_true", help=t("cli.option.json"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Recount and tell. Returns 1 where anything differs; raises WrongCallError for a file that is no export."""
    from game.team.exported import ExportError, read_lines
    from game.team.recount import recount

    path, t = Path(args.export), context.t
    try:
        with _opened(path) as file:
            found = recount(read_lines(_texts(file)), _read, _solver(context) if args.solve else None)
    except ExportError as error:
        raise WrongCallError(_no_export(path, error, t)) from error
    except OSError as error:
        detail = error.strerror or str(error)
        raise WrongCallError(t("team_verify.file.unreadable", path=str(path), detail=detail)) from error
    if args.json:
        context.write_json(_report(found))
    else:
        for line in told(found, t):
            context.write(line)
    return 1 if found.total else 0


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """The lines of an export: a file of them, or the one such file in a ZIP. Nothing is ever unpacked to the disk."""
    from game.team.exported import ExportError

    with path.open("rb") as file:
        is_zip = file.read(len(ZIP)) == ZIP
        file.seek(0)
        if not is_zip:
            yield file
            return
        with _no_trick(), zipfile.ZipFile(file) as archive:
            inside = [entry for entry in archive.infolist() if entry.filename.endswith(".jsonl")]
            if len(inside) != 1:
                raise ExportError("not_one", files=len(inside))
            if inside[0].compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise ExportError("bad_zip")
            lines = archive.open(inside[0])
        with lines:
            yield lines


@contextmanager
def _no_trick() -> Iterator[None]:
    """Whatever is wrong with a ZIP file is one thing: it cannot be read."""
    from game.team.exported import ExportError

    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise ExportError("bad_zip") from error


def _texts(file: IO[bytes]) -> Iterator[bytes]:
    """Line by line; of one that is too long only the beginning, which is refused for its length.

    The export as one JSON list has the same lines, with the signs of a list around and between them.
    """
    from game.team.exported import MOST_LINE_BYTES, ExportError

    size = 0
    while True:
        with _no_trick():
            line = file.readline(MOST_LINE_BYTES + 2)
        if not line:
            return
        size += len(line)
        if size > MOST_BYTES:
            raise ExportError("too_big", limit=MOST_BYTES // 1024**3)
        yield line.lstrip(b"[").rstrip(b",]\r\n")


def _read(line: "StoryLine") -> "Story | None":
    """The story of a line; read elsewhere first, since it may be made to do harm."""
    from game.team.reading import is_readable
    from game.team.stories import story_of

    return story_of(line.yaml) if is_readable(line.yaml) else None


def _solver(context: Context) -> "BestScores":
    from game.team.server.par import KeptPar

    kept = KeptPar(context.saves_dir / "team" / "par.json")

    def solve(story: "Story") -> "Mapping[str, int | None]":
        return kept.of([story], lambda story: context.say(context.t("team_server.serve.solving", story=story.title)))[0]

    return solve


def _no_export(path: Path, error: "ExportError", t: Translator) -> str:
    cause = error.cause
    if cause and cause.code == "not_json" and error.line == 1:
        return t("team_verify.file.no_export", path=str(path))
    values = {"path": str(path), "line": error.line, "detail": cause.sentence(t) if cause else "", **error.values}
    return t(error.key, **values)


def told(found: "Recounted", t: Translator) -> Iterator[str]:
    """Yield what came of a recount, line by line."""
    yield t("team_verify.heading", name=_clean(found.contest.name))
    yield t("team_verify.runs", runs=found.runs, counted=found.counted)
    boards = t("team_verify.and").join(_clean(name) for name in found.compared)
    yield t("team_verify.boards", boards=boards) if boards else t("team_verify.no_boards")
    yield t("team_verify.dealt" if found.dealt else "team_verify.not_dealt")
    yield t("team_verify.solved" if found.solved else "team_verify.not_solved")
    yield ""
    for difference in found.differences:
        yield _said(difference, t)
    if found.total > len(found.differences):
        yield t("team_verify.more", count=found.total - len(found.differences))
    yield t("team_verify.differs", count=found.total) if found.total else t("team_verify.agrees")


def _said(difference: "Difference", t: Translator) -> str:
    values = {"where": difference.where, "told": difference.told, "found": difference.found}
    return t(f"team_verify.difference.{difference.code}", **{name: _clean(text) for name, text in values.items()})


def _clean(text: str) -> str:
    from game.text.clean import clean

    return clean(text, limit=200)


def _report(found: "Recounted") -> dict[str, object]:
    from dataclasses import asdict

    return {
        "contest": found.contest.slug, "runs": found.runs, "counted": found.counted, "compared": list(found.compared),
        "deals_checked": found.dealt, "best_scores_checked": found.solved, "ok": not found.total,
        "total": found.total, "differences": [asdict(difference) for difference in found.differences],
        "boards": dict(found.boards),
    }  # fmt: skip
