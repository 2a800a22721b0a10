"""A contest in words: how long it still goes on, how it stands, what became of a run. Pure."""

from datetime import datetime

from game.team.client.errors import ContestError
from game.team.client.kinds import Sending, Standing
from game.text import Translator

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_LAST_MINUTES = 2 * _MINUTE
"""Less than that is no longer counted."""
ROLES = {
    "waiting": "mid", "counted": "good", "flagged": "good", "refused": "bad", "late": "mid",
    "void": "bad",
}  # fmt: skip
"""Of which role the word for each state of a run is."""
TOLD_OTHERWISE = ("not_joined", "not_in_contest", "unsent")
"""Errors whose sentence, on the command line, names a command."""


def span(t: Translator, seconds: float) -> str:
    """A time to wait, roughly: 3 days, 5 hours, 40 minutes. Never so exact that it would have to tick."""
    for unit, size in (("days", _DAY), ("hours", _HOUR)):
        if seconds >= 2 * size:
            return t(f"ui_contest.span.{unit}", count=round(seconds / size))
    if seconds < _LAST_MINUTES:
        return t("ui_contest.span.moment")
    return t("ui_contest.span.minutes", count=round(seconds / _MINUTE))


def until(standing: Standing, moment: str, now: float) -> float | None:
    """Seconds from `now` (of this computer) until the contest opens, freezes or closes; None: not told, or over."""
    clock = standing.clock
    at = getattr(clock, moment) if clock else None
    if clock is None or at is None or standing.seen_at is None:
        return None
    left = float(at - clock.now) - (now - standing.seen_at)
    return left if left > 0 else None


def countdown(t: Translator, standing: Standing, now: float) -> str:
    """What comes next and when; empty where that is not known or the contest is over."""
    moments = {"planned": ("opens",), "open": ("freezes", "closes"), "frozen": ("closes",)}
    found = [(moment, until(standing, moment, now)) for moment in moments.get(standing.state, ())]
    told = [t(f"ui_contest.until.{moment}", time=span(t, left)) for moment, left in found if left is not None]
    return t("ui_contest.comma").join(told)


def state_sentence(t: Translator, standing: Standing, now: float) -> str:
    """How far the contest is, in a sentence or two."""
    said, rest = t(f"ui_contest.state.{standing.state}"), countdown(t, standing, now)
    return t("ui_contest.state.with_time", said=said, time=rest) if rest else said


def place(t: Translator, standing: Standing) -> str:
    """One's own place and points."""
    if standing.place is None:
        return t("ui_contest.no_place", points=standing.points) if standing.points else t("ui_contest.no_result")
    return t("ui_contest.place", place=standing.place, of=standing.of, points=standing.points)


def attempts_left(standing: Standing) -> int:
    """How many attempts are left in all."""
    return sum(max(0, story.attempts - story.attempts_used) for story in standing.stories)


def trouble(t: Translator, error: ContestError) -> str:
    """What went wrong with a contest, and what to do about it in the app: no command of the terminal helps here."""
    if error.code in TOLD_OTHERWISE and not error.said:
        return t(f"ui_contest.error.{error.code}", **error.values)
    return error.sentence(t)


def seen(t: Translator, standing: Standing) -> str:
    """Why this is not how it stands now, and of when it is; empty where it is of now."""
    problem = standing.problem
    if problem is None:
        return ""
    when = t("ui_contest.seen", time=clock_time(standing.seen_at)) if standing.seen_at else t("ui_contest.never_seen")
    return t("ui_contest.with_reason", said=when, why=trouble(t, problem))


def clock_time(moment: float) -> str:
    """The time of day, by the clock of this computer."""
    return f"{datetime.fromtimestamp(moment):%H:%M}"


def sending_line(t: Translator, sending: Sending) -> str:
    """What became of a run, with its points and what the server said."""
    if sending.state == "waiting":
        return t("ui_contest.sending.waiting", why=sending.sentence) if sending.tries else t("team_client.play.sending")
    head = t(f"team_client.state.{sending.state}")
    if sending.points is not None and sending.state in ("counted", "flagged"):
        key = "counted" if sending.place is None else "placed"
        head = t(f"ui_contest.sending.{key}", state=head, points=sending.points, place=sending.place)
        return (sending.state == "flagged" and sending.sentence) or head  # which says what made somebody look
    return t("ui_contest.sending.why", state=head, why=sending.sentence) if sending.sentence else head
