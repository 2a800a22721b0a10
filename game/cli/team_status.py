"""`steady team status`: how the current contest stands for the player, asked of its server or as seen last."""

import argparse
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.cli.asking import asking
from game.cli.contest import contests
from game.cli.context import Context
from game.cli.parser import Subparsers
from game.text import Translator, pad, wrap
from game.text.paint import Paint

if TYPE_CHECKING:
    from game.team.client.contest_play import ContestPlay
    from game.team.client.kinds import Neighbours, RankedStory, Sending, Standing
    from game.team.document import Row

SHOWN = 12
"""Runs that are listed, the latest ones."""
_WIDTH = 74


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the command and its options."""
    about = t("team_client.cli.status_about")
    parser = subparsers.add_parser("status", help=t("team_client.cli.status"), description=about)
    parser.add_argument("--offline", action="store_true", help=t("team_client.cli.offline"))
    parser.add_argument("--json", action="store_true", help=t("cli.option.json"))


def run(args: argparse.Namespace, context: Context) -> int:
    """Print how it stands. Raises WrongCallError where no contest was joined."""
    from game.text.paint import paint_for

    with contests(context) as play:
        with asking(context):
            look = play.standing(ask=not args.offline)
            near = play.neighbours(ask=not args.offline and look.problem is None)
        if args.json:
            context.write_json(_data(look, near, play))
            return 0
        for line in _told(look, near, play, context.t, paint_for(context.streams.out, context.streams.environ)):
            context.write(line.rstrip())
    return 0


def _told(look: "Standing", near: "Neighbours", play: "ContestPlay", t: Translator, paint: Paint) -> Iterator[str]:
    who = look.membership
    state = t(f"team_client.contest.{look.state}")
    yield paint(t("team_client.cli.heading", contest=who.title, state=state), "title")
    yield t("team_client.cli.who", name=who.name, team=who.team)
    yield from _when(look, t)
    key = "place" if look.place is not None else "no_place" if look.points else "unplaced"
    yield t(f"team_client.cli.{key}", place=look.place, of=look.of, points=look.points)
    if look.problem:
        yield ""
        yield paint(look.problem.sentence(t), "hint")
        key = "never" if look.seen_at is None else "as_of"
        yield paint(t(f"team_client.cli.{key}", time=_time(look.seen_at or 0)), "hint")
    yield from _part("stories", [_story(story, t) for story in look.stories], t, paint)
    yield from _part("neighbours", [_row(row, near.me, t) for row in near.rows], t, paint)
    yield from _part("sendings", [told_sending(sent, t) for sent in play.outbox()[-SHOWN:]], t, paint)
    joined = play.joined()
    slugs = [one.slug for one in joined]
    for other in joined[1:]:
        yield ""
        use = f'{other.slug} --name "{other.name}"' if slugs.count(other.slug) > 1 else other.slug
        yield paint(t("team_client.cli.other", contest=other.title, name=other.name, use=use), "dim")


def _part(name: str, lines: list[str], t: Translator, paint: Paint) -> Iterator[str]:
    if lines:
        yield ""
        yield paint(t(f"team_client.cli.{name}"), "act")
        for line in lines:
            first, *rest = wrap(line, _WIDTH)
            yield f"  {first}"
            yield from (f"    {more}" for more in rest)


def _when(look: "Standing", t: Translator) -> Iterator[str]:
    clock = look.clock
    if clock is not None and look.state == "planned" and clock.opens is not None:
        yield t("team_client.cli.opens", time=_time(clock.opens))
    elif clock is not None and look.state in ("open", "frozen") and clock.closes is not None:
        yield t("team_client.cli.until", time=_time(clock.closes))


def _story(story: "RankedStory", t: Translator) -> str:
    best = t("team_client.cli.best", points=story.points) if story.points is not None else t("team_client.cli.no_best")
    values = {"title": story.title(t.language), "id": story.id, "used": story.attempts_used, "attempts": story.attempts}
    line = t("team_client.cli.story", **values, best=best)
    return f"{line} · {t('team_client.cli.story_open')}" if story.run else line


def _row(row: "Row", me: str, t: Translator) -> str:
    from game.team.told import name_of, place_of

    sign = "→" if row.id == me else " "
    return f"{sign} {pad(place_of(row), 4, 'right')}  {pad(name_of(row, t), 26)}{pad(str(row.score), 6, 'right')}"


def told_sending(sent: "Sending", t: Translator) -> str:
    """Return what became of a run, in a sentence."""
    from game.team.client.told import result

    said = result(sent, t)
    return t("team_client.cli.sending", title=sent.title(t.language), attempt=sent.attempt or "?", said=said)


def _time(at: float) -> str:
    """A moment as the clock on the wall shows it; with the day where that is not today."""
    local, today = time.localtime(at), time.localtime()
    return time.strftime("%H:%M" if local[:3] == today[:3] else "%Y-%m-%d %H:%M", local)


def _data(look: "Standing", near: "Neighbours", play: "ContestPlay") -> dict[str, object]:
    from game.cli.team_join import as_data

    stories = ("id", "digest", "attempts_used", "attempts", "points", "waiting", "run", "has_ticket")
    rows = ("place", "id", "name", "score", "team")
    return {
        "contest": as_data(look.membership),
        "state": look.state,
        "place": look.place, "of": look.of, "points": look.points, "attempts": look.attempts,
        "stories": [{name: getattr(story, name) for name in stories} for story in look.stories],
        "neighbours": [{name: getattr(row, name) for name in rows} for row in near.rows],
        "outbox": [sending_data(sent) for sent in play.outbox()],
        "joined": [as_data(joined) for joined in play.joined()],
        "seen_at": look.seen_at,
        "problem": look.problem.code if look.problem else None,
    }  # fmt: skip


def sending_data(sent: "Sending") -> dict[str, object]:
    """Return what became of a run, for programs."""
    names = ("run", "story", "attempt", "state", "sentence", "score", "points", "best", "place", "tries", "next_try")
    return {name: getattr(sent, name) for name in names}
