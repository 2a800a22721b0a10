"""Calls of `steady` in this process: words in, exit code and both streams out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from game.cli.call import run_call
from game.cli.streams import Streams

PARCEL = """\
story: late-parcel
language: en
title: The Late Parcel
customer: {name: Ms Lin, mood: anxious, hidden: It is a birthday present.}
variants: {lost: {}, late: {mood: irritated}}
cards: {depot: {title: Depot, text: Open until six.}}
scenes:
  opening:
    say:
      - "Ms Lin: Four days and it has not moved."
    choices:
      - id: name-it
        text: Four days of the same line; I would worry too.
        uses: [NAME]
        reply: "Ms Lin: Well, yes."
        why: It says what she feels.
      - id: wait
        text: Please be patient.
        slip: TEMPLATE
        go: END
      - {id: depot, text: The depot is open until six., needs: read depot, locked: Look up the depot first., go: END}
  offer:
    choices:
      - {id: refund, text: Refund it or send another today?, uses: [OPTIONS]}
endings:
  - {id: calmer, grade: best, when: satisfaction >= 60, title: Calmer, text: She waits.}
  - {id: gone, grade: bad, title: Gone, text: She shops elsewhere.}
"""


@dataclass(frozen=True)
class Answer:
    """What a call came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The machine output."""
        return json.loads(self.out)


class Desk:
    """A folder with a story and a place for saved data, and calls made from there."""

    def __init__(self, folder: Path) -> None:
        self.saves = folder / "saves"
        self.story = folder / "stories" / "late-parcel" / "story.yaml"
        self.story.parent.mkdir(parents=True)
        self.story.write_text(PARCEL, encoding="utf-8")
        self.environ: Mapping[str, str] = {"STEADY_STORIES": str(folder / "stories"), "LANG": "en_GB.UTF-8"}

    def call(self, *words: str, typed: str = "", environ: Mapping[str, str] | None = None) -> Answer:
        """Run `steady --saves … words` with so much on its standard input."""
        out, err = StringIO(), StringIO()
        streams = Streams(StringIO(typed), out, err, {**self.environ, **(environ or {})})
        code = run_call(["--saves", str(self.saves), *words], streams)
        return Answer(code, out.getvalue(), err.getvalue())
