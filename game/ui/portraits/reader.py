"""Reading a portrait from text, a story's own included: hostile input costs little, mistakes are told as values.

The format, line by line (`//` starts a comment, blank lines are skipped):

    use parts                  take over the shipped palette and face parts
    palette                    then lines `letter #rrggbb`; behind it `ink` (eyes, mouth) or `shade` (hair,
                               clothes): what it is where there is no colour
    base                       then 24 columns of pixels, one letter each, `.` is transparent; `base 16` for 16 columns
    part eyes-open at 10       then rows laid over the base from pixel row 10 on
    face calm: eyes-open …     the parts of an expression, the later ones on top

A row of half the width is mirrored.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from game.ui.portraits.picture import TRANSPARENT, Grid, Paint, Part, Portrait, Tone

MAX_CHARACTERS = 20_000
"""Longer text is refused unread."""
MAX_SIDE = 32
"""Greatest width and height in pixels."""
WIDTH = 24
"""Width in pixels where `base` names none."""
MIN_SIDE = 8
"""Least width and height in pixels."""
MAX_ENTRIES = 100
"""Greatest number of palette letters, of parts and of faces."""

_PAINT = re.compile(r"(\S)\s+(#[0-9a-fA-F]{6})(?:\s+(ink|shade))?")
_TONES: dict[str | None, Tone] = {None: "light", "shade": "shade", "ink": "ink"}
_BASE = re.compile(r"base(?:\s+(\d{1,2}))?")
_PART = re.compile(r"part\s+([a-z0-9-]{1,32})\s+at\s+(\d{1,2})")
_FACE = re.compile(r"face\s+([a-z-]{1,16})\s*:\s*([a-z0-9 -]{0,300})")
_PIXELS = re.compile(r"[A-Za-z0-9.]+")


@dataclass(frozen=True)
class PortraitProblem:
    """A mistake in a portrait: `line` from 1 (0: the whole file), `code` names the message, `found` what stands there.

    Codes: too-long, too-many, too-big, bad-size, bad-paint, unknown-use, unknown-line, unknown-letter, unknown-part,
    ragged, outside, no-calm.
    """

    line: int
    code: str
    found: str = ""


@dataclass
class _Draft:
    """What has been read so far."""

    palette: dict[str, Paint] = field(default_factory=dict)
    width: int = WIDTH
    base: list[str] = field(default_factory=list)
    parts: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    faces: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    """Where each part and face stands, for messages."""
    section: str = ""
    rows: list[str] | None = None
    """The grid that rows of pixels go to now."""


def read_portrait(text: str, shipped: Mapping[str, str] | None = None) -> Portrait | list[PortraitProblem]:
    """Read a portrait; the answer is the portrait or all problems found.

    `shipped` holds the texts that `use NAME` may take over, by name.
    """
    if len(text) > MAX_CHARACTERS:
        return [PortraitProblem(0, "too-long", str(len(text)))]
    draft = _Draft()
    problems = _read_lines(text, draft, shipped or {})
    return problems or _build(draft)


def _read_lines(text: str, draft: _Draft, shipped: Mapping[str, str]) -> list[PortraitProblem]:
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split("//")[0].strip()
        code = _read_line(words, number, draft, shipped) if words else ""
        if code:
            problems.append(PortraitProblem(number, code, words[:40]))
    return problems[:20]


def _read_line(line: str, number: int, draft: _Draft, shipped: Mapping[str, str]) -> str:
    """Take one line into the draft; the code of the problem, or nothing."""
    if line == "palette":
        draft.section = line
        return ""
    if base := _BASE.fullmatch(line):
        draft.section, draft.rows, draft.width = "base", draft.base, int(base[1] or WIDTH)
        return ""
    if line.startswith("use "):
        return _read_use(line[4:].strip(), draft, shipped)
    if part := _PART.fullmatch(line):
        draft.section, draft.rows = "part", []
        draft.lines[f"part {part[1]}"] = number
        draft.parts[part[1]] = (int(part[2]), draft.rows)
        return "too-many" if len(draft.parts) > MAX_ENTRIES else ""
    if face := _FACE.fullmatch(line):
        draft.faces[face[1]] = tuple(face[2].split())
        draft.lines[f"face {face[1]}"] = number
        return "too-many" if len(draft.faces) > MAX_ENTRIES else ""
    return _read_paint(line, draft) if draft.section == "palette" else _read_row(line, draft)


def _read_use(name: str, draft: _Draft, shipped: Mapping[str, str]) -> str:
    if name not in shipped:
        return "unknown-use"
    taken = _Draft()
    _read_lines(shipped[name], taken, {})
    draft.palette, draft.parts, draft.faces = taken.palette, taken.parts, taken.faces
    return ""


def _read_paint(line: str, draft: _Draft) -> str:
    paint = _PAINT.fullmatch(line)
    if not paint or not _PIXELS.fullmatch(paint[1]) or paint[1] == TRANSPARENT:
        return "bad-paint"
    draft.palette[paint[1]] = Paint(paint[2].lower(), _TONES[paint[3]])
    return "too-many" if len(draft.palette) > MAX_ENTRIES else ""


def _read_row(line: str, draft: _Draft) -> str:
    if draft.rows is None or not _PIXELS.fullmatch(line):
        return "unknown-line"
    if len(line) > MAX_SIDE or len(draft.rows) >= MAX_SIDE:
        return "too-big"
    draft.rows.append(line)
    return ""


def _build(draft: _Draft) -> Portrait | list[PortraitProblem]:
    width, height = draft.width, len(draft.base)
    if not (MIN_SIDE <= width <= MAX_SIDE and MIN_SIDE <= height <= MAX_SIDE) or width % 2 or height % 2:
        return [PortraitProblem(0, "bad-size", f"{width} x {height}")]
    problems = _grid_problems("base", draft.base, width, draft)
    for name, (top, rows) in draft.parts.items():
        problems += _grid_problems(f"part {name}", rows, width, draft)
        if top + len(rows) > height:
            problems.append(PortraitProblem(draft.lines.get(f"part {name}", 0), "outside", name))
    problems += _face_problems(draft)
    if problems:
        return problems[:20]
    parts = {name: Part(top, _mirrored(rows, width)) for name, (top, rows) in draft.parts.items()}
    return Portrait(_mirrored(draft.base, width), draft.palette, parts, draft.faces)


def _grid_problems(name: str, rows: list[str], width: int, draft: _Draft) -> list[PortraitProblem]:
    line = draft.lines.get(name, 0)
    wide = [PortraitProblem(line, "ragged", row) for row in rows if len(row) not in (width, width // 2)]
    letters = sorted(set("".join(rows)) - set(draft.palette) - {TRANSPARENT})
    return wide + [PortraitProblem(line, "unknown-letter", letter) for letter in letters]


def _face_problems(draft: _Draft) -> list[PortraitProblem]:
    problems = [
        PortraitProblem(draft.lines.get(f"face {face}", 0), "unknown-part", part)
        for face, parts in draft.faces.items()
        for part in parts
        if part not in draft.parts
    ]
    return problems if "calm" in draft.faces else [*problems, PortraitProblem(0, "no-calm")]


def _mirrored(rows: list[str], width: int) -> Grid:
    return tuple(row if len(row) == width else row + row[::-1] for row in rows)
