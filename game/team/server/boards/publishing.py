"""The published documents: rebuilt at most once a second when something changed, and the only thing public pages read.

Frozen means that this stops: only the head of the documents is brought up to date, so nothing that came in since can
show anywhere. The reveal builds them anew.
"""

import json
from dataclasses import replace

from sqlalchemy import Connection

from game.team.board import to_document
from game.team.codec import encode
from game.team.contest import Contest
from game.team.document import BoardKind, JoinBox
from game.team.server.boards.made import Boards
from game.team.server.boards.paper import paper
from game.team.server.services import Services
from game.team.server.store import contests, play, shown
from game.team.server.store.contests import Kept
from game.team.server.store.shown import Document

PAUSE = 1000
"""ms between two builds of a contest, and ..."""
SHARE = 39
"""... so many times as long as the last build took: a fortieth of the time at the most, so that it holds up few
requests."""


class Publisher:
    """Keeps the documents of all contests up to date. Any number of processes may have one."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._pause: dict[int, int] = {}
        """ms, by contest"""

    def tick(self) -> int:
        """Build what is due, and return how many contests that were."""
        with self._services.database.snapshot() as connection:
            every, builds = contests.every(connection), shown.statuses(connection)
        now = self._services.now()
        return sum(self._look_after(kept) for kept in every if _is_due(builds[kept.id], kept, now))

    def _look_after(self, kept: Kept) -> bool:
        now = self._services.now()
        with self._services.database.writing() as connection:
            is_mine = shown.claim(connection, kept.id, now, self._pause.get(kept.id, PAUSE))
        if not is_mine:
            return False
        publish(self._services, kept.id)
        self._pause[kept.id] = max(PAUSE, SHARE * (self._services.now() - now))
        return True


def _is_due(build: shown.Build, kept: Kept, now: int) -> bool:
    state = kept.state(now)
    return build.state != state or (build.changes > build.built and not kept.is_frozen(now))


def publish(services: Services, contest: int) -> None:
    """Bring all documents of a contest up to date, now."""
    with services.database.snapshot() as connection:
        kept, now = contests.by_id(connection, contest), services.now()
        build = shown.status(connection, contest)
        # Frozen documents are only touched up, and that under the lock: nothing taken out of them meanwhile comes back.
        documents = {} if kept.is_frozen(now) else prepared(connection, kept, build, now)
    with services.database.writing() as connection:
        contests.lock(connection, contest)
        newer = shown.status(connection, contest)
        if newer.built > build.changes or newer.state != build.state or _is_frozen_since(connection, kept, now):
            return  # another process was faster, or it was frozen or corrected meanwhile
        documents = documents or prepared(connection, contests.by_id(connection, contest), newer, now)
        for kind, document in documents.items():
            shown.publish(connection, contest, kind, document, now)
        frozen = kept.is_frozen(now)
        shown.built(connection, contest, build.built if frozen else build.changes, kept.state(now))


def prepared(connection: Connection, kept: Kept, build: shown.Build, now: int) -> dict[str, Document]:
    """Return the documents that are to be published, by kind. Before it opens, no story is named in any of them."""
    titles = {} if kept.state(now) == "planned" else play.titles(connection, kept.id)
    at = replace(kept.shown(now), titles=titles)
    found: dict[str, Document] = {}
    boards = Boards(connection, kept)
    for kind, story in (("team", ""), ("member", ""), *(("story", id) for id in titles)):
        name = f"{kind}:{story}" if story else kind
        before = shown.document(connection, kept.id, name)
        join = kept.join_box(now) if kind == "team" else None
        if kept.is_frozen(now) and before is not None and build.state:
            found[name] = _reheaded(before, at, join)
        else:
            found[name] = built(boards, at, kind, story, before, join)  # type: ignore[arg-type]
    return found


def built(
    boards: Boards, at: Contest, kind: BoardKind, story: str, before: Document | None, join: JoinBox | None = None
) -> Document:
    """Return a document made anew. `before` is the one published until now."""
    previous = json.loads(before.body) if before else None
    data = to_document(boards.board(at, kind, story, previous))
    return paper({**data, "join": _told(join)})


def _reheaded(before: Document, at: Contest, join: JoinBox | None) -> Document:
    """The same document under the contest's present state. Nothing else in it is touched."""
    data = json.loads(before.body)
    head = {"state": at.state, "frozen": at.frozen, "opens": at.opens, "freezes": at.freezes, "closes": at.closes}
    renewed = {"contest": {**data["contest"], **head}, "join": _told(join), "version": before.version + 1}
    return paper({**data, **renewed})


def _told(join: JoinBox | None) -> dict[str, object] | None:
    return encode(join) if join else None


def _is_frozen_since(connection: Connection, kept: Kept, now: int) -> bool:
    return contests.by_id(connection, kept.id).is_frozen(now) != kept.is_frozen(now)
