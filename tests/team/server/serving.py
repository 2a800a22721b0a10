"""A server without a network and without waiting: a clock that is told, documents published when a test says so."""

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import httpx
from litestar import Litestar
from sqlalchemy import Connection, event

from game.engine import RULES_VERSION, Deal, Session, digest
from game.saves.ids import new_id
from game.story import Story
from game.team.rules import ContestRules
from game.team.server import contests
from game.team.server.app import framework_app
from game.team.server.boards.publishing import publish
from game.team.server.contests import Made, Times
from game.team.server.database import Database
from game.team.server.players.submitting import Intake
from game.team.server.services import Services
from game.team.server.store import prepared
from game.team.server.store.play import StoryKept
from game.team.server.stories import take_in
from game.team.server.tables import metadata
from game.team.server.web.body import Bodies
from game.team.stories import story_of

FOLDER = Path(__file__).parents[2] / "support" / "stories"
START = 1_800_000_000_000
PAR = 900
_FREE: list[Litestar] = []
"""Apps that nobody uses now. To put one together takes longer than most tests, and it keeps nothing of a contest."""


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.content)


@cache
def stories(count: int = 3) -> tuple[tuple[Story, StoryKept], ...]:
    """Stories that differ in their id, and so in their digest, alone."""
    return tuple(_story(f"late-{number}") for number in range(1, count + 1))


def _story(id: str) -> tuple[Story, StoryKept]:
    _, kept = take_in(FOLDER / "late-parcel")
    yaml = kept.yaml.replace("story: late-parcel", f"story: {id}", 1)
    story = story_of(yaml)
    best = {variant.id: PAR for variant in story.variants}
    return story, replace(kept, yaml=yaml, story_id=id, digest=digest(story), best_scores=best)


def emptied(database: Database) -> Database:
    """Take every row out of a database."""
    with database.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
    return database


class Serving:
    """A contest on a server, and the ways to talk to it."""

    def __init__(self, database: Database, rules: ContestRules | None = None, times: Times | None = None) -> None:
        self.now = START
        self.services = Services(database, lambda: self.now)
        self.kept = [kept for _, kept in stories()]
        self.made: Made = contests.make(
            self.services, "Spring Cup", self.kept, times or Times(opens=START - 1000), rules or ContestRules()
        )
        self._framework = _FREE.pop() if _FREE else framework_app(self.services, tick=None)
        self._framework.state.services, self._framework.state.intake = self.services, Intake(self.services)
        self._app = Bodies(self._framework)
        self._runner = asyncio.Runner()

    def close(self) -> None:
        self._runner.close()
        if self._framework not in _FREE:
            _FREE.append(self._framework)

    @property
    def slug(self) -> str:
        return self.made.contest.slug

    def ask(self, method: str, path: str, body: Any = None, token: str = "", **headers: str) -> Answer:
        """One request. A body that is no bytes goes as JSON."""
        given = {"accept-language": "en", **headers}
        if token:
            given["authorization"] = f"Bearer {token}"
        content = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        if content is not None:
            given["content-type"] = "application/json"
        return self._runner.run(self._ask(method, path, content, given))

    async def _ask(self, method: str, path: str, content: bytes | None, headers: dict[str, str]) -> Answer:
        transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://team") as client:
            got = await client.request(method, path, content=content, headers=headers)
        return Answer(got.status_code, got.headers, got.content)

    def admin(self, action: str, **body: Any) -> Answer:
        return self.ask("POST", f"/api/admin/{action}", {"reason": "test", **body}, self.made.admin_token)

    def publish(self) -> None:
        self.now += 2000
        publish(self.services, self.made.contest.id)

    def board(self, kind: str = "team", story: str = "") -> Any:
        self.publish()
        return self.ask("GET", f"/api/contests/{self.slug}/board.json?kind={kind}&story={story}").data

    def join(self, name: str, team: str = "Lantern") -> "Player":
        self.now += 60_000  # so that no test runs into the limit for one address
        code = self._code()
        answer = self.ask("POST", "/api/join", {"code": code, "team": team, "name": name, "language": "en"})
        assert answer.status == 200, answer.content
        return Player(self, answer.data["token"], answer.data["member"]["id"], answer.data["team"]["id"])

    def _code(self) -> str:
        from game.team.server.store import contests as store

        with self.services.database.reading() as connection:
            return store.by_id(connection, self.made.contest.id).code


@dataclass
class Player:
    """Somebody who has joined."""

    serving: Serving
    token: str
    id: str
    team: str
    tickets: dict[str, Any] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: Any = None) -> Answer:
        return self.serving.ask(method, path, body, self.token)

    def ticket(self, story: int = 0) -> Any:
        answer = self.ask("POST", "/api/tickets", {"digest": self.serving.kept[story].digest})
        assert answer.status == 200, answer.content
        return answer.data

    def submission(self, ticket: Any, taste: int = 0, pace_ms: int = 20_000) -> dict[str, Any]:
        """A run that fits a ticket, as somebody with that taste would play it; time passes as it is played."""
        actions = played(ticket["variant"], ticket["order"], taste)
        self.serving.now += pace_ms * (len(actions) + 1)
        times = [pace_ms * number for number in range(1, len(actions) + 1)]
        return {
            "ticket": ticket["ticket"], "digest": ticket["digest"], "rules": RULES_VERSION, "actions": list(actions),
            "times_ms": times,
        }  # fmt: skip

    def send(self, body: Any, run: str = "") -> Answer:
        return self.ask("PUT", f"/api/runs/{run or self.new_run()}", body)

    def new_run(self) -> str:
        return new_id(self.serving.now / 1000)

    def play(self, story: int = 0, taste: int = 0) -> Any:
        """Take a ticket, play, send; return the verdict."""
        answer = self.send(self.submission(self.ticket(story), taste))
        assert answer.status == 200, answer.content
        return answer.data


def played(variant: str, order: int, taste: int) -> Sequence[str]:
    """The actions of somebody with that taste: the same taste in the same deal does the same."""
    draw = Random(f"{variant} {order} {taste}")
    session = Session(stories()[0][0], Deal(variant, order), mode="ranked")
    while not session.state.ended:
        open_now = [option.id for option in session.view.options if not option.locked] or list(session.view.actions)
        session.act(draw.choice(open_now))
    return session.actions


@contextmanager
def meanwhile(serving: Serving, words: str, act: Callable[[], object]) -> Iterator[None]:
    """Do something just before the first statement in which these words stand."""
    engine, acts, as_text = serving.services.database._engine, [act], prepared._cursor

    def once(connection: object, cursor: object, statement: str, *others: object) -> None:
        if words in " ".join(statement.split()) and acts:
            acts.pop()()

    def once_as_text(connection: Connection, text: str, values: object) -> object:
        once(connection, None, text)
        return as_text(connection, text, values)

    event.listen(engine, "before_cursor_execute", once)
    try:
        with patch.object(prepared, "_cursor", once_as_text):
            yield
        assert not acts, f"nothing was asked with “{words}” in it"
    finally:
        event.remove(engine, "before_cursor_execute", once)
