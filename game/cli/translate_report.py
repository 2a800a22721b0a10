"""How far a translation is, in words that fit a terminal of 80 cells."""

from collections.abc import Iterator

from game.format.translation.update import STATES, Text, Updated
from game.text import Translator, cell_width, pad, truncate, wrap

FIRST = 5
"""Texts named in a report; the file itself has them all."""
WIDTH = 79
"""Cells of a line."""
_BESIDE = ("story", "endings")
"""Groups that are no scenes, and so have a name in the reader's language."""


def todo_lines(updated: Updated, t: Translator) -> Iterator[str]:
    """Yield a row for each scene that has something to do, and the first texts to do; nothing where all is done."""
    if not updated.complete:
        yield from _table(updated, t)
        yield ""
        yield from _first(updated, t)
        yield ""


def sum_lines(updated: Updated, t: Translator) -> Iterator[str]:
    """Yield how far the whole is."""
    yield from wrap(_sum(updated, t), WIDTH)
    if updated.unused:
        yield from wrap(t("lab_translate.unused", count=updated.unused), WIDTH)
    if updated.complete:
        yield t("lab_translate.complete")


def _sum(updated: Updated, t: Translator) -> str:
    counts = {state: updated.count(state) for state in STATES}
    total = len(updated.texts)
    percent = 100 * counts["done"] // total if total else 100
    return t("lab_translate.total", total=total, percent=percent, **counts)


def _table(updated: Updated, t: Translator) -> Iterator[str]:
    rows = [[t(f"lab_translate.column.{name}") for name in ("place", *STATES)]]
    for group in dict.fromkeys(text.group for text in updated.texts if text.state != "done"):
        counts = (updated.count(state, group) for state in STATES)
        name = t(f"lab_translate.column.{group}") if group in _BESIDE else group
        rows.append([name, *(str(count) if count else "·" for count in counts)])
    widths = [max(cell_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for name, *numbers in rows:
        cells = [pad(number, width, "right") for number, width in zip(numbers, widths[1:], strict=True)]
        yield f"  {pad(name, widths[0])}   {'   '.join(cells)}"


def _first(updated: Updated, t: Translator) -> Iterator[str]:
    todo = [text for text in updated.texts if text.state != "done"]
    yield t("lab_translate.first")
    for text in todo[:FIRST]:
        yield f"  {truncate(_line(text, t), WIDTH - 2)}"
    if len(todo) > FIRST:
        yield f"  {t('lab_translate.more', count=len(todo) - FIRST)}"


def _line(text: Text, t: Translator) -> str:
    state = t(f"lab_translate.is.{text.state}")
    return t("lab_translate.state", address=text.address, state=state, source=" ".join(text.source.split()))
