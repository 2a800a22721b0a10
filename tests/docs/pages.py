"""Pages for writers, read as their tests read them: blocks of code, with what the comment above each says of it.

Comments that a page may hold, none of which a reader sees:
`<!-- file: PATH -->` the block is that file as it now is; `<!-- part of: PATH -->` it stands in that file as shown
next; `<!-- change: PATH: OLD => NEW -->` the reader has just typed that; `<!-- base -->` the story around the examples;
`<!-- in the base -->` an example whose keys take the place of the base's; `<!-- frame: … -->` the story around a
fragment, which stands at `▸`.
"""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
WRITING = ROOT / "docs" / "writing"
PAGES = tuple(page for page in sorted(WRITING.glob("*.md")) if not page.name.startswith("mistakes"))
FENCE = "```"


@dataclass(frozen=True)
class Block:
    """A fenced block, or a comment that stands alone (kind empty)."""

    kind: str
    text: str
    note: str
    line: int
    """of the first line of the text, from 1"""

    def noted(self, word: str) -> str | None:
        """What the note says after `word:`, or None where it says something else."""
        return self.note.partition(":")[2].strip() if self.note.startswith(f"{word}:") else None


def language_of(page: Path) -> str:
    """`zh` or `en`."""
    return "zh" if ".zh-CN." in page.name else "en"


def blocks(page: Path) -> list[Block]:
    """Every fenced block of a page in order, and every comment that belongs to none."""
    found: list[Block] = []
    lines, note, at = page.read_text(encoding="utf-8").splitlines(), "", 0
    while at < len(lines):
        line = lines[at]
        if line.startswith("<!--"):
            end = next(i for i in range(at, len(lines)) if "-->" in lines[i])
            note = "\n".join(lines[at : end + 1]).removeprefix("<!--").removesuffix("-->").strip()
            at = end
            if not lines[at + 1].startswith(FENCE):
                found.append(Block("", "", note, at + 1))
                note = ""
        elif line.startswith(FENCE):
            end = lines.index(FENCE, at + 1)
            found.append(Block(line.removeprefix(FENCE), "".join(f"{x}\n" for x in lines[at + 1 : end]), note, at + 2))
            note, at = "", end
        at += 1
    return found


def top_keys(story: str) -> dict[str, str]:
    """The parts of a story by their keys at the top level, in order, comments with the key below them."""
    parts = re.split(r"^(?=[a-z_]+:)", story, flags=re.M)
    return {part.partition(":")[0]: part for part in parts if ":" in part}


def in_the_base(base: str, example: str) -> str:
    """The base with the example's keys in place of its own."""
    return "".join((top_keys(base) | top_keys(example)).values())


def framed(frame: str, fragment: str) -> str:
    """The frame with the fragment at its mark, as deep as the mark stands."""
    (line,) = (line for line in frame.splitlines() if line.strip() == "▸")
    return frame.replace(line, "".join(f"{line.replace('▸', '')}{x}\n" for x in fragment.splitlines())) + "\n"
