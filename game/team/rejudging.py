"""One exported run judged again: played by the engine, its times and its deal looked at as the server should have."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from game.engine import RULES_VERSION, Deal, Replay, Run, replay, score
from game.story import PROMISE_STATES, Story
from game.team import timing
from game.team.dealing import deal
from game.team.exported import AuditLine, RunLine, StoryLine
from game.team.rules import ContestRules, Result, points

COUNTING = ("counted", "flagged")
_HOUR, _MINUTE = 3_600_000, 60_000
Finding = tuple[str, str, str]
"""The code of a difference, what the export says, what was found."""


@dataclass
class Allowed:
    """What decides about a run besides the run: the rules, the end, the secret, what organisers changed."""

    rules: ContestRules
    closes_at: int | None
    secret: bytes
    restored: set[str] = field(default_factory=set)
    voided: set[str] = field(default_factory=set)
    """runs that were taken out and not let count again since"""
    reopened: bool = False
    """it went on after a close"""

    def note(self, line: AuditLine) -> None:
        """Take in what an organiser did."""
        if line.action == "restore":
            self.restored.add(line.target)
            self.voided.discard(line.target)
        elif line.action == "void":
            self.voided.add(line.target)
        self.reopened = self.reopened or (line.action == "open" and line.before in ("closed", "revealed"))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a run shows."""

    result: Result | None
    """None where it cannot be played to an end"""
    differences: tuple[Finding, ...]
    is_skimmed: bool = False
    """it was read faster than people read"""


def judged(line: RunLine, story: Story, told: StoryLine, allowed: Allowed) -> Judgement:
    """Judge a run again."""
    if line.rules != RULES_VERSION:
        return Judgement(None, (("other_rules", str(line.rules), str(RULES_VERSION)),))
    if line.variant not in {variant.id for variant in story.variants}:
        return Judgement(None, (("no_deal", line.variant, ""),))
    run = Run(story.id, line.digest, Deal(line.variant, line.order), line.actions, mode="ranked", rules=line.rules)
    again = replay(story, run)
    whole = again.complete and again.state.ending is not None
    result = _result(line, story, told, again) if whole else None
    is_skimmed = whole and timing.is_skimmed(again.outcomes, line.times_ms, allowed.rules)
    differences = tuple(_differences(line, story, told, allowed, again if whole else None))
    return Judgement(result, differences, is_skimmed)


def _result(line: RunLine, story: Story, told: StoryLine, again: Replay) -> Result:
    state = again.state
    promises = [PROMISE_STATES[index] for index in state.promises]
    return Result(
        run=line.id, member=line.member, team=line.team, story=line.story, digest=line.digest, deal=line.variant,
        attempt=line.attempt, score=score(story, state).total, best_score=told.best_scores.get(line.variant),
        grade=story.ending(state.ending or "").grade, stamina=state.stamina, promises_kept=promises.count("kept"),
        promises_broken=promises.count("broken"), played_at=line.received_at / 1000,
    )  # fmt: skip


def _differences(
    line: RunLine, story: Story, told: StoryLine, allowed: Allowed, again: Replay | None
) -> Iterator[Finding]:
    if line.story != told.id:
        yield "other_story", line.story, told.id
    if allowed.secret:
        variants = [variant.id for variant in story.variants]
        variant, order = deal(allowed.secret, line.member, line.digest, line.attempt, variants)
        if (line.variant, line.order) != (variant, order):
            yield "other_deal", f"{line.variant}:{line.order}", f"{variant}:{order}"
    if again is None:
        if (line.status, line.reason) != ("refused", "unplayable"):
            yield "no_end", line.status, ""
        return
    if line.reason == "unplayable":
        yield "playable", line.status, again.state.ending or ""
        return
    yield from _scores(line, story, told, again)
    yield from _status(line, allowed)


def _scores(line: RunLine, story: Story, told: StoryLine, again: Replay) -> Iterator[Finding]:
    found = _result(line, story, told, again)
    best = told.best_scores.get(line.variant)
    shown = {
        "ending": (line.ending, again.state.ending), "grade": (line.grade, found.grade),
        "score": (line.score, found.score), "best_score": (line.best_score, best),
        "points": (line.points, points(found.score, best)), "stamina": (line.stamina, found.stamina),
        "promises_kept": (line.promises_kept, found.promises_kept),
        "promises_broken": (line.promises_broken, found.promises_broken),
    }  # fmt: skip
    for name, (said, is_so) in shown.items():
        if said != is_so:
            yield f"other_{name}", str(said), str(is_so)


def _status(line: RunLine, allowed: Allowed) -> Iterator[Finding]:
    """Whether the run counts, or does not, for a reason that can be seen."""
    if len(line.times_ms) != len(line.actions) or list(line.times_ms) != sorted(line.times_ms):
        yield "no_times", str(len(line.times_ms)), str(len(line.actions))
        return
    refusal = timing.refusal(line.times_ms, line.issued_at, line.received_at, allowed.rules)
    if (line.status == "void") != (line.id in allowed.voided):
        yield "void_unsaid", line.status, "void" if line.id in allowed.voided else ""
    elif line.status in COUNTING and line.id not in allowed.restored:
        if line.attempt > allowed.rules.attempts:
            yield "beyond_attempts", str(line.attempt), str(allowed.rules.attempts)
        if refusal or _is_late(line, allowed):
            yield "should_not_count", line.status, refusal or "late"
    elif line.status == "refused" and not (refusal and line.reason == refusal):
        yield "other_reason", line.reason, refusal
    elif line.status == "late" and not _is_late(line, allowed) and not allowed.reopened:
        yield "not_late", line.reason, ""


def _is_late(line: RunLine, allowed: Allowed) -> bool:
    grace = allowed.rules.grace_minutes * _MINUTE
    expires = line.expires_at
    if expires is None:  # of a version in which renewing a ticket moved when it was issued, too
        expires = line.issued_at + allowed.rules.ticket_hours * _HOUR
    after_close = allowed.closes_at is not None and line.received_at > allowed.closes_at + grace
    return after_close or line.received_at > expires + grace
