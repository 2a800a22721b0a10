"""How long after a save the preview shows it, measured through a pseudo terminal.

    python benchmarks/preview.py [--saves 30] [--story stories/picky-returner]

`painted` is the moment when the changed title was written to the terminal, counted from the end of the save; the
preview looks at the file twenty times a second, so up to 50 ms of it are waiting. `deep` is the same where the chat has
gone on for six replies; in `en` the story is shown as its translation, and that is what changes. Goal: p99 300 ms.

Saves are made as editors make them: a new file is moved over the old one. `own` is `painted` without the time in which
other programs had all processors.
"""

import argparse
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from terminal import Terminal

ROOT = Path(__file__).resolve().parent.parent
MARK = "x{number:04}x"
TITLE = re.compile(r'^title: |^msgctxt "title"\nmsgid .*\nmsgstr "', re.MULTILINE)
"""What stands before the title in a story and in a translation."""


def save(file: Path, text: str) -> float:
    """Move a new file over the old one; return the moment."""
    beside = file.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, file)
    return time.perf_counter()


class Bench:
    """A copy of a story in a preview of its own."""

    def __init__(self, folder: Path, story: Path, language: str) -> None:
        file = folder / story.name / "story.yaml"
        shutil.copytree(story, file.parent)
        self.file = file if language == "zh" else file.with_name("en.po")
        self.source = self.file.read_text(encoding="utf-8")
        words = ["-m", "game", "--lang", language, "--saves", str(folder / "saves"), "preview", str(file)]
        self.terminal = Terminal([sys.executable, *words], {"PYTHONPATH": str(ROOT)})

    def measure(self, saves: int, offset: int) -> tuple[list[float], list[float]]:
        """Change the title again and again; return `painted` and `own` in ms."""
        painted, own = [], []
        for number in range(offset, offset + saves):
            mark = MARK.format(number=number)
            self.terminal.press("")
            queued = self.terminal.queued()
            saved = save(self.file, TITLE.sub(lambda found, mark=mark: f"{found[0]}{mark} ", self.source, count=1))
            shown = self.terminal.wait(mark)
            painted.append((shown - saved) * 1000)
            own.append(painted[-1] - (self.terminal.queued() - queued))
            self.terminal.read_for(0.7)
        return painted, own


def summary(values: list[float]) -> str:
    """Median and 99th percentile."""
    cut = statistics.quantiles(values, n=100, method="inclusive")
    return f"p50 {cut[49]:6.1f}  p99 {cut[98]:6.1f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--saves", type=int, default=30)
    parser.add_argument("--story", type=Path, default=ROOT / "stories" / "picky-returner")
    args = parser.parse_args()
    for language in ("zh", "en"):
        with tempfile.TemporaryDirectory() as folder:
            bench = Bench(Path(folder), args.story, language)
            with bench.terminal as terminal:
                terminal.wait("G")
                terminal.read_for(2.5)
                report(f"{language} opening", *bench.measure(args.saves, 0))
                for _ in range(6):
                    terminal.press("1")
                    terminal.read_for(0.6)
                report(f"{language} deep   ", *bench.measure(args.saves, args.saves))


def report(name: str, painted: list[float], own: list[float]) -> None:
    """Print one line."""
    print(f"{name}  ms  painted {summary(painted)}  own {summary(own)}", flush=True)


if __name__ == "__main__":
    main()
