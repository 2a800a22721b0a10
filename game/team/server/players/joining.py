"""Joining by code."""

import logging

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from game.team.names import display_name, name_key, new_id, read_code, team_name
from game.team.server import limits, secret
from game.team.server.contests import told
from game.team.server.players.own import member_info
from game.team.server.refusals import Refused
from game.team.server.services import Services
from game.team.server.store import contests, people, shown
from game.team.server.store.contests import Kept
from game.team.wire import Join, Joined, MemberInfo, TeamInfo

logger = logging.getLogger("steady.server")
MOST_TEAMS = 2000
"""Teams of a contest: far more than a company has, far fewer than somebody who means harm would make."""


def join(services: Services, wish: Join, address: str) -> Joined:
    """Let somebody join. Raises Refused, NameProblem.

    A team is made by the first who names it. The place in it is taken by name, so nobody can join as somebody else.
    Once it is over, only those can whom the organiser let in again: for their results, or to leave.
    """
    code, name, team = read_code(wish.code), display_name(wish.name), team_name(wish.team)
    _try_code(services, code, address)
    try:
        with services.database.writing() as connection:
            joined = _join(connection, services.now(), code, name, team, wish.language)
    except IntegrityError as error:  # somebody of that name joined at the same moment
        raise Refused(409, "name_taken", name=name) from error
    return joined


def _try_code(services: Services, code: str, address: str) -> None:
    """Count a code that is wrong. Raises Refused.

    A right one is taken back before anything is written: those of an office wait for the disk one after the other.
    """
    limits.allow(services, limits.JOIN, address)
    _allow_all(services)
    with services.database.glance() as connection:
        if contests.by_code(connection, code) is None:
            raise Refused(403, "wrong_code")
    limits.forgive(services, limits.JOIN, address)


def _allow_all(services: Services) -> None:
    try:
        limits.allow(services, limits.JOIN_ALL, "")
    except Refused:
        logger.warning("join codes are being tried from many addresses; rotate-code makes a new one")
        raise


def _join(connection: Connection, now: int, code: str, name: str, team: str, language: str) -> Joined:
    kept = contests.by_code(connection, code)
    if kept is None:
        raise Refused(403, "wrong_code")
    kept = contests.lock(connection, kept.id)
    at = _team(connection, kept, team, now)
    token, id = secret.new_token(), new_id(now / 1000)
    known = people.of_name(connection, at.id, name_key(name))
    if known is not None and not people.has_token(connection, known.id):  # let in again by the organiser
        people.change(connection, known.id, token_hash=secret.hashed(token), language=language)
        return Joined(token, member_info(known), at, told(connection, kept, now))
    if kept.state(now) in ("closed", "revealed"):
        raise Refused(409, "over")
    if known is not None:
        raise Refused(409, "name_taken", name=name)
    values = {
        "id": id, "contest_id": kept.id, "team_id": at.id, "name": name, "name_key": name_key(name), "role": "member",
        "token_hash": secret.hashed(token), "language": language, "hidden": False, "joined_at": now,
    }  # fmt: skip
    people.add_member(connection, values)
    shown.mark(connection, kept.id)
    return Joined(token, MemberInfo(id, name), at, told(connection, kept, now))


def _team(connection: Connection, kept: Kept, name: str, now: int) -> TeamInfo:
    known = people.team_of_name(connection, kept.id, name_key(name))
    if known is not None:
        return TeamInfo(known.id, known.name)
    if people.count_teams(connection, kept.id) >= MOST_TEAMS:
        raise Refused(409, "too_many_teams")
    id = new_id(now / 1000)
    people.add_team(connection, kept.id, id, name, name_key(name))
    return TeamInfo(id, name)
