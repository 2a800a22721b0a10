"""The first thing a request meets: its body is read here, at most so much and no longer than so, or not at all.

A body without a stated length can go on for ever, and one that never ends would hold a connection and the shutdown.
So it is counted while it arrives, before anybody acts on it; what the app gets is whole and small.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from game.team.codec import MOST_BYTES
from game.team.server.refusals import Refused
from game.team.server.web.language import translator_for
from game.team.wire import encode

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Any, Any, Any], Awaitable[None]]

LONGEST = 5.0
"""Seconds in which a body must have arrived."""
NOT_KEPT = (b"cache-control", b"no-store")
"""Unless an answer says otherwise."""
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
)


class _Gone(Exception):
    """The other side has hung up."""


class Bodies:
    """An ASGI app around another one that hands on whole, small bodies only, and adds headers to every answer."""

    def __init__(self, app: App, most: int = MOST_BYTES, longest: float = LONGEST) -> None:
        self._app, self._most, self._longest = app, most, longest

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        try:
            async with asyncio.timeout(self._longest):
                body = await self._read(scope, receive)
        except TimeoutError:
            return await _refuse(scope, send, Refused(408, "too_slow", seconds=int(self._longest)))
        except Refused as refused:
            return await _refuse(scope, send, refused)
        except _Gone:
            return None
        return await self._app(scope, _once(body, receive), _with_headers(send))

    async def _read(self, scope: MutableMapping[str, Any], receive: Receive) -> bytes:
        if _stated_length(scope["headers"]) > self._most:
            raise self._too_big()
        chunks, size, more = [], 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _Gone
            chunk, more = message.get("body", b""), message.get("more_body", False)
            size += len(chunk)
            if size > self._most:
                raise self._too_big()
            chunks.append(chunk)
        return b"".join(chunks)

    def _too_big(self) -> Refused:
        return Refused(413, "too_big", limit=self._most // 1024)


def _stated_length(headers: Iterable[tuple[bytes, bytes]]) -> int:
    stated = next((value for name, value in headers if name.lower() == b"content-length"), b"0")
    return int(stated) if stated.isdigit() and len(stated) < 20 else 0


def _once(body: bytes, receive: Receive) -> Receive:
    """What the app receives: the body, then whatever the connection says next."""
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def next_message() -> Message:
        return waiting.pop() if waiting else await receive()

    return next_message


def _with_headers(send: Send) -> Send:
    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = list(message.get("headers", ()))
            is_cached = any(name.lower() == b"cache-control" for name, _ in given)
            message["headers"] = [*given, *HEADERS, *(() if is_cached else (NOT_KEPT,))]
        await send(message)

    return send_on


async def _refuse(scope: MutableMapping[str, Any], send: Send, refused: Refused) -> None:
    """Answer without the app, and hang up: the rest of the body is not waited for."""
    wish = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"accept-language"), "")
    body = json.dumps(encode(refused.fault(translator_for(wish))), ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"connection", b"close"), *HEADERS]
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
