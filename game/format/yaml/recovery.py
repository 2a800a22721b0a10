"""One broken scene must not hide the mistakes of the others.

YAML gives up at the first syntax error. Scenes stand at a fixed indent under `scenes:`, so the text is cut there and
every block is tried alone; what is broken is reported and blanked, and the rest is read as if nothing had happened.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from game.format.problems.collector import Collector
from game.format.yaml import syntax
from game.format.yaml.nodes import Node, compose, first_error
from game.format.yaml.source import Source

_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Tree:
    """What could be read. `lost` holds the words of what could not: nothing may be called unknown for being there."""

    root: Node | None
    lost: frozenset[str] = frozenset()


def parse(source: Source, problems: Collector) -> Tree:
    """Return the tree of the readable blocks and record every block's syntax error."""
    if source.unreadable:
        return _by_blocks(source, problems, None)
    found = len(problems.problems)
    try:
        return Tree(compose(source.text, problems))
    except yaml.YAMLError as error:
        del problems.problems[found:]
        return _by_blocks(source, problems, error)


def _by_blocks(source: Source, problems: Collector, error: yaml.YAMLError | None) -> Tree:
    lines = source.text.split("\n")
    broken = list(_broken(lines, source, problems))
    if not broken and error is not None:
        syntax.report(error, source.lines, problems)
        return Tree(None)
    if problems.full:
        return Tree(None)
    lost = frozenset(_WORD.findall("\n".join(lines[number] for block in broken for number in block)))
    for block in broken:
        for number in block:
            lines[number] = ""
    found = len(problems.problems)
    try:
        return Tree(compose("\n".join(lines), problems), lost)
    except yaml.YAMLError as second:
        del problems.problems[found:]
        syntax.report(second, source.lines, problems)
        return Tree(None, lost)


def _broken(lines: list[str], source: Source, problems: Collector) -> Iterator[range]:
    """Yield the blocks that are no YAML, recording why."""
    for block in _blocks(lines, source.unreadable):
        if problems.full:
            return
        if not source.unreadable.isdisjoint(block):
            yield block
        elif (error := first_error("\n".join(lines[block.start : block.stop]))) is not None:
            syntax.report(error, source.lines, problems, block.start)
            yield block


def _blocks(lines: list[str], unreadable: set[int]) -> Iterator[range]:
    """Yield the line ranges of the top-level keys, and under `scenes:` those of the scenes."""
    starts = [number for number, line in enumerate(lines) if line[:1] not in ("", " ", "#", "-", "]", "}")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        if lines[start].startswith("scenes:"):
            yield from _scenes(lines, start + 1, end, unreadable)
        else:
            yield range(start, end)


def _scenes(lines: list[str], start: int, end: int, unreadable: set[int]) -> Iterator[range]:
    content = [number for number in range(start, end) if lines[number].strip() and lines[number].lstrip()[0] != "#"]
    if not content:
        return
    indent = min(_indent(lines[content[0]]), 8)
    starts = [number for number in content if _indent(lines[number]) <= indent and number not in unreadable]
    if starts[:1] != content[:1]:
        starts.insert(0, content[0])
    for begin, stop in zip(starts, [*starts[1:], end], strict=True):
        yield range(begin, stop)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
