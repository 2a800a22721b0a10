"""An exported contest: JSON lines in a fixed order, each of one kind, read as strictly as anything from outside.

`contest` first, then `story`, `team`, `member`, `audit`, `run`, `board`, and `end`, which says how many lines came
before it, so that nothing can be cut off unseen. All `_at` are milliseconds since the epoch.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from game.story import Grade
from game.team.codec import Bound, Shape, WireError, decode, parse
from game.team.contest import ContestState
from game.team.document import MOST_BOARD_BYTES, BoardDocument
from game.team.names import DIGEST, ID, SLUG
from game.team.rules import ContestRules

FORMAT = 2
MOST_LINES = 3_000_000
"""Three times as many runs as a server was ever loaded with."""
MOST_STORIES = 200
MOST_LINE_BYTES = MOST_BOARD_BYTES
Id = Annotated[str, Bound(1, 64)]
Word = Annotated[str, Bound(0, 64)]
Told = Annotated[str, Bound(0, 400)]
Slug = Annotated[str, Shape(SLUG)]
Digest = Annotated[str, Shape(DIGEST)]
Moment = Annotated[int, Bound(0, 253_402_300_799_999)]
Points = Annotated[int, Bound(0, 1000)]
Small = Annotated[int, Bound(0, 1_000_000)]
Version = Annotated[int, Bound(0, 2**31 - 1)]
Yaml = Annotated[str, Bound(0, 512 * 1024)]
Status = Literal["counted", "flagged", "refused", "late", "void"]


@dataclass(frozen=True, slots=True)
class ContestLine:
    """The contest and its rules."""

    format: Annotated[int, Bound(FORMAT, FORMAT)]
    slug: Slug
    name: Told
    rules: ContestRules
    state: ContestState
    exported_at: Moment
    opens_at: Moment | None = None
    freezes_at: Moment | None = None
    closes_at: Moment | None = None
    revealed_at: Moment | None = None
    secret: Annotated[str, Shape("(?:[0-9a-f]{64})?")] = ""
    """what the deals were made from; empty until the contest is over"""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story, whole."""

    digest: Digest
    id: Slug
    titles: Annotated[dict[str, Told], Bound(0, 8)]
    best_scores: Annotated[dict[str, Points | None], Bound(0, 64)]
    yaml: Yaml
    translations: Annotated[dict[str, Yaml], Bound(0, 8)] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team."""

    id: Id
    name: Told
    size: Small = 0


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member; without a name who hides, who left, or everybody where the export is without names."""

    id: Id
    team: Id
    name: Told | None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class AuditLine:
    """What somebody changed."""

    at: Moment
    actor: Word
    action: Word
    target: Told
    before: Told
    after: Told
    reason: Told


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run: what was sent, and what the server made of it."""

    id: Annotated[str, Shape(ID)]
    member: Id
    team: Id
    story: Slug
    digest: Digest
    attempt: Annotated[int, Bound(1, 1000)]
    variant: Id
    order: Version
    actions: Annotated[tuple[Annotated[str, Bound(1, 100)], ...], Bound(0, 400)]
    times_ms: Annotated[tuple[Version, ...], Bound(0, 400)]
    rules: Version
    issued_at: Moment
    received_at: Moment
    status: Status
    reason: Word
    flags: Annotated[tuple[Word, ...], Bound(0, 10)]
    score: Points | None
    points: Points | None
    best_score: Points | None
    ending: Word | None
    grade: Grade
    stamina: Annotated[int, Bound(0, 100)]
    promises_kept: Small
    promises_broken: Small
    expires_at: Moment | None = None
    """until when its ticket was good, however often it was renewed; None: for its hours from when it was issued"""


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A published board."""

    board: BoardDocument
    current: bool
    """it shows everything that came in; frozen ones do not"""


@dataclass(frozen=True, slots=True)
class EndLine:
    """The last line."""

    lines: Annotated[int, Bound(0, MOST_LINES)]


Line = ContestLine | StoryLine | TeamLine | MemberLine | AuditLine | RunLine | BoardLine | EndLine
KINDS: Mapping[str, type[Any]] = {
    "contest": ContestLine, "story": StoryLine, "team": TeamLine, "member": MemberLine, "audit": AuditLine,
    "run": RunLine, "board": BoardLine, "end": EndLine,
}  # fmt: skip
"""In the order in which they come."""


class ExportError(Exception):
    """A file that is no export of a contest. `key` is a message of the catalogue."""

    def __init__(self, code: str, line: int = 0, cause: WireError | None = None, **values: str | int) -> None:
        super().__init__(code, line, values)
        self.code, self.line, self.cause, self.values = code, line, cause, values

    @property
    def key(self) -> str:
        """The key of the sentence in the message catalogue."""
        return f"team_verify.file.{self.code}"


def read_lines(texts: Iterable[bytes]) -> Iterator[Line]:
    """Yield the lines of an export, each checked, in their order and complete. Raises ExportError.

    `texts` are lines of at most MOST_LINE_BYTES and a little; of one that is longer, its beginning is enough.
    """
    at = number = stories = 0
    for number, text in enumerate(texts, 1):
        if number > MOST_LINES:
            raise ExportError("too_long", number, limit=MOST_LINES)
        line, place = _line(text, number)
        if place < at or (place == 0) != (number == 1):
            raise ExportError("out_of_order", number)
        at, stories = place, stories + isinstance(line, StoryLine)
        if stories > MOST_STORIES:
            raise ExportError("too_many_stories", number, limit=MOST_STORIES)
        if isinstance(line, EndLine) and line.lines != number - 1:
            raise ExportError("cut_off", number, lines=line.lines)
        yield line
        if isinstance(line, EndLine):
            return
    raise ExportError("cut_off", number, lines=number) if number else ExportError("empty")


def _line(text: bytes, number: int) -> tuple[Line, int]:
    try:
        data = parse(text, MOST_LINE_BYTES)
        if not isinstance(data, dict) or not isinstance(data.get("kind"), str) or data["kind"] not in KINDS:
            raise ExportError("no_line", number)
        kind = data.pop("kind")
        return decode(KINDS[kind], data), list(KINDS).index(kind)
    except WireError as error:
        raise ExportError("bad_line", number, error) from error
