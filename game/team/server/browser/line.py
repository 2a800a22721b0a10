"""The line between a page and a game: who may have one, what may be said on it, how it ends."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from litestar import WebSocket, websocket
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State
from litestar.exceptions import WebSocketDisconnect

from game.saves import SavesError
from game.team.server.browser.game_process import GameProcess
from game.team.server.browser.house import House, allow_start, guest_of, token_of
from game.team.server.browser.rooms import Guest
from game.team.server.browser.seats import FullError, Seat
from game.team.server.refusals import Refused

IDLE = 30 * 60.0
"""Seconds after which somebody who does nothing gives up the seat."""
REFUSED, FULL, BROKEN, ENDED = 4403, 4429, 4500, 1000
"""How a line ends; a browser tells no page why it got none."""
Socket = WebSocket[Any, Any, State]


@websocket("/play/socket")
async def line(socket: Socket, state: State) -> None:
    """Let a member of a contest play, who comes from a page of this server, while a seat is free."""
    house: House = state.house
    guest = await _let_in(socket, house, state)
    if guest is None:
        await socket.close(REFUSED)
        return
    try:
        async with house.seats.seat(guest.member) as seat:
            await sync_to_thread(allow_start, state.services, guest)
            room = await sync_to_thread(house.rooms.prepare, guest, house.here)
            await socket.accept()
            await _play(socket, seat, GameProcess(house.order(room), room, _show(socket), _nothing))
    except (FullError, Refused):
        await _close(socket, FULL)
    except (SavesError, OSError):
        await _close(socket, BROKEN)


async def _let_in(socket: Socket, house: House, state: State) -> Guest | None:
    headers = socket.headers
    if not house.is_own_page(headers.get("origin", ""), headers.get("host", "")):
        return None
    return await sync_to_thread(guest_of, state.services, token_of(headers.get("cookie", "")))


async def _play(socket: Socket, seat: Seat, game: GameProcess) -> None:
    """Until the page is gone, the game is over, the player sits elsewhere or does nothing for long."""
    size = socket.query_params
    try:
        await game.start(_number(size.get("width"), 80), _number(size.get("height"), 24))
        await _first_of(_hear(socket, game), game.ended.wait(), seat.wanted.wait())
    finally:
        await game.stop()
        await _close(socket, ENDED)


async def _first_of(*things: Awaitable[object]) -> None:
    tasks = [asyncio.ensure_future(thing) for thing in things]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _hear(socket: Socket, game: GameProcess) -> None:
    """Hand on what is typed, until the page is gone, says nothing for long, or says what no page of ours says."""
    with suppress(WebSocketDisconnect, TimeoutError, ValueError, KeyError, RecursionError):
        while True:
            async with asyncio.timeout(IDLE):
                said = await socket.receive_text()
            await obey(said, game)


async def obey(said: str, game: GameProcess) -> None:
    """Do what a page of textual-serve asks for. Raises ValueError for anything else."""
    match json.loads(said):
        case ["stdin", str(typed)]:
            await game.send_bytes(typed.encode("utf-8", "replace"))
        case ["resize", {"width": int(width), "height": int(height)}]:
            await game.set_terminal_size(width, height)
        case ["focus", *_]:
            await game.focus()
        case ["blur", *_]:
            await game.blur()
        case ["ping", *_]:
            pass
        case _:
            raise ValueError("no page of ours says this")


def _show(socket: Socket) -> Callable[[bytes], Awaitable[None]]:
    async def show(painted: bytes) -> None:
        await socket.send_bytes(painted)

    return show


async def _nothing() -> None:
    """The line is closed here, not by the game."""


async def _close(socket: Socket, code: int) -> None:
    with suppress(Exception):  # the other side may have hung up already, in many ways
        await socket.close(code)


def _number(text: str | None, usual: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else usual
