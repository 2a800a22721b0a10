"""A page followed literally, from its first command to its last."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.docs.pages import Block, blocks
from tests.docs.terminal import Terminal, agrees, shown


@dataclass(frozen=True)
class Printed:
    """What a command of a page printed, beside what the page shows."""

    block: Block
    command: str
    output: str
    printed: str

    @property
    def agrees(self) -> bool:
        return agrees(self.output, self.printed)


def follow(page: Path, folder: Path) -> Iterator[Printed]:
    """Do what a page says in an empty folder, and yield what each of its commands printed."""
    terminal = Terminal(page, folder)
    for block in blocks(page):
        if path := block.noted("file"):
            terminal.write(path, block.text)
        if change := block.noted("change"):
            path, _, words = change.partition(": ")
            old, _, new = words.partition(" => ")
            terminal.change(path, old, new)
        if block.kind == "console":
            for command, output in shown(block):
                yield Printed(block, command, output, terminal.run(command))
