"""Notices saves, however an editor saves: in place, by a new file moved over the old one, or piece by piece."""

import hashlib
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from game.format.names import PORTRAIT_FILE
from game.format.yaml.source import LARGEST_FILE, read_bytes
from game.lab.watching import stamp
from game.ui.preview.draft import Draft, read_draft

EVERY = 0.025
"""Seconds between two looks; one costs a fiftieth of a millisecond."""
TORN = 0.1
"""Seconds for which a file with mistakes must lie still before they count: it may be half written."""
GONE = 0.6
"""Seconds for which a file must be away or empty before that counts: some editors delete it before they write it."""
_PAUSE = 0.2
"""Seconds between telling of a save and reading what nobody waits for."""

Seen = tuple[object, ...]
Content = tuple[bytes, bytes]
"""Digests of what the story is read from, and of its translations."""


class Looker:
    """Looks at the files of a story; `clock` counts seconds from any moment on."""

    def __init__(self, file: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self.file = file
        self._clock = clock
        self._seen: Seen = ()
        self._since = 0.0
        self._pending = False
        self._content = b"", b""
        """What was told of last."""
        self._last: Draft | None = None
        self._held: tuple[Content, Draft] | None = None
        """What was read but may be half a file."""

    def first(self, language: str) -> Draft:
        """Read the story as it is."""
        self._seen, self._content = self._stamp(), self._digests()
        self._last = read_draft(self.file, language)
        return self._last

    def look(self, language: str) -> Draft | None:
        """Return the story where it is no longer what was told of last."""
        now, seen = self._clock(), self._stamp()
        if seen != self._seen:
            self._seen, self._since, self._pending = seen, now, True
        if not self._pending:
            return None
        still = now - self._since
        if still < GONE and not _size(self.file):
            return None
        return self._read(language, still)

    def _read(self, language: str, still: float) -> Draft | None:
        content = self._digests()
        if content == self._content:
            self._pending, self._held = False, None
            return None
        draft = self._held[1] if self._held and self._held[0] == content else self._draft(content, language)
        if draft.story is None and still < TORN:
            self._held = content, draft
            return None
        self._pending, self._held, self._content, self._last = False, None, content, draft
        return draft

    def _draft(self, content: Content, language: str) -> Draft:
        """The story as it is now; where only a translation was saved, the rest is what it was."""
        same = self._last if content[0] == self._content[0] else None
        return read_draft(self.file, language, same)

    def _stamp(self) -> Seen:
        try:
            return (*stamp((self.file,)), _size(self.file.parent / PORTRAIT_FILE))
        except OSError:  # a folder that may not be looked into any more
            return ("away",)

    def _digests(self) -> Content:
        folder = self.file.parent
        try:
            translations = sorted(folder.glob("*.po"))
        except OSError:
            translations = []
        return _digest((self.file, folder / PORTRAIT_FILE)), _digest(translations)


class Watcher:
    """Looks again and again in a thread of its own, and tells of every save twice: at once, and when all is read."""

    def __init__(self, looker: Looker, language: Callable[[], str], tell: Callable[[Draft], None]) -> None:
        self._looker = looker
        self._language = language
        self._tell = tell
        self._stopped = Event()

    def start(self, first: Draft) -> None:
        """Begin to look, after reading the rest of what is shown already."""
        Thread(target=self._look_on, args=(first,), daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()

    def _look_on(self, first: Draft) -> None:
        self._tell_rest(first)
        while not self._stopped.wait(EVERY):
            with suppress(OSError):  # of a folder that can no longer be looked into; the next look tells
                self._look_once()

    def _look_once(self) -> None:
        draft = self._looker.look(self._language())
        if draft is not None:
            self._tell(draft)
            self._tell_rest(draft)

    def _tell_rest(self, draft: Draft) -> None:
        self._stopped.wait(_PAUSE)
        with suppress(OSError):
            draft.finish()
        self._tell(draft)


def _digest(files: Iterable[Path]) -> bytes:
    found = hashlib.sha256()
    for file in files:
        try:
            data = read_bytes(file, LARGEST_FILE)
        except OSError as error:
            data = f"{error.errno}".encode()
        found.update(b"%d %s" % (len(data), data))
    return found.digest()


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
