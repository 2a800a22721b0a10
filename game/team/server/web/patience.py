"""Connections that say nothing, or say it too slowly, are hung up on before they fill the server.

uvicorn waits for the head of a request as long as the other side likes; a thousand such connections and nobody else
gets in. Bodies have limits of their own in `body`; reading answers slowly is left to a proxy, as is one address that
opens all the connections there are.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

LONGEST = 10.0
"""Seconds in which the head of a request must have arrived, from the first moment of a connection on."""
MOST = 64 * 1024
"""Bytes of a head; ours have less than one in a hundred of it."""


class Patience(AutoHTTPProtocol):  # type: ignore[valid-type, misc]  # it is whichever parser is installed
    """uvicorn's protocol with an end to its patience."""

    longest = LONGEST
    _limit: asyncio.TimerHandle | None = None
    _heard = 0

    def connection_made(self, transport: Any) -> None:
        """Begin to wait."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Go on waiting until a head is whole; then its request is somebody else's business."""
        self._heard += len(data)
        super().data_received(data)
        if self._is_answering():
            self._wait_no_longer()
        elif self._heard > MOST:
            self.transport.close()
        elif self.transport.get_protocol() is not self:  # it has become the line of somebody who plays in a browser
            self._wait_no_longer()
        elif self._limit is None:  # the next request of the same connection has begun
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Leave nothing behind."""
        self._wait_no_longer()
        super().connection_lost(exc)

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        self._limit = asyncio.get_running_loop().call_later(self.longest, self._hang_up)

    def _wait_no_longer(self) -> None:
        self._heard = 0
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None

    def _hang_up(self) -> None:
        if not self._is_answering():
            self.transport.close()
