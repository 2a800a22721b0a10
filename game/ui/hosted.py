"""The app behind a page: painted through pipes, and at an end when nobody holds them any more."""

import asyncio

from textual.drivers.web_driver import WebDriver
from textual.events import AppFocus
from textual.messages import ExitApp


class HostedDriver(WebDriver):
    """Textual's driver for the web, for one player who has just opened a page to play."""

    def start_application_mode(self) -> None:
        """Begin. Textual's driver begins as if nobody looked, and then no list would take the first keys."""
        super().start_application_mode()
        self._app.call_later(self._app.post_message, AppFocus())

    def run_input_thread(self) -> None:
        """Hear what is typed; where the server that held the other end is gone, the game ends."""
        super().run_input_thread()
        leave = self._app._post_message(ExitApp())
        try:
            asyncio.run_coroutine_threadsafe(leave, self._loop)
        except RuntimeError:  # the game has ended already
            leave.close()
