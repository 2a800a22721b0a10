"""What is said when a server begins to answer: where it is, how people join, who may organise."""

import argparse
import shutil
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from game.cli.context import Context
from game.text import cell_width, wrap

if TYPE_CHECKING:
    from game.team.server.starting import Started

GAP = "  "
UNBROKEN = 10_000


def tell(args: argparse.Namespace, context: Context, started: "Started", url: str, own_address: str) -> None:
    """Say it. `url` is where others reach the server, `own_address` where this very computer does."""
    from game.team.names import show_code
    from game.team.server.qr import picture

    t, contest = context.t, started.contest
    wall, code = f"{url}/wall/{contest.slug}", show_code(contest.code)
    facts = list(_facts(args, context, started, (url, code, wall)))
    for line in _beside(facts, list(picture(wall)), _room(context)):
        context.write(line)
    context.write("")
    if _keep_key(context, started, own_address):
        _say(context, t("team_admin.serve.here"))
    _say(context, t("team_server.serve.next" if started.is_over else "team_server.serve.how", url=url, code=code))
    _say(context, t(f"team_server.serve.{_reach(args.host, url, own_address)}", url=url, own=own_address))
    _say(context, t("team_server.serve.stop"))
    context.streams.flush()


def _reach(host: str, url: str, own_address: str) -> str:
    """Who can connect, as a word of the catalogue. Another address than its own is that of a proxy."""
    from game.team.server.running import is_loopback

    if not is_loopback(host):
        return "network"
    return "loopback" if url == own_address else "proxied"


def _say(context: Context, text: str) -> None:
    for line in wrap(text, _room(context) or UNBROKEN):
        context.write(line)


def _facts(
    args: argparse.Namespace, context: Context, started: "Started", where: tuple[str, str, str]
) -> Iterator[str]:
    t, (url, code, wall) = context.t, where
    heading = "heading" if started.is_new else "over" if started.is_over else "resumed"
    yield t(f"team_server.serve.{heading}", name=started.contest.name)
    yield ""
    yield t("team_server.serve.address", url=url)
    yield t("team_server.serve.code", code=code)
    yield t("team_server.serve.wall", url=wall)
    if args.play is not None:
        yield t("team_browser.serve.where", url=f"{url}/play")
    if started.admin_token:
        yield t("team_server.serve.admin", token=started.admin_token)
        yield t("team_server.serve.admin_once")
    else:
        yield t("team_server.serve.admin_known")


def _room(context: Context) -> int:
    """The columns of a terminal; 0 where somebody reads the lines who has none."""
    return shutil.get_terminal_size().columns if context.streams.out.isatty() else 0


def _beside(facts: Sequence[str], code: Sequence[str], room: int) -> Iterator[str]:
    """The code of the wall and the facts: side by side where there is room, else with the facts below, to be seen."""
    if len(code[0]) + len(GAP) + max(map(cell_width, facts)) > room:
        yield from (*code, "", *facts)
        return
    above = max(0, (len(code) - len(facts)) // 2)
    for left, right in zip_longest(code, [""] * above + list(facts), fillvalue=""):
        yield f"{left:{len(code[0])}}{GAP}{right}".rstrip(" ")


def _keep_key(context: Context, started: "Started", own_address: str) -> bool:
    """Keep the organiser's key for this computer, and return whether it opens the contest.

    A folder that cannot be written to is no reason not to serve.
    """
    from game.team.organiser_key import keep_key
    from game.team.server.secret import hashed

    try:
        key = keep_key(context.saves_dir, own_address, started.contest.slug, started.admin_token)
        return any(hashed(token) == started.contest.admin_hash for token in key.every)
    except OSError as error:
        context.say(context.t("team_admin.serve.not_kept", reason=error.strerror or ""))
        return False
