"""A board in words, for whoever shows it: names, awards, what does not count, a line drawn of small blocks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from game.team.document import AwardRow, Row
from game.team.local import NAMELESS, LocalBoard
from game.text import Translator

LEVELS, PLAIN_LEVELS = "▁▂▃▄▅▆▇█", "_.-~=^*#"


def name_of(row: Row | AwardRow, t: Translator) -> str:
    """Return who it is, as it may be shown."""
    if row.name:
        return row.name
    return t("team.board.nameless" if row.id == NAMELESS else "team.board.hidden")


def place_of(row: Row) -> str:
    """Return the place, or a sign that it is not told."""
    return "–" if row.place is None else str(row.place)


def attempts_of(row: Row) -> str:
    """Return the attempts used: whole ones without a decimal."""
    return f"{row.attempts:g}"


def line_of(values: Sequence[int], width: int = 12, plain: bool = False) -> str:
    """Return the last `width` values as a line of small blocks, between the lowest and the highest of them."""
    shown, levels = values[-width:], PLAIN_LEVELS if plain else LEVELS
    low, high = min(shown, default=0), max(shown, default=0)
    top = len(levels) - 1
    return "".join(levels[(value - low) * top // (high - low) if high > low else top // 2] for value in shown)


def title_of(story: str, titles: Mapping[str, Mapping[str, str]], t: Translator) -> str:
    """Return what a story is called, its id where it has no title."""
    return titles.get(story, {}).get(t.language) or story


def award_lines(
    awards: Iterable[AwardRow], titles: Mapping[str, Mapping[str, str]], t: Translator
) -> Iterator[tuple[str, str]]:
    """Yield each award: what it is for, and who has it. Who shares an award stands in one line."""
    for (kind, story, value), group in groupby(awards, key=lambda award: (award.award, award.story, award.value)):
        names = t("team.board.and").join(name_of(award, t) for award in group)
        title = title_of(story, titles, t) if story else ""
        yield t(f"team.award.{kind}"), t(f"team.award.{kind}_who", names=names, value=value, story=title)


def notes(local: LocalBoard, t: Translator, *, in_app: bool = False) -> Iterator[str]:
    """Yield what a reader of the board of one computer must know: what does not count, and what counts as it is.

    `in_app`: where no command can be typed.
    """
    titles = local.overall.contest.titles
    if local.unsolved:
        stories = t("team.board.and").join(title_of(story, titles, t) for story in local.unsolved)
        key = "unsolved_here" if in_app else "unsolved"
        yield t(f"team.local.{key}", stories=stories, id=local.unsolved[0])
    for reason in ("unfinished", "story_gone", "story_changed", "broken", "carried_over"):
        if local.left_out.get(reason):
            yield t(f"team.local.left_out.{reason}", count=local.left_out[reason])
