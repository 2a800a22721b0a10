"""What the lead of a team may see and do: their own team, nothing else.

Who does not want to be named has no name for the lead either; whether leads see results at all is a rule of the
contest, which everybody is told before they play.
"""

from collections.abc import Iterable
from dataclasses import replace

from game.team import orders
from game.team.organising import Done
from game.team.server.organisers.admin import act
from game.team.server.organisers.change import Changing
from game.team.server.players.verdicts import own_result
from game.team.server.refusals import Refused, not_found
from game.team.server.services import Services
from game.team.server.store import contests, people, play
from game.team.server.store.people import Person
from game.team.wire import MOST_TEAM_RUNS, TEAM_RUNS, OwnResult, TeamInfo, TeamMate, TeamMates


def mates(services: Services, lead: Person, limit: int = TEAM_RUNS) -> TeamMates:
    """Return the lead's team, with the latest `limit` results of it where the rules let leads see them."""
    most = min(max(limit, 1), MOST_TEAM_RUNS)
    with services.database.glance() as connection:
        sees = contests.by_id(connection, lead.contest).rules.leads_see
        _, team = people.home_of(connection, lead)
        found = people.of_team(connection, lead.team)
        runs = play.last_of_team(connection, lead.team, most + 1) if sees else []  # one more tells whether there are
    results: dict[str, list[OwnResult]] = {one.id: [] for one in found}
    for row in runs[-most:]:
        results.setdefault(row["member_id"], []).append(own_result(row))  # somebody may have come in between
    told = (_mate(one, lead, results[one.id]) for one in found)
    return TeamMates(TeamInfo(lead.team, team), tuple(told), more=len(runs) > most)


def _mate(one: Person, lead: Person, results: Iterable[OwnResult]) -> TeamMate:
    name = None if one.hidden and one.id != lead.id else one.name
    return TeamMate(one.id, name, "lead" if one.role == "lead" else "member", one.hidden, tuple(results))


def lead_act(services: Services, lead: Person, action: str, order: orders.Rename | orders.Hide) -> Done:
    """Rename or hide somebody in the lead's own team, or rename the team. Raises Refused, NameProblem.

    Whoever hides stays hidden: only they and the organiser may show the name again, and no answer tells it.
    """
    is_secret = False

    def may(changing: Changing) -> None:
        nonlocal is_secret
        is_secret = _is_secret(changing, lead, order)
        if is_secret and isinstance(order, orders.Hide) and not order.hidden:
            raise Refused(403, "not_yours_to_show")

    done = act(services, lead.contest, action, order, actor=f"lead {lead.id}", may=may)
    return replace(done, before="") if is_secret else done


def _is_secret(changing: Changing, lead: Person, order: orders.Rename | orders.Hide) -> bool:
    """Whether an order is about somebody whose name is not for the lead. Raises Refused where it is not theirs to give.

    All as it is under the lock: the lead may be one no longer, or of another team, and members come and go.
    """
    now = must_lead(changing.member(lead.id))
    target = order.id if isinstance(order, orders.Rename) else order.member
    person = people.by_id(changing.connection, changing.at.id, target)
    if (person.team if person else target) != now.team:
        raise not_found("no_member")
    return person is not None and person.hidden and person.id != lead.id


def must_lead(person: Person) -> Person:
    """Return the person, who leads a team. Raises Refused otherwise."""
    if person.role != "lead":
        raise Refused(403, "not_lead")
    return person
