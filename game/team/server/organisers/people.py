"""People and teams: moved, renamed, hidden, made leads."""

from game.team import orders
from game.team.names import display_name, name_key, team_name
from game.team.server.boards import correcting
from game.team.server.boards.way import add_team_point
from game.team.server.organisers.change import Change, Changing
from game.team.server.refusals import Refused, not_found
from game.team.server.store import contests, kept, people, play


def move(changing: Changing, order: orders.Move) -> Change:
    """Put a member into another team, with all results."""
    connection, at = changing.connection, changing.at
    person = changing.member(order.member)
    team = people.team_of_id(connection, at.id, order.team)
    before = people.team_of_id(connection, at.id, person.team)
    if team is None or before is None:
        raise not_found("no_team")
    if team.id == person.team:
        raise Refused(409, "nothing_to_do")
    if people.of_name(connection, team.id, name_key(person.name)):
        raise Refused(409, "name_taken", name=person.name)
    people.move(connection, person, team.id)
    people.change(connection, person.id, role="member")  # who leads one team need not lead another
    play.move_runs(connection, person.id, team.id)
    kept.refold(connection, at, person.id, team.id)
    for moved in (before.id, team.id):
        add_team_point(connection, contests.by_id(connection, at.id), moved, changing.now)
    return Change(person.id, before.name, team.name)


def rename(changing: Changing, order: orders.Rename) -> Change:
    """Call a member or a team otherwise, on boards that stand still, too."""
    person = people.by_id(changing.connection, changing.at.id, order.id)
    return _rename_team(changing, order) if person is None else _rename_member(changing, order)


def _rename_member(changing: Changing, order: orders.Rename) -> Change:
    person, name = changing.present(order.id), display_name(order.name)
    people.rename(changing.connection, person, name, name_key(name))
    _show(changing, person.id, None if person.hidden else name)
    return Change(person.id, person.name, name)


def _rename_team(changing: Changing, order: orders.Rename) -> Change:
    connection, at = changing.connection, changing.at
    team = people.team_of_id(connection, at.id, order.id)
    if team is None:
        raise not_found("no_member")
    name = team_name(order.name)
    namesake = people.team_of_name(connection, at.id, name_key(name))
    if namesake is not None and namesake.id != team.id:
        raise Refused(409, "team_taken", name=name)
    people.rename_team(connection, at.id, team.id, name, name_key(name))
    correcting.name_team(connection, at.id, team.id, team.name, name, changing.now)
    return Change(team.id, team.name, name)


def hide(changing: Changing, order: orders.Hide) -> Change:
    """Show a member without a name, or with it again; at once, on boards that stand still, too."""
    person = changing.present(order.member)
    if person.hidden == order.hidden:
        raise Refused(409, "nothing_to_do")
    people.change(changing.connection, person.id, hidden=order.hidden)
    _show(changing, person.id, None if order.hidden else person.name)
    return Change(person.id, _shown(person.hidden), _shown(order.hidden))


def lead(changing: Changing, order: orders.Lead) -> Change:
    """Make a member the lead of their team, or no longer."""
    person, role = changing.present(order.member), "lead" if order.lead else "member"
    if person.role == role:
        raise Refused(409, "nothing_to_do")
    people.change(changing.connection, person.id, role=role)
    return Change(person.id, person.role, role)


def readmit(changing: Changing, order: orders.Readmit) -> Change:
    """Let a member join once more under the same name, with all results."""
    person = changing.present(order.member)
    if not people.has_token(changing.connection, person.id):
        raise Refused(409, "nothing_to_do")
    people.change(changing.connection, person.id, token_hash=None)
    return Change(person.id, "", "")


def _show(changing: Changing, member: str, name: str | None) -> None:
    correcting.name_member(changing.connection, changing.at.id, member, name, changing.now)


def _shown(hidden: bool) -> str:
    return "hidden" if hidden else "shown"
