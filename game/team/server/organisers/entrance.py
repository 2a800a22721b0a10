"""The way in: the join code, and whether the wall shows it."""

from game.team import orders
from game.team.names import new_code, show_code
from game.team.server.organisers.change import Change, Changing
from game.team.server.refusals import Refused
from game.team.server.store import contests


def rotate(changing: Changing, order: orders.RotateCode) -> Change:
    """Make a new join code; the old one no longer opens."""
    code = new_code()
    contests.change(changing.connection, changing.at.id, code=code)
    return Change(changing.at.slug, "", show_code(code), secret=True)


def show(changing: Changing, order: orders.ShowCode) -> Change:
    """Let the wall show how to join, or no longer."""
    at = changing.at
    if at.code_shown == order.shown:
        raise Refused(409, "nothing_to_do")
    contests.change(changing.connection, at.id, code_shown=order.shown)
    return Change(at.slug, str(at.code_shown).lower(), str(order.shown).lower())
