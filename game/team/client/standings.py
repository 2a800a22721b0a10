"""How a contest stands: asked of its server, or as it was seen last."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, TypeVar

from game.saves.contests import JoinedContest
from game.team.client.kinds import Board, Neighbours, Standing, TeamRun, TeamRuns
from game.team.client.link import Link
from game.team.client.memberships import membership
from game.team.client.progress import ranked_story
from game.team.client.seen import Look
from game.team.document import BoardDocument, BoardKind, Row
from game.team.rules import ContestRules
from game.team.wire import MOST_TEAM_RUNS, Around, ContestInfo, Me, OwnResult, StoryInfo, TeamMate, TeamMates

if TYPE_CHECKING:
    from game.team.client.http import Client

T = TypeVar("T")


def standing(link: Link, contest: JoinedContest, ask: bool) -> Standing:
    """Return how a contest stands for the player; asks its server if it may."""
    info, me, around = _looks(link, contest, ask)
    if info.value and me.value:
        called = info.value.name, me.value.member.name, me.value.team.name
        if called != (contest.title, contest.name, contest.team):
            link.store.rename(contest.id, *called)
            contest = link.contest(contest.id)
    known, row, last = link.known(contest), _own(around.value), info.value
    return Standing(
        membership=membership(contest, contest == link.current()),
        state=last.state if last else "planned",
        clock=last.clock if last else None,
        place=row.place if row else None,
        of=around.value.of if around.value else 0,
        points=row.score if row else 0,
        attempts=int(row.attempts) if row else 0,
        stories=tuple(ranked_story(known, story) for story in known.info.stories) if known else (),
        rules=last.rules if last else ContestRules(),
        hidden=me.value.member.hidden if me.value else False,
        is_lead=me.value.member.role == "lead" if me.value else False,
        seen_at=min((look.seen_at for look in (info, me, around) if look.seen_at is not None), default=None),
        problem=info.problem or me.problem or around.problem,
    )


def neighbours(link: Link, contest: JoinedContest, ask: bool) -> Neighbours:
    """Return one's own row among its neighbours; asks the server if it may."""
    with ExitStack() as stack:
        fetch = (lambda: stack.enter_context(link.client(contest)).around()) if ask else None
        look = _look(link, contest, "around", Around, fetch)
    value = look.value or Around("", 0)
    return Neighbours(value.me, value.of, value.rows, look.seen_at, look.problem)


def board(link: Link, contest: JoinedContest, kind: BoardKind, story: str, ask: bool) -> Board:
    """Return a published board; asks the server if it may."""
    name = f"board:{kind}:{story}"

    def fetch(etag: str) -> tuple[str, BoardDocument | None]:
        with link.client(contest) as client:
            return client.board(contest.slug, kind, story, etag)

    seen = link.seen
    look = seen.board(contest.id, name, fetch) if ask else seen.last(contest.id, name, BoardDocument)
    return Board(look.value, look.seen_at, look.problem)


def team_runs(contest: ContestInfo | None, mates: TeamMates) -> TeamRuns:
    """Return the runs of a team that can be watched."""
    known = {story.digest: story for story in contest.stories} if contest else {}
    found = [(result, mate) for mate in mates.members for result in mate.results if result.digest in known]
    found.sort(key=lambda pair: (pair[0].at, pair[0].run), reverse=True)
    told = sum(len(mate.results) for mate in mates.members)
    runs = tuple(_team_run(result, mate, known[result.digest]) for result, mate in found)
    return TeamRuns(runs, more=mates.more and told < MOST_TEAM_RUNS)


def _team_run(result: OwnResult, mate: TeamMate, story: StoryInfo) -> TeamRun:
    numbers = (result.attempt, result.status, result.points)
    return TeamRun(result.run, mate.name, story.id, dict(story.title), *numbers)


def _looks(link: Link, contest: JoinedContest, ask: bool) -> tuple[Look[ContestInfo], Look[Me], Look[Around]]:
    """The three that make up a standing; where the server does not answer the first, it is not asked for the rest."""
    with ExitStack() as stack:
        client: list[Client] = []

        def asked() -> "Client":
            client.extend([] if client else [stack.enter_context(link.client(contest))])
            return client[0]

        info = _look(link, contest, "contest", ContestInfo, (lambda: asked().contest(contest.slug)) if ask else None)
        goes_on = ask and info.problem is None
        me = _look(link, contest, "me", Me, (lambda: asked().me()) if goes_on else None)
        around = _look(link, contest, "around", Around, (lambda: asked().around()) if goes_on else None)
    return info, me, around


def _look(link: Link, contest: JoinedContest, name: str, kind: type[T], fetch: Callable[[], T] | None) -> Look[T]:
    return link.seen.ask(contest.id, name, kind, fetch) if fetch else link.seen.last(contest.id, name, kind)


def _own(around: Around | None) -> Row | None:
    return next((row for row in around.rows if row.id == around.me), None) if around else None
