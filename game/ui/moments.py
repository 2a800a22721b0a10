"""Moments and spans of time in words."""

from datetime import datetime

from game.text import Translator


def when(t: Translator, moment: float, now: float) -> str:
    """A moment as a person would say it now: today, yesterday, 3 days ago, a date. Both in seconds since the epoch."""
    then, today = datetime.fromtimestamp(moment), datetime.fromtimestamp(now)
    days = (today.date() - then.date()).days
    if days <= 0:
        return t("ui.when.today", time=f"{then:%H:%M}")
    if days == 1:
        return t("ui.when.yesterday")
    if days < 14:
        return t("ui.when.days", days=days)
    return t("ui.when.date", year=then.year, month=then.month, day=then.day)


def clock(minutes: int) -> str:
    """The story clock: hours and minutes since the chat began."""
    return f"{minutes // 60}:{minutes % 60:02}"
