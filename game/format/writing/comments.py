"""The comments and blank lines of a file, kept with the line that they introduce."""

from collections.abc import Iterator

from game.format.yaml.nodes import Mapping, Node, Scalar


class Comments:
    """What a formatter must carry along: lines of comment before a line, and a comment behind it."""

    def __init__(self, lines: list[str], root: Node) -> None:
        """Find the comments among `lines`, whose tree is `root`; what looks like one inside a text is none."""
        covered = {number for scalar in _long_scalars(root) for number in inner_lines(scalar, lines)}
        self._before: dict[int, list[str]] = {}
        self._lines = lines
        self._taken: set[int] = set()
        waiting: list[str] = []
        for number, line in enumerate(lines):
            text = line.strip()
            if number in covered:
                continue
            if not text or text.startswith("#"):
                waiting.append(text)
            else:
                self._before[number] = _tidy(waiting)
                waiting = []
        self._last = _tidy(waiting)

    def before(self, number: int) -> list[str]:
        """Take what stands above a line: comments, and empty strings for blank lines; then it is gone."""
        return self._before.pop(number, [])

    def behind(self, number: int, column: int) -> str:
        """Take the comment that follows a column of a line, with two spaces before it; empty where there is none."""
        line = self._lines[number] if 0 <= number < len(self._lines) else ""
        rest = line[column:].lstrip(" ,]}")
        if number in self._taken or not rest.startswith("#"):
            return ""
        self._taken.add(number)
        return f"  {rest.rstrip()}"

    def would_cut(self, scalar: Scalar) -> bool:
        """Would the comment behind a text seem to be its other half, once it stood there without quotes or brackets?"""
        rest = self._lines[scalar.end.line][scalar.end.column :]
        apart = bool(scalar.style) or not rest.lstrip().startswith("#")
        return apart and rest.lstrip(" ,]}").startswith("#")

    def within(self, first: int, last: int) -> bool:
        """Is there a comment above any line after `first`, up to `last`, or behind one before `last`?"""
        above = any(self._before.get(number) for number in range(first + 1, last + 1))
        return above or any(" #" in self._lines[number] for number in range(first, last))

    def rest(self) -> list[str]:
        """Return the comments below everything."""
        return [text for text in self._last if text]


def inner_lines(scalar: Scalar, lines: list[str]) -> range:
    """Return the lines that a scalar of several lines owns: those of a block text, or all but the first."""
    first, last = scalar.start.line + 1, scalar.end.line + (1 if scalar.end.column else 0)
    if scalar.style not in ("|", ">"):
        return range(first, max(last, first))
    indent: int | None = None
    stop = first
    for number in range(first, min(last, len(lines))):
        line = lines[number]
        if not line.strip():
            continue
        width = len(line) - len(line.lstrip(" "))
        if indent is None:
            indent = width
        if width < indent:
            break
        stop = number + 1
    return range(first, stop)


def _tidy(waiting: list[str]) -> list[str]:
    """Return the lines with each run of blank ones made one."""
    return [text for number, text in enumerate(waiting) if text or number == 0 or waiting[number - 1]]


def _long_scalars(root: Node) -> Iterator[Scalar]:
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if type(node) is Scalar:
            if node.end.line > node.start.line:
                yield node
        elif type(node) is Mapping:
            waiting.extend(part for pair in node.pairs for part in pair)
        else:
            assert not isinstance(node, Scalar | Mapping)
            waiting.extend(node.items)
