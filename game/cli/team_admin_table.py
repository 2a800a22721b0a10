"""Tables for people: columns as wide as what stands in them, in cells."""

from collections.abc import Iterator, Sequence

from game.text import cell_width, pad
from game.text.paint import Paint

GAP = "  "


def table(head: Sequence[str], rows: Sequence[Sequence[str]], numbers: frozenset[int], paint: Paint) -> Iterator[str]:
    """Yield headings and rows; the columns in `numbers` stand at the right of theirs. Empty columns are left out."""
    used = [column for column in range(len(head)) if any(row[column] for row in rows)]
    widths = {column: max(cell_width(row[column]) for row in (head, *rows)) for column in used}

    def line(row: Sequence[str]) -> str:
        cells = (pad(row[c], widths[c], "right" if c in numbers else "left") for c in used)
        return GAP.join(cells).rstrip()

    yield paint(line(head), "act")
    yield from map(line, rows)


def facts(pairs: Sequence[tuple[str, str]], paint: Paint) -> Iterator[str]:
    """Yield what is called what, one below the other; what is empty is left out."""
    known = [(name, value) for name, value in pairs if value]
    width = max((cell_width(name) for name, _ in known), default=0)
    yield from (f"{paint(pad(name, width), 'dim')}{GAP}{value}" for name, value in known)
