"""In what a published board differs from one that was counted again."""

from collections.abc import Iterator, Mapping
from typing import Any

from game.team.codec import encode
from game.team.document import BoardDocument
from game.team.large import MOST_NAMED

ROW = ("place", "id", "name", "score", "team", "members", "played", "attempts")
"""What is compared of a row: not what tells of the past."""
WHOLE = ("kind", "story", "played", "needed")
"""What is compared of a board besides its lists: not the printed rule, whose words another version may choose anew."""
LISTS = ("filling", "ticker", "awards")


def document_differences(
    told: BoardDocument, found: Mapping[str, Any], *, is_large: bool
) -> Iterator[tuple[str, str, str]]:
    """Yield where they differ, what was published, and what was found. `is_large`: the contest is, see `large`."""
    published = encode(told)
    for name in WHOLE:
        if published[name] != found[name]:
            yield name, str(published[name]), str(found[name])
    yield from _rows(published, found, is_cut=is_large and told.kind != "team")
    for name in LISTS:
        if name == "awards" and is_large and not published[name]:
            continue  # such a contest has none
        if published[name] != found[name]:
            yield name, _first(published[name], found[name]), _first(found[name], published[name])


def _rows(published: Mapping[str, Any], found: Mapping[str, Any], *, is_cut: bool) -> Iterator[tuple[str, str, str]]:
    """Row by row. A list of persons of a large contest may end early, but not before MOST_NAMED."""
    told, counted = published["rows"], found["rows"]
    if is_cut and len(told) < len(counted):
        counted = counted[: max(MOST_NAMED, len(told))] if len(told) < MOST_NAMED else counted[: len(told)]
    for number in range(max(len(told), len(counted))):
        one, other = (_row(rows[number]) if number < len(rows) else None for rows in (told, counted))
        if one != other:
            yield f"row {number + 1}", _said(one), _said(other)


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ROW}


def _said(row: Mapping[str, Any] | None) -> str:
    return "-" if row is None else f"{row['place']}. {row['name'] or row['id']}: {row['score']} ({row['attempts']:g})"


def _first(these: list[Any], others: list[Any]) -> str:
    """The first entry that the other list has not."""
    return str(next((entry for entry in these if entry not in others), "-"))
