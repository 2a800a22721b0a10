"""An exported contest worked out again: every run played by the engine, every board counted from the runs. Pure.

Whoever has the export needs to trust nobody: what the server says of a run is compared with what the run shows, and
what it published with what the runs give. What does not agree is a Difference, never an exception.

Not compared: changes of place and lines over time, which tell of the past, and words, which are those of a version.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from game.story import Story
from game.story import digest as digest_of
from game.team.board import Board, to_document
from game.team.contest import Contest, Member, Roster, Team
from game.team.differing import document_differences
from game.team.exported import AuditLine, BoardLine, ContestLine, Line, MemberLine, RunLine, StoryLine, TeamLine
from game.team.large import is_large
from game.team.reflagging import Flags
from game.team.rejudging import Allowed, Judgement, judged
from game.team.rules import Result

MOST_TOLD = 200
"""Differences that are kept whole; of more, only how many there are."""
ReadStory = Callable[[StoryLine], Story | None]
"""Returns the story of a line; None where it cannot be read."""
BestScores = Callable[[Story], Mapping[str, int | None]]
"""Returns the best score of each deal; None where that cannot be found out."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as the export says. `code` is a message of the catalogue."""

    code: str
    where: str
    """the id of a run or member, the digest of a story, the kind of a board"""
    told: str = ""
    """by the export"""
    found: str = ""
    """when worked out again"""


@dataclass(frozen=True, slots=True)
class Recounted:
    """What came of it."""

    contest: Contest
    runs: int
    counted: int
    """runs that count"""
    compared: tuple[str, ...]
    """boards that were compared, by kind"""
    boards: Mapping[str, Mapping[str, Any]]
    """the boards as the runs give them, by kind"""
    differences: tuple[Difference, ...]
    total: int
    """differences there are"""
    solved: bool
    """the best scores were found out anew"""
    dealt: bool
    """the deals were worked out again, as the secret is told"""


def recount(lines: Iterable[Line], read: ReadStory, best_scores: BestScores | None = None) -> Recounted:
    """Work a contest out again. `lines` are those of a whole export, in order; what raises there is let through."""
    rest = iter(lines)
    head = next(rest)
    assert isinstance(head, ContestLine), "the first line is the contest, or none is"
    counting = _Recount(head, read, best_scores)
    for line in rest:
        counting.take(line)
    return counting.finish()


