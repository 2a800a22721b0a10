"""What an admin may do. Each change has a reason, and a line in the log that is only ever added to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import IntegrityError

from game.team import orders
from game.team.organising import Done
from game.team.server.boards.publishing import publish
from game.team.server.organisers import clock, entrance, people, runs
from game.team.server.organisers.change import Change, Changing
from game.team.server.refusals import Refused
from game.team.server.services import Services
from game.team.server.store import contests, log, shown

Order = (
    orders.Open | orders.Freeze | orders.Reveal | orders.Close | orders.Times | orders.Void | orders.Restore
    | orders.Move | orders.Rename | orders.Hide | orders.Lead | orders.Readmit | orders.RotateCode | orders.ShowCode
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Action:
    """What can be ordered: how the order is read, and what does it."""

    order: type[Order]
    act: Callable[[Changing, Any], Change]


ACTIONS: Mapping[str, Action] = {
    "open": Action(orders.Open, clock.open_now),
    "freeze": Action(orders.Freeze, clock.freeze),
    "reveal": Action(orders.Reveal, clock.reveal),
    "close": Action(orders.Close, clock.close),
    "times": Action(orders.Times, clock.times),
    "void": Action(orders.Void, runs.void),
    "restore": Action(orders.Restore, runs.restore),
    "move": Action(orders.Move, people.move),
    "rename": Action(orders.Rename, people.rename),
    "hide": Action(orders.Hide, people.hide),
    "lead": Action(orders.Lead, people.lead),
    "readmit": Action(orders.Readmit, people.readmit),
    "rotate-code": Action(orders.RotateCode, entrance.rotate),
    "show-code": Action(orders.ShowCode, entrance.show),
}
IN_THE_HEAD = ("rotate-code", "show-code", "times")
"""What a frozen board tells, too: the code that opens, the time that counts."""


def act(
    services: Services, contest: int, action: str, order: Any, actor: str = "admin",
    may: Callable[[Changing], None] = lambda changing: None,
) -> Done:  # fmt: skip
    """Do what is ordered; the publisher shows it within a second. Raises Refused, NameProblem.

    `may` raises Refused where it is not for whoever orders it, as things stand under the lock.
    """
    if action == "freeze":
        publish(services, contest)  # what has come in until now is to be seen
    try:
        with services.database.writing() as connection:
            at, now = contests.lock(connection, contest), services.now()
            changing = Changing(connection, at, now)
            may(changing)
            change = ACTIONS[action].act(changing, order)
            log.note(connection, contest, now, actor, action, **change.noted, reason=order.reason)
            shown.mark(connection, contest)
    except IntegrityError as error:  # another one of that name came in between
        raise Refused(409, "name_taken", name=getattr(order, "name", "")) from error
    if action in IN_THE_HEAD:
        publish(services, contest)
    return Done(action, change.target, change.before, change.after)
