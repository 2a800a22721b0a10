"""A reader's terminal: the commands that a page shows, run in a folder of their own."""

import os
import re
import shlex
from collections.abc import Iterator
from contextlib import chdir
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from game.cli.call import run_call
from game.cli.streams import Streams
from tests.docs.pages import Block, language_of

PROMPT = "$ "
LEFT_OUT = ("...", "……")
"""A line of shown output that stands for any number of lines."""
VARYING = re.compile(r"^.*(?:solved in|推演).*$", re.M)
"""Lines with seconds and sizes, which a better solver changes."""
LOCALES = {"zh": "zh_CN.UTF-8", "en": "en_GB.UTF-8"}
WIDTH = {"COLUMNS": "80"}


class Screen(StringIO):
    """Standard output as a reader sees it, whose lines break at the edge of the terminal."""

    def isatty(self) -> bool:
        return True


class Beside(StringIO):
    """Standard error: what is written there stands on the same screen."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen

    def write(self, text: str) -> int:
        return self._screen.write(text)


class Terminal:
    """Where one page is followed, from an empty folder on."""

    def __init__(self, page: Path, folder: Path) -> None:
        self.here = folder / "here"
        self.here.mkdir()
        self.saves = folder / "saves"
        self.environ = {"LANG": LOCALES[language_of(page)], "NO_COLOR": "1"}

    def run(self, command: str) -> str:
        """Run one command line and return all that it prints."""
        name, *words = shlex.split(command)
        if name == "mkdir":
            (self.here / words[0]).mkdir()
        elif name == "cd":
            self.here /= words[0]
        else:
            assert name == "steady", command
            return self._steady(words)
        return ""

    def _steady(self, words: list[str]) -> str:
        screen = Screen()
        with chdir(self.here), patch.dict(os.environ, WIDTH):
            run_call(["--saves", str(self.saves), *words], Streams(StringIO(), screen, Beside(screen), self.environ))
        return screen.getvalue()

    def write(self, path: str, text: str) -> None:
        """Make a file what the page shows."""
        file = self.here / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Change one place of a file, as the page tells its reader to."""
        file = self.here / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, (path, old)
        file.write_text(text.replace(old, new), encoding="utf-8")


def shown(block: Block) -> Iterator[tuple[str, str]]:
    """The commands of a block, each with the output shown below it."""
    for part in re.split(rf"^{re.escape(PROMPT)}", block.text, flags=re.M)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def agrees(output: str, printed: str) -> bool:
    """Does the output that a page shows agree with what was printed? Where it shows none, anything does."""
    if not output.strip():
        return True
    lines = [r"(?:.*\n)*?" if line in LEFT_OUT else re.escape(f"{line}\n") for line in _steadied(output).splitlines()]
    return re.fullmatch("".join(lines), _steadied(printed)) is not None


def _steadied(text: str) -> str:
    """What does not depend on the machine and the solver; blank lines at both ends do not count."""
    return VARYING.sub(lambda line: re.sub(r"[\d.,]+", "0", line[0]), text).strip("\n") + "\n"
