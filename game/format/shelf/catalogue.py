"""Which stories there are, without reading them whole: their headers, kept in a small cache, and each story on demand.

The cache is a convenience: whatever is wrong with it, it is ignored and written anew.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.format.grammar.words import is_story_id
from game.format.names import STORY_FILE, po_file
from game.format.shelf.header import Header

if TYPE_CHECKING:  # the board shows kept headers; the reader is loaded for what must really be read
    from game.format.read import ReadResult

_CACHE_VERSION = 1
_CACHE_FILE = "stories.json"


@dataclass(frozen=True, slots=True)
class Listing:
    """A story on the shelf: where it is and what the shift board says about it."""

    path: Path
    header: Header

    @property
    def id(self) -> str:
        """The story's id."""
        return self.header.id


def story_folders(environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Return the folders that hold stories: those of `$STEADY_STORIES`, then the shipped ones."""
    package = Path(__file__).resolve().parents[2]
    own = [Path(name) for name in environ.get("STEADY_STORIES", "").split(os.pathsep) if name]
    shipped = package / "_stories"
    return (*own, shipped if shipped.is_dir() else package.parent / "stories")


def cache_folder() -> Path:
    """Return the platform's folder for what can be made again."""
    from platformdirs import user_cache_path

    return user_cache_path("steady-dear", appauthor=False)


class Catalogue:
    """The stories in some folders; of two with the same id the first counts."""

    def __init__(self, folders: Sequence[Path], cache: Path | None = None) -> None:
        """List the stories of `folders`; headers are kept in the folder `cache`, or nowhere."""
        self._folders = tuple(folders)
        self._cache = cache / _CACHE_FILE if cache is not None else None
        self._listings: tuple[Listing, ...] | None = None

    def stories(self) -> tuple[Listing, ...]:
        """Return the stories, easiest first, then by place and id. They are looked up once; `refresh` looks again."""
        if self._listings is None:
            self.refresh()
        return self._listings or ()

    def refresh(self) -> None:
        """Look at the folders again."""
        kept = _read_cache(self._cache)
        fresh: dict[str, Any] = {}
        listings: dict[str, Listing] = {}
        for folder in self._story_folders():
            listing = _listing(folder, kept, fresh)
            listings.setdefault(listing.id, listing)
        self._listings = tuple(
            sorted(listings.values(), key=lambda item: (item.header.level, item.header.place, item.id))
        )
        if self._cache is not None and fresh != kept:
            _write_cache(self._cache, fresh)

    def find(self, id_or_path: str | Path) -> Path | None:
        """Return the folder or file of a story named by a path or by its id; None where there is neither.

        A path goes first: who stands beside a folder of that name means this one.
        """
        name, path = str(id_or_path), Path(id_or_path)
        if os.path.isfile(path) or os.path.isfile(path / STORY_FILE):
            return path
        if is_story_id(name):
            # A story's folder bears its id, so most stories are found without reading a single header.
            for folder in self._folders:
                if os.path.isfile(folder / name / STORY_FILE):
                    return folder / name
            for listing in self.stories():
                if listing.id == name:
                    return listing.path
        return None

    def load(self, id_or_path: str | Path, language: str | None = None) -> "ReadResult":
        """Read a story by id or path, in `language` (`zh-CN` or `en`) or its own. Never raises."""
        from game.format.problems.collector import Collector, Spot
        from game.format.problems.guess import guess
        from game.format.read import ReadResult, read_story

        path = self.find(id_or_path)
        if path is not None:
            return read_story(path, language)
        problems = Collector(str(id_or_path), [])
        meant = guess(str(id_or_path), [listing.id for listing in self.stories()])
        problems.at("no-such-story", Spot(0, 0), None, id=id_or_path, guess=meant)
        return ReadResult(None, tuple(problems.problems))

    def _story_folders(self) -> Iterator[Path]:
        for folder in self._folders:
            try:
                names = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir())
            except OSError:
                continue
            yield from (folder / name for name in names if os.path.isfile(folder / name / STORY_FILE))


def _listing(folder: Path, kept: Mapping[str, Any], fresh: dict[str, Any]) -> Listing:
    stamp = [_stamp(folder / STORY_FILE), _stamp(po_file(folder, "en")), _stamp(po_file(folder, "zh"))]
    key = str(folder.absolute())
    entry = kept.get(key)
    header = _header_of(entry, stamp) or _read_header(folder)
    fresh[key] = {"stamp": stamp, "header": asdict(header)}
    return Listing(folder, header)


def _read_header(folder: Path) -> Header:
    from game.format.shelf.headers import read_header

    return read_header(folder)


def _header_of(entry: Any, stamp: list[Any]) -> Header | None:
    """Return the header that the cache holds if it is of these very files and whole."""
    try:
        return Header.checked(entry["header"]) if entry["stamp"] == stamp else None
    except (TypeError, KeyError, ValueError):
        return None


def _stamp(file: Path) -> list[int]:
    try:
        status = file.stat()
    except OSError:
        return []
    return [status.st_mtime_ns, status.st_size]


def _read_cache(file: Path | None) -> Mapping[str, Any]:
    if file is None:
        return {}
    try:
        cache = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    stories = cache.get("stories") if isinstance(cache, dict) and cache.get("version") == _CACHE_VERSION else None
    return stories if isinstance(stories, dict) else {}


def _write_cache(file: Path, stories: Mapping[str, Any]) -> None:
    """Write beside and move over, so that two games starting at once never read half a file."""
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps({"version": _CACHE_VERSION, "stories": stories}), encoding="utf-8")
        beside.replace(file)
    except OSError:
        with suppress(OSError):  # the folder itself may be what is in the way
            beside.unlink(missing_ok=True)
