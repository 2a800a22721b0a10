"""A run that comes in: played again, judged by its times, and kept with everything that follows from it, or not at all.

Nothing that a client says is trusted but the list of actions, and that only because playing it again shows what it is
worth. Two lines lead through it: in the first, runs are played again, which holds nothing; in the second, which every
contest has of its own, they are kept. While some are being kept, the next ones are played.
"""

from functools import partial

from game.team.server.players.judging import Came, Judged, Row, judge_several
from game.team.server.players.keeping import keep_several
from game.team.server.services import Services
from game.team.server.together import Line


class Intake:
    """The way in for runs. Belongs to one event loop."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._judging: Line[Came, Judged | Row] = Line(partial(judge_several, services))
        self._keeping: dict[int, Line[Judged, Row]] = {}

    async def submit(self, came: Came) -> Row:
        """Take a run in and return it as it is kept: the same row for the same body. Raises Refused."""
        found = await self._judging.ask(came)
        return await self._line_of(found.person.contest).ask(found) if isinstance(found, Judged) else found

    def _line_of(self, contest: int) -> Line[Judged, Row]:
        if contest not in self._keeping:
            self._keeping[contest] = Line(partial(keep_several, self._services, contest))
        return self._keeping[contest]
