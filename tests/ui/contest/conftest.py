"""A server at the other end of a wire, as the client's own tests have it."""

import threading
from collections.abc import Iterator

import httpx
import pytest

from tests.team.client.conftest import tables
from tests.team.client.conftest import wire as bare_wire
from tests.team.client.playing import Wire

__all__ = ["bare_wire", "tables"]


@pytest.fixture
def wire(bare_wire: Wire) -> Iterator[Wire]:
    """The wire, for requests of several threads: they take turns; who comes after the end finds nobody there."""
    turn, answer, is_over = threading.Lock(), bare_wire.handle_request, threading.Event()

    def in_turn(request: httpx.Request) -> httpx.Response:
        with turn:
            if is_over.is_set():
                raise httpx.ConnectError("over", request=request)
            return answer(request)

    bare_wire.handle_request = in_turn  # type: ignore[method-assign]  # for good: a late thread finds it, too
    yield bare_wire
    with turn:
        is_over.set()
