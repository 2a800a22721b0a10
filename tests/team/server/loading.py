"""Many people who do anything at all, below HTTP: as fast as the server's own functions."""

import hashlib
import json
from contextlib import suppress
from random import Random

from game.team.orders import Move, Restore, Void
from game.team.server.organisers import admin
from game.team.server.players import joining, tickets
from game.team.server.players.judging import Came, Judged, judge_several
from game.team.server.players.keeping import keep_several
from game.team.server.refusals import Refused
from game.team.server.secret import hashed
from game.team.server.store import contests, people
from game.team.server.store.people import Person
from game.team.wire import Join, Joined, Submission, loads
from tests.team.server.serving import Player, Serving


def join(serving: Serving, team: str, name: str) -> Joined:
    """Let somebody join, each from an address of their own."""
    serving.now += 60_000
    return joining.join(serving.services, Join(_code(serving), team, name, "en"), f"address of {name}")


def _code(serving: Serving) -> str:
    with serving.services.database.reading() as connection:
        return contests.by_id(connection, serving.made.contest.id).code


class Loading:
    """People of a contest and the runs that they have sent."""

    def __init__(self, serving: Serving, teams: int, members: int) -> None:
        self.serving = serving
        self.contest = serving.made.contest.id
        those = range(members)
        self.tokens = [join(serving, f"Team {number % teams}", f"Player {number}").token for number in those]
        self.sent: list[tuple[int, str, dict[str, object]]] = []

    def anything(self, draw: Random, times: int) -> None:
        """Let anybody do anything that the server may be asked, so many times."""
        acts = [self._play] * 6 + [self._again, self._void, self._restore, self._move]
        for _ in range(times):
            with suppress(Refused):  # no attempts left, nothing to restore: just as in life
                draw.choice(acts)(draw)

    def person(self, number: int) -> Person:
        with self.serving.services.database.reading() as connection:
            person = people.by_token(connection, hashed(self.tokens[number]))
        assert person is not None
        return person

    def _play(self, draw: Random) -> None:
        number = draw.randrange(len(self.tokens))
        person = self.person(number)
        told = tickets.issue(self.serving.services, person, draw.choice(self.serving.kept).digest)
        ticket = {"ticket": told.ticket, "digest": told.digest, "variant": told.variant, "order": told.order}
        player = Player(self.serving, "", person.id, person.team)
        body = player.submission(ticket, draw.randrange(5), draw.choice([20_000, 20_000, 200, 100]))
        run = player.new_run()
        self._submit(number, run, body)
        self.sent.append((number, run, body))

    def _submit(self, number: int, run: str, body: dict[str, object]) -> None:
        raw = json.dumps(body).encode()
        came = Came(run, hashed(self.tokens[number]), loads(Submission, raw), hashlib.sha256(raw).hexdigest())
        (found,) = judge_several(self.serving.services, [came])
        if isinstance(found, Judged):
            (found,) = keep_several(self.serving.services, self.contest, [found])
        if isinstance(found, Exception):
            raise found

    def _again(self, draw: Random) -> None:
        if self.sent:
            self._submit(*draw.choice(self.sent))

    def _void(self, draw: Random) -> None:
        admin.act(self.serving.services, self.contest, "void", Void(self._any_run(draw), "test"))

    def _restore(self, draw: Random) -> None:
        admin.act(self.serving.services, self.contest, "restore", Restore(self._any_run(draw), "test"))

    def _move(self, draw: Random) -> None:
        member, other = (self.person(draw.randrange(len(self.tokens))) for _ in range(2))
        admin.act(self.serving.services, self.contest, "move", Move(member.id, other.team, "test"))

    def _any_run(self, draw: Random) -> str:
        return draw.choice(self.sent)[1] if self.sent else ""
