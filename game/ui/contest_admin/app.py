"""The app of `steady team admin`: contests looked after from the terminal."""

from pathlib import Path, PurePath
from typing import Any, ClassVar

from textual.screen import Screen
from textual.types import AnimationLevel

from game import ui
from game.team.client.kinds import Watched
from game.team.client.organiser import Organiser
from game.ui.contest_admin.asking import AskingScreen
from game.ui.contest_admin.contest import ContestScreen
from game.ui.contest_admin.contests import ContestsScreen
from game.ui.contest_admin.run import RunScreen
from game.ui.services import Services
from game.ui.stage import Stage

EVERY = 3.0
"""Seconds between two looks."""
_STYLES = Path(ui.__file__).parent


class ContestAdminApp(Stage):
    """Lists the contests of an `organiser`, and opens the one called `slug` at once. Keeps settings, and no chats.

    `every`: seconds between two looks; None: it looks only when something was done.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = [_STYLES / "app.tcss", "admin.tcss"]
    IDEA: ClassVar[tuple[str, ...]] = tuple(
        f"team_admin.idea.{part}" for part in ("title", "join", "flags", "log", "freeze", "reveal", "practice")
    )

    def __init__(
        self,
        services: Services,
        organiser: Organiser,
        slug: str | None = None,
        every: float | None = EVERY,
        animation_level: AnimationLevel = "full",
    ) -> None:
        super().__init__(services, animation_level=animation_level)
        self._organiser, self._slug, self._every = organiser, slug, every
        organiser.language = self.context.language

    def get_default_screen(self) -> Screen[Any]:
        """The contests lie below everything."""
        return ContestsScreen(self.context, self._organiser, self._every)

    def on_mount(self) -> None:
        """Open what was asked for."""
        if self._slug:
            self._look_after(self._slug)

    def action_language(self) -> None:
        """Speak the other language, and have the server speak it."""
        super().action_language()
        self._organiser.language = self.context.language

    def on_contests_screen_opened(self, message: ContestsScreen.Opened) -> None:
        """Look after a contest."""
        if isinstance(self.screen, ContestsScreen):
            self._look_after(message.slug)

    def on_contest_screen_watch_wanted(self, message: ContestScreen.WatchWanted) -> None:
        """Read a run word by word; who has gone on to something else meanwhile stays there."""
        screen, services = self.screen, self.services

        def show(watched: Watched) -> None:
            if screen.is_current:
                self.push_screen(RunScreen(self.context, watched))

        if isinstance(screen, AskingScreen):
            folder = services.saves.database.path.parent
            screen.do(lambda: self._organiser.watch(message.slug, message.run, services.stories, folder), show)

    def _look_after(self, slug: str) -> None:
        self.push_screen(ContestScreen(self.context, self._organiser, slug, self._every))


def run_contest_admin(services: Services, organiser: Organiser, slug: str | None) -> int:
    """Look after contests until the organiser leaves; return the exit code."""
    app = ContestAdminApp(services, organiser, slug)
    app.run()
    return app.return_code or 0
