"""`steady stats`: what a player has practised, and how it went."""

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from game.cli.context import Context
from game.cli.parser import Subparsers
from game.text import Translator, pad
from game.text.paint import Paint

if TYPE_CHECKING:
    from game.cli.practice import Practice
    from game.story import Story

_STORY, _CHATS, _ENDINGS, _BAR = 34, 8, 10, 20
"""Columns in cells."""


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("stats", help=t("cli.summary.stats"), description=t("lab_stats.about"))
    parser.add_argument("--json", action="store_true", help=t("cli.option.json"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Count and print. Raises WrongCallError where the saved data cannot be read."""
    from game.cli.practice import practice
    from game.text.paint import paint_for

    kept = practice(context)
    if args.json:
        context.write_json(_as_object(kept))
    elif not kept.chats:
        context.write(context.t("lab_stats.nothing"))
    else:
        for line in _told(kept, context.t, paint_for(context.streams.out, context.streams.environ)):
            context.write(line.rstrip())
    return 0


def _stories(kept: "Practice") -> "dict[str, Story | None]":
    """The stories played, the first one first."""
    return {chat.saved.summary.story: chat.story for chat in kept.chats}


def _as_object(kept: "Practice") -> dict[str, Any]:
    from game.cli.practice import total

    return {
        "chats": len(kept.chats),
        "finished": sum(chat.saved.result is not None for chat in kept.chats),
        "minutes": round(sum(chat.seconds for chat in kept.chats) / 60),
        "stories": [_story_object(kept, id, story) for id, story in _stories(kept).items()],
        "techniques": dict(total(chat.techniques for chat in kept.chats)),
        "slips": dict(total(chat.slips for chat in kept.chats)),
    }


def _story_object(kept: "Practice", id: str, story: "Story | None") -> dict[str, Any]:
    done = kept.progress[id]
    return {
        "story": id,
        "title": story.title if story else None,
        "plays": done.plays,
        "finished": done.finished,
        "best_score": done.best_score,
        "best_grade": done.best_grade,
        "endings": sorted(done.endings),
        "endings_total": len(story.own_endings) if story else None,
        "last_played": _moment(done.last_played),
    }


def _moment(at: float | None) -> str | None:
    return None if at is None else time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))


def _told(kept: "Practice", t: Translator, paint: Paint) -> Iterator[str]:
    from game.cli.practice import total

    minutes = max(1, round(sum(chat.seconds for chat in kept.chats) / 60))
    finished = sum(chat.saved.result is not None for chat in kept.chats)
    yield paint(t("lab_stats.heading"), "title")
    yield paint(t("lab_stats.sum", chats=len(kept.chats), finished=finished, minutes=minutes), "dim")
    yield ""
    head = pad(t("lab_stats.story"), _STORY) + pad(t("lab_stats.chats"), _CHATS, "right")
    yield paint(f"{head}{pad(t('lab_stats.endings'), _ENDINGS, 'right')}    {t('lab_stats.best')}", "act")
    for id, story in _stories(kept).items():
        yield _story_row(kept, id, story, paint)
    for area, style in (("technique", "good"), ("slip", "bad")):
        done = total(chat.techniques if area == "technique" else chat.slips for chat in kept.chats)
        yield from _bars(done, area, style, t, paint)


def _story_row(kept: "Practice", id: str, story: "Story | None", paint: Paint) -> str:
    from game.telling.signs import grade_sign

    done = kept.progress[id]
    own = {ending.id for ending in story.own_endings} if story else done.endings
    found = f"{len(done.endings & own)}/{len(own)}" if story else str(len(own))
    best = "–" if done.best_grade is None else f"{grade_sign(done.best_grade)} {done.best_score}"
    row = pad(story.title if story else id, _STORY) + pad(str(done.plays), _CHATS, "right")
    return f"{row}{pad(found, _ENDINGS, 'right')}    {paint(best, done.best_grade or 'dim')}"


def _bars(done: Counter[str], area: str, style: str, t: Translator, paint: Paint) -> Iterator[str]:
    """What was done how often, most often first."""
    if not done:
        return
    yield ""
    yield paint(t(f"lab_stats.{area}s"), "act")
    most = max(done.values())
    for word, count in done.items():
        bar = "━" * max(1, round(_BAR * count / most))
        name = pad(t(f"engine.{area}.{word}"), _STORY)
        yield f"{name}{paint(pad(bar, _BAR), style)} {pad(str(count), 4, 'right')}"
