"""What became of a run, in words: said by the server, and by the game again in whatever language its player speaks."""

from functools import reduce

from game.team.codec import Says
from game.team.wire import Verdict

REASONS = frozenset(("refused_too_fast", "refused_too_long", "refused_unplayable", "late_closed", "late_expired"))
"""What a run is refused or late for, behind its status."""
FLAGS = frozenset(("reading", "overlap", "alike"))


def told(verdict: Verdict, t: Says) -> str:
    """Return what became of a run. Where a server has reasons that are not known here, its own sentence."""
    if not _is_known(verdict):
        return verdict.sentence
    if verdict.reason:
        return t(f"team.verdict.{verdict.status}_{verdict.reason}")
    return t("team.verdict.void") if verdict.status == "void" else _counted(verdict, t)


def _is_known(verdict: Verdict) -> bool:
    if verdict.reason:
        return f"{verdict.status}_{verdict.reason}" in REASONS
    if verdict.status == "counted":
        return verdict.points is not None
    if verdict.status == "flagged":
        return verdict.points is not None and bool(verdict.flags) and FLAGS.issuperset(verdict.flags)
    return verdict.status == "void"


def _counted(verdict: Verdict, t: Says) -> str:
    is_best = verdict.best == verdict.points
    parts = [t(f"team.verdict.{'best' if is_best else 'counted'}", points=verdict.points)]
    if verdict.hidden:
        parts.append(t("team.verdict.hidden"))
    elif verdict.place is not None:
        parts.append(t("team.verdict.place", place=verdict.place))
    parts += [t(f"team.flag.{flag}") for flag in verdict.flags]
    return reduce(lambda said, more: t("team.verdict.and", said=said, more=more), parts)
