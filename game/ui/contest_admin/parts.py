"""The four tables of a contest, in words: teams, members, runs, the log."""

from collections.abc import Sequence
from typing import Literal

from game.team.client import admin_words as words
from game.team.organising import NEEDS_A_LOOK, Governed, MemberSeen, Note, RunSeen, TeamSeen
from game.text import Translator
from game.ui.contest_admin.table import Column, Line

Part = Literal["teams", "members", "runs", "log"]
PARTS: tuple[Part, ...] = ("teams", "members", "runs", "log")
Filled = tuple[Sequence[Column], Sequence[Line], str]
"""Columns, rows, and what is said where there are none."""


def contests(found: Sequence[Governed], t: Translator) -> Filled:
    """The contests that somebody looks after."""
    columns = _columns(t, "contest", "state", "code:2", "people#", "flagged#", "id:1")
    lines = [
        Line(c.slug, (c.name, words.state(c, t), c.code, str(c.members), _some(c.flagged), c.slug), bool(c.flagged))
        for c in found
    ]
    return columns, lines, t("team_admin.look.no_contests")


def teams(found: Sequence[TeamSeen], t: Translator) -> Filled:
    """The teams as they stand now."""
    columns = _columns(t, "place#", "team", "score#", "played")
    lines = [
        Line(one.id, (words.place(one), one.name, "" if one.score is None else str(one.score),
                      t("team_admin.look.played_of", played=one.played, members=one.members)))
        for one in found
    ]  # fmt: skip
    return columns, lines, t("team_admin.look.no_teams")


def members(found: Sequence[MemberSeen], t: Translator) -> Filled:
    """The members, by team."""
    columns = _columns(t, "name", "team", "points#", "attempts#:2", "runs#:1", "flagged#", "role")
    lines = [
        Line(m.id, (words.name(m, t), m.team, "" if m.points is None else str(m.points), _some(m.attempts),
                    str(m.runs), _some(m.flagged), words.role(m, t)), bool(m.flagged))
        for m in found
    ]  # fmt: skip
    return columns, lines, t("team_admin.look.no_members")


def runs(found: Sequence[RunSeen], t: Translator) -> Filled:
    """The runs, those to look at first, each with why."""
    columns = _columns(t, "status", "name", "team:1", "story:2", "attempt#:4", "points#", "took#:3", "at:5")
    lines = [
        Line(run.run, (t(f"team_admin.run.{run.status}"), words.player(run, t), run.team, run.story, str(run.attempt),
                       "" if run.points is None else str(run.points), words.took(run.seconds), words.moment(run.at)),
             run.status in NEEDS_A_LOOK, words.why(run, t))
        for run in found
    ]  # fmt: skip
    return columns, lines, t("team_admin.look.no_runs")


def log(found: Sequence[Note], t: Translator) -> Filled:
    """What was done, and why."""
    columns = _columns(t, "at", "what", "who", "change", "actor:1")
    lines = [
        Line(str(number), (words.moment(note.at), words.action(note, t), words.target(note), words.change(note, t),
                           words.actor(note, t)), note=note.reason)
        for number, note in zip(range(len(found), 0, -1), found, strict=True)
    ]  # fmt: skip
    return columns, lines, t("team_admin.look.no_notes")


def _columns(t: Translator, *names: str) -> tuple[Column, ...]:
    """Columns by name: `#` for numbers, `:n` for how soon it goes where room is short."""
    found = []
    for wish in names:
        name, _, goes = wish.partition(":")
        found.append(Column(t(f"team_admin.column.{name.rstrip('#')}"), int(goes or 0), name.endswith("#")))
    return tuple(found)


def _some(number: int) -> str:
    return str(number) if number else ""
