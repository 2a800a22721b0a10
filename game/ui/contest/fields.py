"""What is typed to join a contest: each field read by its own rule, each fault told at its field. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from game.team.client.address import read_address
from game.team.client.errors import ContestError
from game.team.names import NameProblem, display_name, read_code, team_name
from game.text import Translator

FIELDS = ("address", "code", "team", "name")
Fault = ContestError | NameProblem
_READERS: Mapping[str, Callable[[str], object]] = {
    "address": read_address, "code": read_code, "team": team_name, "name": display_name
}  # fmt: skip
_AT = {"wrong_code": "code", "too_many_teams": "team", "name_taken": "name", "no_contest": "code", "over": "code"}
"""At which field a refusal of the server is told; any other at the address."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed."""

    address: str
    code: str
    team: str
    name: str


def faults_of(wish: Wish) -> dict[str, Fault]:
    """What cannot be used, by field."""
    faults: dict[str, Fault] = {}
    for field in FIELDS:
        try:
            _READERS[field](getattr(wish, field))
        except (ContestError, NameProblem) as fault:
            faults[field] = fault
    return faults


def field_of(error: ContestError) -> str:
    """The field at which a refusal, or a server that does not answer, is told."""
    return _AT.get(error.refusal, "address")


def fault_sentence(t: Translator, field: str, fault: Fault, typed: str) -> str:
    """What is wrong with a field and what to do."""
    if field == "address" and not typed.strip():
        return t("ui_contest.join.address_missing")
    return fault.sentence(t)


def warning(t: Translator, address: str) -> str:
    """What to be careful about before anything is sent to an address; empty for nothing."""
    try:
        return t("team_client.plain_http") if read_address(address).is_plain else ""
    except ContestError:
        return ""
