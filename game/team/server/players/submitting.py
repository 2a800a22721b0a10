"""A run that comes in: played again, judged by its times, and kept with everything that follows from it, or not at all.

Nothing that a client says is trusted but the list of actions, and that only because playing it again shows what it is
worth. The heavy part, playing it again, is done before the database is held.
"""

import hashlib

from game.team.server.players.judging import judge
from game.team.server.players.keeping import Sent, keep, must_be_same
from game.team.server.players.verdicts import told
from game.team.server.services import Services
from game.team.server.store import intake
from game.team.server.store.people import Person
from game.team.wire import Submission, Verdict
from game.text import Translator


def submit(services: Services, person: Person, run_id: str, sent: Submission, body: bytes, t: Translator) -> Verdict:
    """Take a run in and return what became of it: the same answer for the same body. Raises Refused."""
    body_hash = hashlib.sha256(body).hexdigest()
    with services.database.glance() as connection:
        known = intake.known(connection, [run_id]).get(run_id)
        if known is not None:
            must_be_same(known, person, body_hash)
            return told(known, t)
        judged = judge(services, connection, person, run_id, body_hash, sent)
    return told(keep(services, Sent(person, judged)), t)
