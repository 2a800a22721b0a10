"""The outbox: runs go out oldest first, until each is answered. Never lost, never doubled.

A run is answered when a server of ours said so in whole; then the answer is kept. Before that, anything may happen: the
same bytes are sent again under the same id, and the server gives the same answer again.
"""

import json
import random
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, ExitStack
from typing import Any, Protocol

from game.saves.contests import Contests, Waiting
from game.team.client.errors import ContestError
from game.team.client.schedule import is_due, wait
from game.team.codec import WireError, dumps, loads
from game.team.names import is_id
from game.team.wire import Submission, Verdict
from game.text import clean


class Sender(Protocol):
    """Sends runs to one server."""

    def submit(self, run: str, body: bytes) -> Verdict:
        """Send a run and return what became of it. Raises ContestError."""
        ...


Senders = Callable[[str], AbstractContextManager[Sender]]
"""Gives what sends to a contest, by the id of the contest here. Raises ContestError."""


def due(store: Contests, now: float) -> tuple[Waiting, ...]:
    """Return the runs to send now, the oldest first. Raises SavesError."""
    return tuple(entry for entry in store.waiting() if is_due(entry.next_try, now))


def send(
    entries: Iterable[Waiting],
    senders: Senders,
    store: Contests,
    clock: Callable[[], float],
    draw: Callable[[], float] = random.random,
) -> None:
    """Send runs and keep what is said of each. Where a server is silent, its other runs are left for later.

    `clock` tells seconds since the epoch, `draw` a number in 0..1. Raises SavesError; then nothing is lost either.
    """
    silent: set[str] = set()
    made: dict[str, Sender] = {}
    with ExitStack() as open_senders:
        for entry in entries:
            if entry.contest in silent:
                continue
            try:
                if entry.contest not in made:
                    made[entry.contest] = open_senders.enter_context(senders(entry.contest))
                verdict = _send(made[entry.contest], entry)
            except ContestError as error:
                if _keep_trouble(store, entry, error, clock(), draw()):
                    silent.add(entry.contest)
            else:
                store.answered(entry.run, dumps(verdict).decode())


def send_due(
    senders: Senders, store: Contests, clock: Callable[[], float], draw: Callable[[], float] = random.random
) -> None:
    """Send what is due now. As `send`."""
    send(due(store, clock()), senders, store, clock, draw)


def said_of(entry: Waiting) -> Verdict | ContestError | None:
    """Return what was said of a run: a verdict, or why it was not taken or still waits; None if it is new."""
    try:
        if entry.answer is None:
            return _error(json.loads(entry.trouble)) if entry.trouble else None
        kept = json.loads(entry.answer)
        return _error(kept["refusal"]) if "refusal" in kept else loads(Verdict, entry.answer, ignore_unknown=True)
    except (WireError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return ContestError("forgotten")


def _send(sender: Sender, entry: Waiting) -> Verdict:
    try:
        if not is_id(entry.run):
            raise WireError("bad_shape", "run")
        body = dumps(Submission(entry.ticket, entry.digest, entry.rules, entry.actions, entry.times_ms))
        loads(Submission, body)
    except WireError as error:  # no server would ever read it: a chat beyond all measure, or a file tampered with
        raise ContestError("unsendable", status=400) from error
    return sender.submit(entry.run, body)


def _keep_trouble(store: Contests, entry: Waiting, error: ContestError, now: float, draw: float) -> bool:
    """Keep why a run was not taken. Returns whether the server is to be left alone for now."""
    trouble = {"code": error.code, "said": error.said, "refusal": error.refusal, "values": dict(error.values)}
    if not error.can_wait:
        store.answered(entry.run, json.dumps({"refusal": trouble}, ensure_ascii=False))
        return False
    tries = entry.tries + 1
    next_try = now + wait(tries, draw, error.retry_after)
    store.put_off(entry.run, tries, next_try, json.dumps(trouble, ensure_ascii=False))
    return error.is_silence or error.status == 429 or error.refusal == "no_token"


def _error(kept: dict[str, object]) -> ContestError:
    values: Any = kept["values"]
    given: dict[str, Any] = {str(name): str(value) for name, value in values.items()}
    given |= {"said": clean(str(kept["said"]), limit=400), "refusal": str(kept["refusal"])}
    return ContestError(str(kept["code"]), **given)
