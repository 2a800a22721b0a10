"""What a command is given: a translator, streams, and where saved data is wished to be."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from game.text.messages import Language, Translator

STORY_LANGUAGES: Mapping[Language, str] = {"zh": "zh-CN", "en": "en"}
"""What stories call the languages of the interface."""


@dataclass(frozen=True, slots=True)
class Context:
    """All that a command knows of the world. Machine output goes to `out`, messages for people to `err`."""

    t: Translator
    language: Language
    inp: TextIO
    out: TextIO
    err: TextIO
    saves_dir: Path
    """the folder for saved data; it may not exist yet"""
    environ: Mapping[str, str]
    is_terminal: bool = False
    """a person sits at both ends"""

    @property
    def story_language(self) -> str:
        """The language in which stories are to be told."""
        return STORY_LANGUAGES[self.language]

    def write(self, text: str) -> None:
        """Write what the command was asked for."""
        self.out.write(f"{text}\n")

    def write_json(self, value: object) -> None:
        """Write machine output. Where the stream is not UTF-8, what it may lack is escaped."""
        is_utf8 = (self.out.encoding or "utf-8").lower().replace("-", "") == "utf8"
        self.write(json.dumps(value, ensure_ascii=not is_utf8, indent=2))

    def say(self, text: str) -> None:
        """Tell the person who called something that is not the output."""
        self.err.write(f"{text}\n")
