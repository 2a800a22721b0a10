"""Where `steady team admin` finds the server and the token that opens it. No token ever stands in a call."""

import argparse
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from game.cli.context import Context
from game.cli.parser import WrongCallError
from game.text.paint import is_terminal

if TYPE_CHECKING:
    from game.team.client.organiser import Organiser

VARIABLE = "STEADY_ADMIN_TOKEN"
TOKEN = re.compile(r"[A-Za-z0-9_.~-]{16,200}")


def organiser(args: argparse.Namespace, context: Context) -> "Organiser":
    """Return the organiser's side of the server that is meant.

    The token is that of the environment, else the one kept by `steady serve` here, which goes to that server alone,
    else what a person types. Raises WrongCallError.
    """
    from game.team.client.address import read_address
    from game.team.client.organiser import Organiser
    from game.team.organiser_key import read_key

    key = read_key(context.saves_dir)
    wish = args.address or (key.address if key else None)
    if wish is None:
        raise WrongCallError(context.t("team_admin.link.no_server"))
    with told(context):
        address, kept = read_address(wish), read_address(key.address) if key else None
    own: tuple[str, ...] = ()
    if key and kept and kept.is_same(address):  # by whatever name: the token goes where it came from
        address, own = kept, key.every
    if address.is_plain:
        context.say(context.t("team_client.plain_http"))
    given = context.streams.environ.get(VARIABLE, "").strip()
    tokens = (given,) if given else own or (_typed(context),)
    if not all(TOKEN.fullmatch(token) for token in tokens):
        raise WrongCallError(context.t("team_admin.link.bad_token"))
    return Organiser(address, tokens, context.t.language)


def _typed(context: Context) -> str:
    """What a person types, unseen."""
    if not is_terminal(context.streams.inp):
        raise WrongCallError(context.t("team_admin.link.no_token", variable=VARIABLE))
    import getpass

    try:
        return getpass.getpass(context.t("team_admin.link.ask_token") + " ").strip()
    except EOFError:
        return ""


@contextmanager
def asking(args: argparse.Namespace, context: Context) -> "Iterator[Organiser]":
    """The organiser's side while it is needed; what the server refuses becomes a WrongCallError."""
    with closing(organiser(args, context)) as side, told(context):
        yield side


@contextmanager
def told(context: Context) -> Iterator[None]:
    """What a server refuses, and what keeps it from answering, as a WrongCallError."""
    from game.team.client.errors import ContestError
    from game.team.codec import WireError

    try:
        yield
    except (ContestError, WireError) as error:
        raise WrongCallError(error.sentence(context.t)) from None
