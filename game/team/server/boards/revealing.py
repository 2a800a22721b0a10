"""The reveal step by step: one more team at a time, from the bottom, after the close.

The board is built once, when the reveal begins, and kept back; each step publishes a longer piece of it. So nobody can
read ahead, and no run that still comes in moves a place that has been told.
"""

import json
from dataclasses import replace

from sqlalchemy import Connection

from game.team.server.boards.made import Boards
from game.team.server.boards.paper import paper
from game.team.server.boards.publishing import built
from game.team.server.store import contests, play, shown
from game.team.server.store.contests import Kept

SEALED = "sealed"
"""Kept like the published documents, and never told to anybody."""


def uncover(connection: Connection, at: Kept, now: int) -> int:
    """Uncover one more team and return how many are still secret. The contest must be locked."""
    if at.covered is None:
        at = _begin(connection, at, now)
    covered = max(0, (at.covered or 0) - 1)
    if covered:
        _publish_piece(connection, at, covered, now)
        contests.change(connection, at.id, covered=covered)
    else:
        end(connection, at, now)
    return covered


def end(connection: Connection, at: Kept, now: int) -> None:
    """Show everything: the publisher builds all documents anew. The contest must be locked.

    They follow on the whole board: on a piece of it, whoever was uncovered last would seem to be new there.
    """
    _publish_piece(connection, at, 0, now)
    shown.take_back(connection, at.id, SEALED)
    contests.change(connection, at.id, revealed_at=now, covered=None)


def call_off(connection: Connection, at: Kept, now: int) -> None:
    """Let what was told stand without the rest, which is thrown away: the contest goes on. It must be locked."""
    public = shown.document(connection, at.id, "team")
    if at.covered is None or public is None:
        return
    shown.take_back(connection, at.id, SEALED)
    told = {**json.loads(public.body), "reveal": None, "version": public.version + 1}
    shown.publish(connection, at.id, "team", paper(told), now)


def _begin(connection: Connection, at: Kept, now: int) -> Kept:
    whole = replace(at.shown(now), titles=play.titles(connection, at.id))
    sealed = built(Boards(connection, at), whole, "team", "", shown.document(connection, at.id, "team"))
    shown.publish(connection, at.id, SEALED, sealed, now)
    return replace(at, covered=len(json.loads(sealed.body)["rows"]))


def _publish_piece(connection: Connection, at: Kept, covered: int, now: int) -> None:
    sealed, public = (shown.document(connection, at.id, kind) for kind in (SEALED, "team"))
    if sealed is None:
        return
    data, version = json.loads(sealed.body), public.version + 1 if public else 1
    rows = data["rows"]
    secret: dict[str, list[object]] = {"awards": [], "ticker": []}
    piece = {"rows": rows[covered:], "reveal": {"covered": covered, "of": len(rows)}, "version": version}
    shown.publish(connection, at.id, "team", paper({**data, **secret, **piece}), now)
