"""What an organiser is told, in words: shared by commands and screens."""

import re
import time
from typing import get_args

from game.team.codec import Says
from game.team.contest import ContestState
from game.team.orders import MOMENTS
from game.team.organising import COUNTED, Done, Governed, MemberSeen, Note, RunSeen, TeamSeen
from game.team.wire import RunStatus

ACTORS = {"admin": "admin", "member": "self"}
_OVER = ("closed", "revealed")
_CHANGES = {
    **dict.fromkeys(("open", "close", "freeze", "reveal"), "state"), "void": "run", "restore": "run", "hide": "name",
    "lead": "role", "show-code": "wall",
}  # fmt: skip
_KNOWN = {
    "state": get_args(ContestState), "run": get_args(RunStatus), "name": ("hidden", "shown"),
    "role": ("member", "lead"), "wall": ("true", "false"),
}  # fmt: skip
"""What actions change, in words of the catalogue; whatever else a log says is shown as it is."""


def number(of: int | None) -> str:
    """Return how many were found; None: more than are counted."""
    return f"{COUNTED}+" if of is None else str(of)


def moment(at: float) -> str:
    """Return a moment as the clock on the wall shows it; with the day where that is not today."""
    local, today = time.localtime(at), time.localtime()
    return time.strftime("%H:%M" if local[:3] == today[:3] else "%Y-%m-%d %H:%M", local)


def state(contest: Governed, t: Says) -> str:
    """Return where a contest stands."""
    return t(f"team_admin.state.{contest.state}")


def clock(contest: Governed, t: Says) -> str:
    """Return when it opens, freezes and closes, or did: not what passed before it opened, or was taken back."""
    times, told = contest.clock, []
    words = (("opens", "opened", times.opens), ("freezes", "froze", times.freezes), ("closes", "closed", times.closes))
    for to_come, past, at in words:
        if at is None:
            continue
        is_past = at <= times.now
        is_undone = is_past and (contest.state == "planned" or (past == "froze" and not contest.frozen))
        if not is_undone:
            told.append(t(f"team_admin.look.{past if is_past else to_come}", time=moment(at)))
    return " · ".join(told) or t("team_admin.look.by_hand")


def code(contest: Governed, t: Says) -> str:
    """Return the join code, and whether the wall shows it."""
    shown = contest.code_shown and contest.state not in _OVER
    return t("team_admin.look.code_shown", code=contest.code) if shown else contest.code


def name(member: MemberSeen, t: Says) -> str:
    """Return what a member is called, to the organiser."""
    return t("team_admin.look.left") if member.left or not member.name else member.name


def role(member: MemberSeen, t: Says) -> str:
    """Return what is to be known of a member: lead, hidden."""
    said = [t("team_admin.look.lead")] if member.role == "lead" else []
    return " · ".join([*said, *([t("team_admin.look.hidden")] if member.hidden and not member.left else [])])


def why(run: RunSeen, t: Says) -> str:
    """Return why somebody should look at a run, or why it does not count; empty where there is nothing to say."""
    words = [word for word in (run.reason, *run.flags) if word]
    return " · ".join(t(f"team_admin.why.{word}") for word in words)


def player(run: RunSeen, t: Says) -> str:
    """Return who played a run."""
    return run.name or t("team_admin.look.left")


def run_of(run: RunSeen, t: Says) -> str:
    """Return which run it is, in one phrase."""
    points = "–" if run.points is None else run.points
    values = {"name": player(run, t), "team": run.team, "story": run.story, "attempt": run.attempt, "points": points}
    return t("team_admin.ask.run", **values)


def run_and_time(run: RunSeen, t: Says) -> str:
    """Return which run it is, and how long it took."""
    return t("team_admin.look.run", what=run_of(run, t), took=took(run.seconds))


def took(seconds: int) -> str:
    """Return how long something took, as minutes and seconds."""
    return f"{seconds // 60}:{seconds % 60:02}"


def place(team: TeamSeen) -> str:
    """Return a team's place, or a sign that it has none yet."""
    return "–" if team.place is None else str(team.place)


def actor(note: Note, t: Says) -> str:
    """Return who did it."""
    who = "lead" if note.actor.startswith("lead ") else ACTORS.get(note.actor)
    return t(f"team_admin.action.actor_{who}") if who else note.actor


def target(note: Note) -> str:
    """Return what it was done to."""
    return note.name or note.target


def change(note: Note, t: Says) -> str:
    """Return from what to what; empty where nothing is told of it."""
    if note.action == "times":
        return times(note, t)
    if note.action == "reveal" and note.after.isdigit():  # one more team
        return t("team_admin.look.covered_of", covered=note.after)
    area = _CHANGES.get(note.action)
    parts = [part for part in (note.before, note.after) if part]
    return " → ".join(t(f"team_admin.{area}.{part}") if area and part in _KNOWN[area] else part for part in parts)


def times(changed: Note | Done, t: Says) -> str:
    """Return what times became of which: `closes 17:00 → 17:15`; empty where none are told."""
    before, after = (dict(_TIME.findall(part)) for part in (changed.before, changed.after))
    return " · ".join(
        f"{t(f'team_admin.column.{name}')} {_time(before.get(name, ''), t)} → {_time(after[name], t)}"
        for name in MOMENTS if name in after
    )  # fmt: skip


def no_time(typed: str, t: Says) -> str:
    """Return why a time that was typed cannot be meant; `+15` where nothing is planned follows from nothing."""
    is_shift = re.fullmatch(r"[+-]\d{1,5}", typed.strip()) is not None
    return t(f"team_admin.ask.{'no_plan' if is_shift else 'bad_time'}", time=typed)


_TIME = re.compile(r"\b([a-z]+)=(\d{1,11})\b")


def _time(second: str, t: Says) -> str:
    return moment(int(second)) if second.strip("0") else t("team_admin.look.by_hand")


def action(note: Note, t: Says) -> str:
    """Return what was done."""
    return t(f"team_admin.action.{note.action}")


def done(word: str, done: Done, contest: Governed, who: str, t: Says) -> str:
    """Return what an order did, in a sentence. `word` is what was ordered, `contest` as it was before."""
    values = {"contest": contest.name, "who": who, "before": done.before, "after": done.after}
    if word in ("reveal_one", "reveal-one"):
        left = int(done.after) if done.after.isdigit() else 0
        return t(f"team_admin.done.{'reveal_one' if left else 'reveal_last'}", left=left, **values)
    if (word, done.after) in (("close", "closed"), ("open_again", "frozen")):
        word = f"{word}_frozen"
    if word == "times":
        values["times"] = times(done, t)
    return t(f"team_admin.done.{word}", **values)
