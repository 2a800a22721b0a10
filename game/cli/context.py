"""What a command is given: a translator, streams, and where saved data is wished to be."""

import json
from dataclasses import dataclass
from pathlib import Path

from game.cli.streams import Streams
from game.text import STORY_LANGUAGES, Translator


@dataclass(frozen=True, slots=True)
class Context:
    """All that a command knows of the world. Machine output goes to `out`, messages for people to `err`."""

    t: Translator
    streams: Streams
    saves_dir: Path
    """the folder for saved data; it may not exist yet"""

    @property
    def story_language(self) -> str:
        """The language in which stories are to be told."""
        return STORY_LANGUAGES[self.t.language]

    def write(self, text: str) -> None:
        """Write what the command was asked for."""
        self.streams.out.write(f"{text}\n")

    def write_json(self, value: object) -> None:
        """Write machine output. Where the stream is not UTF-8, what it may lack is escaped."""
        is_utf8 = (self.streams.out.encoding or "utf-8").lower().replace("-", "") == "utf8"
        self.write(json.dumps(value, ensure_ascii=not is_utf8, indent=2))

    def say(self, text: str) -> None:
        """Tell the person who called something that is not the output."""
        self.streams.err.write(f"{text}\n")
