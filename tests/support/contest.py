"""A contest without a server: what the app would have been told, set by hand; and a player in front of the app."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from game.saves import SavesError, open_saves
from game.saves.contests import Contests, JoinedContest
from game.team.client.errors import ContestError
from game.team.client.kinds import (
    Board,
    Membership,
    Neighbours,
    RankedStory,
    Sending,
    Standing,
    TeamRun,
    TeamRuns,
    Watched,
)
from game.team.codec import decode
from game.team.document import BoardDocument, Clock, Row
from game.team.names import read_code
from game.ui.app import SteadyApp
from tests.support.ui import NOON, PARCEL, services
from tests.support.wall_boards import NOW, contest, team_board

MINE = Membership("c1", "春季稳心杯", "spring", "http://192.168.1.5:8765", "小林", "拿铁", True, False)
JOINED = JoinedContest(
    "c1", "m1", MINE.address, "spring", MINE.title, "7K3M2QXB", "secret", MINE.name, MINE.team, NOON - 9000
)  # fmt: skip
AWAY = ContestError("nobody", address=MINE.address)
TITLES = {"zh": "包裹去哪了", "en": "Where Is My Parcel"}
RUN = "01900000-0000-7000-8000-000000000001"


def clock(**times: int | None) -> Clock:
    """Open for another three hours, frozen in two, as seen at NOON."""
    known: dict[str, int | None] = {"opens": NOW - 7200, "freezes": NOW + 7300, "closes": NOW + 10_900}
    return Clock(NOW, **known | times)


def story(id: str = PARCEL, used: int = 1, **told: Any) -> RankedStory:
    """A story with three attempts."""
    return RankedStory(id, "0" * 16, told.pop("titles", TITLES), used, 3, **told)


STORIES = (
    story(points=824, waiting=1),
    story("second", 0, titles={"zh": "凌晨三点的加湿器", "en": "The Humidifier at Three"}, has_ticket=True),
    story("third", 3, titles={"zh": "犹豫的顾客", "en": "The Hesitant Shopper"}, points=610),
)
STANDING = Standing(MINE, "open", clock(), 3, 24, 2380, 5, STORIES, seen_at=NOON)
SENDINGS = (
    Sending(RUN, PARCEL, TITLES, 1, "counted", "", 720, 824, 824, 3, 1),
    Sending("r2", "third", STORIES[2].titles, 2, "refused", "你的故事不是比赛用的那一版。", tries=1),
    Sending("r3", PARCEL, TITLES, 2, "waiting", "没有人应：http://192.168.1.5:8765。", tries=2, next_try=NOON + 60),
)


def rows() -> tuple[Row, ...]:
    """Five neighbours, the third is the player, one has no name."""
    names = ["晚晚", "Bernadette Okonkwo", "小林", None, "阿哲"]
    return tuple(
        Row(number, f"m{number}", name, 2500 - 40 * number, change, attempts=5, spark=(900, 1600, 2300 + number))
        for number, name, change in zip(range(1, 6), names, (1, 0, 2, None, -1), strict=True)
    )


def document(**told: Any) -> BoardDocument:
    """The teams' board."""
    return decode(
        BoardDocument, team_board(contest(told.pop("state", "open"), frozen=told.pop("frozen", False)), **told)
    )


@dataclass
class Staged:
    """Stands in for `ContestPlay`: says what it was told to, and notes what it was asked."""

    language: str = "zh"
    look: Standing = STANDING
    sendings: tuple[Sending, ...] = SENDINGS
    teams: BoardDocument | None = field(default_factory=lambda: document(teams=4))
    watched: Watched | None = None
    runs: tuple[TeamRun, ...] = ()
    problem: ContestError | SavesError | None = None
    """what everything that asks a server ends with"""
    asked: list[str] = field(default_factory=list)

    def _ask(self, what: str) -> None:
        self.asked.append(what)
        if self.problem:
            raise self.problem

    def joined(self) -> tuple[Membership, ...]:
        return (self.look.membership,)

    def joined_with(self, code: str) -> tuple[Membership, ...]:
        return self.joined() if read_code(code) == JOINED.code else ()

    @property
    def current(self) -> Membership:
        return self.look.membership

    def standing(self, ask: bool = True) -> Standing:
        problem = self.problem if ask and isinstance(self.problem, ContestError) else None
        return replace(self.look, problem=problem or self.look.problem)

    def neighbours(self, ask: bool = True) -> Neighbours:
        return Neighbours("m3", 24, rows(), NOON)

    def board(self, kind: str = "team", story: str = "", ask: bool = True) -> Board:
        return Board(self.teams, NOON)

    def outbox(self, contest: str | None = None) -> tuple[Sending, ...]:
        return self.sendings

    def waiting(self) -> int:
        return sum(not sending.sent for sending in self.sendings)

    def send_now(self, force: bool = False) -> tuple[Sending, ...]:
        return ()

    def team_runs(self, most: int) -> TeamRuns:
        return TeamRuns(self.runs[:most], most < len(self.runs))

    def ranked_story(self, id: str) -> RankedStory | None:
        return next((known for known in self.look.stories if known.id == id), None)

    def practice_name(self, id: str) -> str | None:
        return id if id == PARCEL else None

    def is_of_contest(self, run: str) -> bool:
        return False

    def resume_ranked(self, run: str) -> None:
        return None

    def start_ranked(self, id: str) -> None:
        self._ask(f"start {id}")

    def watch(self, run: str) -> Watched | None:
        self._ask(f"watch {run}")
        return self.watched

    def leave(self, id: str, *, here_only: bool = False, delete_runs: bool = False) -> str:
        self._ask(f"leave {id} {here_only}")
        return ""


def contest_app(
    folder: Path,
    staged: Staged | None = None,
    language: str = "zh",
    environ: dict[str, str] | None = None,
    **settings: str | bool,
) -> SteadyApp:
    """A game in which a contest was joined, and has been looked at once."""
    saves = open_saves(folder, clock=lambda: NOON)
    Contests(saves.database).add(JOINED)
    for name, value in settings.items():
        saves.set_setting(name, value)
    saves.close()
    made = replace(services(folder, language, **(environ or {})), contest=lambda *_: staged or Staged(language))  # type: ignore[arg-type]
    game = SteadyApp(made, animation_level="none")
    assert game.flow.contest.venue.play  # as if it had been looked at before
    return game
