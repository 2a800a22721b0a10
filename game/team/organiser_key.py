"""The organiser's key: where the server of this computer answers, and the tokens of its contests.

`steady serve` keeps it beside its database, readable by its owner alone, so that on the same computer nobody types a
token. Whoever could read it could also read, and change, the database itself. It is handed to that one address only.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

from game.team.codec import Bound, WireError, dumps, loads
from game.team.wire import Slug, Token

FILE = "organiser.json"
FOLDER = "team"
"""Of the server, in the folder for saved data."""
LARGEST = 512 * 1024


@dataclass(frozen=True, slots=True)
class Key:
    """What opens the contests of a server. The tokens stand in no repr."""

    address: Annotated[str, Bound(1, 300)]
    """by which this very computer reaches the server"""
    tokens: Annotated[Mapping[str, Token], Bound(0, 1000)] = field(default_factory=dict, repr=False)
    """by contest, named as in addresses"""

    @property
    def every(self) -> tuple[str, ...]:
        """The tokens, each once, the newest first."""
        return tuple(dict.fromkeys(reversed(list(self.tokens.values()))))


def read_key(saves: Path) -> Key | None:
    """Return the key that is kept in a folder for saved data; None where there is none that can be read."""
    try:
        with (saves / FOLDER / FILE).open("rb") as file:
            return loads(Key, file.read(LARGEST + 1), LARGEST)
    except (OSError, WireError):
        return None


def keep_key(saves: Path, address: str, slug: Slug, token: str) -> Key:
    """Keep where the server answers and, unless it is empty, a contest's token. Returns what is kept now.

    Raises OSError.
    """
    old = read_key(saves) or Key(address)
    tokens = dict(old.tokens)
    if token:
        tokens.pop(slug, None)  # the newest stands last
        tokens[slug] = token
    key = replace(old, address=address, tokens=tokens)
    _write(saves / FOLDER / FILE, dumps(key))
    return key


def _write(file: Path, content: bytes) -> None:
    """Never half a file, and at no moment one that others can read."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{FILE}.{secrets.token_hex(4)}")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as writing:
            writing.write(content)
        new.replace(file)
    except OSError:
        new.unlink(missing_ok=True)
        raise
