"""The catalogue of mistakes: what each code means, with an example that makes it and one that does not.

It is documentation and test at once: `steady explain` shows it, and the tests read every example. Examples are
fragments; a frame says where in a small story a fragment stands. In the bad one, `▸` marks the place of the mistake.
"""

import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

MARK = "▸"
"""Stands before the place at which the mistake is reported."""

_FRAME = "frame.toml"
"""The small story around the fragments."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One entry: the explanation by language (`zh`, `en`) and the examples as fragments."""

    code: str
    why: dict[str, str]
    frame: str
    """Where the fragments stand: `story`, `top`, `scenes`, `scene`, `say`, `choice`, `endings`, `po` or `none`."""
    bad: str | None
    good: str | None
    top: str = ""
    """What both examples need at the top level."""
    encoding: str = "utf-8"
    solved: bool = False
    """Is the mistake found by solving the story, not by reading it? Of warnings then, there may be others."""
    pad: int = 0
    """How many more characters make the bad example too large to print here."""


def codes() -> tuple[str, ...]:
    """Return every code, in the order of the alphabet."""
    names = (entry.name for entry in (resources.files("game.format.problems") / "examples").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def mistake(code: str) -> Mistake:
    """Return the entry of a code. Raises KeyError where there is none."""
    if code not in codes():
        raise KeyError(code)
    file = resources.files("game.format.problems") / "examples" / f"{code}.toml"
    entry: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    why = {language: entry.pop(language) for language in ("zh", "en")}
    return Mistake(code, why, entry.pop("frame"), entry.pop("bad", None), entry.pop("good", None), **entry)


def framed(frame: str, fragment: str, top: str = "") -> str:
    """Return the whole story that a fragment stands for."""
    if frame == "story":
        return fragment
    around = tomllib.loads((resources.files("game.format.problems") / _FRAME).read_text(encoding="utf-8"))
    top += fragment if frame == "top" else ""
    choices = around["choice"] + (fragment if frame == "choice" else "")
    scene = around["say"] if frame != "say" else f"say:\n{_indented(fragment, 2)}"
    scene += f"choices:\n{_indented(choices, 2)}"
    scenes = f"opening:\n{_indented(fragment if frame == 'scene' else scene, 2)}"
    scenes = fragment if frame == "scenes" else scenes
    endings = fragment if frame == "endings" else around["endings"]
    return f"{around['head']}{top}scenes:\n{_indented(scenes, 2)}endings:\n{_indented(endings, 2)}"


def _indented(text: str, width: int) -> str:
    return "".join(f"{' ' * width}{line}\n" for line in text.removesuffix("\n").split("\n"))


def visible(line: str) -> str:
    """Return a line of an example with the characters that nobody sees written out, and what stands for a long text."""
    line = line.replace("{LONG}", "…").replace("{LONGISH}", "…")
    return "".join(
        character if character.isprintable() or character == "\n" else f"⟨U+{ord(character):04X}⟩" for character in line
    )
