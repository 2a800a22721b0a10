"""The stories of contests: those on the shelf, and those that came from a server and are kept beside the saves.

A story is known by its digest alone: whatever a server calls it, what is played is what was dealt.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Container
from pathlib import Path

from game.format.names import STORY_FILE, po_file
from game.format.shelf.catalogue import Catalogue
from game.story import Story, digest
from game.team.client.errors import ContestError
from game.team.names import DIGEST, is_slug
from game.team.wire import StoryFile
from game.text import STORY_LANGUAGES

FOLDER = "contest-stories"
Telling = Callable[[str], Story | None]
"""Gives a story in a language (`zh-CN`, `en`), or None where it is not told in it."""


class ContestStories:
    """Finds stories by digest."""

    def __init__(self, catalogue: Catalogue, folder: Path) -> None:
        self._catalogue = catalogue
        self._folder = folder / FOLDER

    def find(self, id: str, wanted: str) -> Telling | None:
        """Return the story of that digest, if it is here: on the shelf under its id, or kept from a server."""
        name = self.name(id, wanted)
        return None if name is None else self._telling(name, wanted)

    def name(self, id: str, wanted: str) -> str | None:
        """Return by what the catalogue finds the story of that digest: its id or a path; None where it is not here."""
        names = [str(self._kept(wanted))]
        if is_slug(id) and not os.path.exists(id):  # a folder here of that name is none of the shelf's
            names.insert(0, id)
        return next((name for name in names if self._is(name, wanted)), None)

    def keep(self, wanted: str, file: StoryFile) -> None:
        """Keep a story that came from a server. Raises ContestError where it is not that story; OSError."""
        self._folder.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix="new-", dir=self._folder))
        try:
            (new / STORY_FILE).write_text(file.yaml, encoding="utf-8")
            for tag in set(file.translations) & set(STORY_LANGUAGES.values()):
                po_file(new, tag).write_text(file.translations[tag], encoding="utf-8")
            if not self._is(new, wanted):
                raise ContestError("story_unreadable")
            if not self._kept(wanted).exists():
                new.rename(self._kept(wanted))
        finally:
            shutil.rmtree(new, ignore_errors=True)

    def forget_all_but(self, needed: Container[str]) -> None:
        """Remove the stories from servers whose digests are none of these. What cannot be removed now stays."""
        kept = self._folder.iterdir() if self._folder.is_dir() else ()
        for folder in list(kept):
            if re.fullmatch(DIGEST, folder.name) and folder.name not in needed:
                shutil.rmtree(folder, ignore_errors=True)

    def _kept(self, wanted: str) -> Path:
        if not re.fullmatch(DIGEST, wanted):
            raise ContestError("story_unreadable")
        return self._folder / wanted

    def _is(self, name: str | Path, wanted: str) -> bool:
        story = self._catalogue.load(name).story
        return story is not None and digest(story) == wanted

    def _telling(self, name: str | Path, wanted: str) -> Telling:
        def tell(language: str) -> Story | None:
            story = self._catalogue.load(name, language).story
            return story if story is not None and digest(story) == wanted else None

        return tell