class _Recount:
    def __init__(self, head: ContestLine, read: ReadStory, best_scores: BestScores | None) -> None:
        self._head, self._read, self._solve = head, read, best_scores
        self._stories: dict[str, tuple[Story | None, StoryLine]] = {}
        self._teams: dict[str, Team] = {}
        self._members: dict[str, Member] = {}
        self._allowed = Allowed(head.rules, head.closes_at, bytes.fromhex(head.secret))
        self._flags = Flags(head.rules)
        self._left: set[str] = set()
        """members who left"""
        self._results: list[Result] = []
        self._seen: Counter[tuple[str, ...]] = Counter()
        self._attempts: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
        """runs by attempt, of each member at each story"""
        self._runs = 0
        self._boards: list[BoardLine] = []
        self._told: list[Difference] = []
        self._total = 0

    def take(self, line: Line) -> None:
        """Take the next line in."""
        match line:
            case StoryLine():
                self._story(line)
            case TeamLine():
                self._teams[line.id] = Team(line.id, line.name, line.size)
            case MemberLine():
                self._member(line)
            case AuditLine():
                self._allowed.note(line)
                self._left |= {line.target} if line.action == "leave" else set()
            case RunLine():
                self._run(line)
            case BoardLine():
                self._boards.append(line)
            case _:
                pass

    def finish(self) -> Recounted:
        """Count the boards and return what came of it all."""
        self._look_for_gaps()
        some_deleted = not self._left <= set(self._members)
        for run, told, shown in self._flags.differences(self._allowed.restored, some_deleted=some_deleted):
            self._differs("other_flags", run, told, shown)
        current = [line for line in self._boards if line.current]
        kinds = [("team", ""), ("member", ""), *(("story", story) for story in self._titles())]
        boards = {_name(kind, story): self._board(kind, story) for kind, story in kinds}
        for line in current:
            self._compare(line.board.kind, line.board.story, line, boards)
        counted = len(self._results)
        return Recounted(
            self._contest(), self._runs, counted, tuple(_name(line.board.kind, line.board.story) for line in current),
            boards, tuple(self._told), self._total, self._solve is not None, bool(self._head.secret),
        )  # fmt: skip

    # Lines

    def _story(self, line: StoryLine) -> None:
        story = self._read(line)
        if story is None:
            self._differs("unreadable", line.digest)
        elif (digest_of(story), story.id) != (line.digest, line.id):
            self._differs("other_digest", line.digest, f"{line.id} {line.digest}", f"{story.id} {digest_of(story)}")
        elif self._solve is not None and (best := dict(self._solve(story))) != line.best_scores:
            self._differs("best_scores", line.id, str(line.best_scores), str(best))
        self._stories[line.digest] = (story, line)

    def _member(self, line: MemberLine) -> None:
        if line.id in self._members:
            self._differs("member_twice", line.id)
        if line.team not in self._teams:
            self._differs("no_team", line.id, line.team)
        self._members[line.id] = Member(line.id, line.team, line.name or "", line.hidden or line.name is None)

    def _run(self, line: RunLine) -> None:
        self._runs += 1
        self._once("run_twice", line.id, line.id)
        if line.reason != "unplayable":  # such a run leaves its attempt unused
            self._once("attempt_twice", line.id, line.member, line.digest, str(line.attempt))
            self._attempts[line.member, line.digest][line.attempt] = line.id
        member, (story, told) = self._members.get(line.member), self._stories.get(line.digest, (None, None))
        if member is None or member.team != line.team:
            self._differs("no_member", line.id, line.member)
            return
        if story is None or told is None:
            self._differs("no_story", line.id, line.digest)
            return
        found = judged(line, story, told, self._allowed)
        for code, said, shown in found.differences:
            self._differs(code, line.id, said, shown)
        self._flags.take(line, found.is_skimmed)
        self._count(line, found)

    def _count(self, line: RunLine, found: Judgement) -> None:
        """The result as it was worked out, where the run counts."""
        if found.result is not None and line.status in ("counted", "flagged"):
            self._results.append(found.result)

    def _once(self, code: str, where: str, *key: str) -> None:
        self._seen[key] += 1
        if self._seen[key] == 2:
            self._differs(code, where)

    def _look_for_gaps(self) -> None:
        """Each attempt is given out when the one before it was used: where that is missing, somebody took it out."""
        for runs in self._attempts.values():
            for attempt, run in runs.items():
                if attempt > 1 and attempt - 1 not in runs:
                    self._differs("attempt_missing", run, str(attempt), str(attempt - 1))

    # Boards

    def _contest(self) -> Contest:
        head = self._head
        seconds = (None if at is None else at // 1000 for at in (head.opens_at, head.freezes_at, head.closes_at))
        opens, freezes, closes = seconds
        return Contest(
            head.slug, head.name, head.rules, head.state, False, head.exported_at // 1000, opens, freezes, closes,
            self._titles(),
        )  # fmt: skip

    def _titles(self) -> dict[str, Mapping[str, str]]:
        return {line.id: line.titles for _, line in self._stories.values()}

    def _board(self, kind: Any, story: str) -> Mapping[str, Any]:
        roster = Roster(tuple(self._teams.values()), tuple(self._members.values()))
        return to_document(Board.of(self._contest(), roster, self._results, kind=kind, story=story))

    def _compare(self, kind: str, story: str, line: BoardLine, boards: Mapping[str, Mapping[str, Any]]) -> None:
        name = _name(kind, story)
        if name not in boards:
            self._differs("no_such_board", name)
            return
        large = is_large(boards["team"]["played"], self._head.state)
        for where, told, found in document_differences(line.board, boards[name], is_large=large):
            self._differs("board", f"{name} {where}", told, found)

    def _differs(self, code: str, where: str, told: str = "", found: str = "") -> None:
        self._total += 1
        if len(self._told) < MOST_TOLD:
            self._told.append(Difference(code, where, told, found))


def _name(kind: str, story: str) -> str:
    return f"{kind}:{story}" if story else kind
