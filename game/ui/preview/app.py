"""The app of `steady preview`: one story, watched and played."""

import asyncio
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Any, ClassVar

from textual.message import Message
from textual.screen import Screen
from textual.types import AnimationLevel
from textual.worker import Worker

from game import ui
from game.analysis.background import DealSolver
from game.engine import Session
from game.lab.beside import Thinker
from game.ui.preview.bench import Bench
from game.ui.preview.draft import Draft
from game.ui.preview.watcher import Looker, Watcher
from game.ui.screens.debrief.screen import DebriefScreen
from game.ui.screens.help import HelpScreen
from game.ui.screens.palette import PaletteScreen
from game.ui.screens.preview.goto import GotoScreen
from game.ui.screens.preview.screen import PreviewScreen
from game.ui.screens.preview.waiting import WaitingScreen
from game.ui.screens.settings import SettingsScreen
from game.ui.screens.transcript import TranscriptScreen
from game.ui.services import Services
from game.ui.stage import Stage

_RESTS = 0.4
"""Seconds between a save and the start of the solver: first the save is painted."""
_STYLES = Path(ui.__file__).parent
_SHEETS = ("app.tcss", "screens/chat/chat.tcss", "screens/preview/preview.tcss")
_STAY = (HelpScreen, PaletteScreen, SettingsScreen, GotoScreen, TranscriptScreen)
"""Screens over the chat that may stay open when the story changes."""


class PreviewApp(Stage):
    """Shows the story in `file`, follows its saves, has it solved by the `thinker`. Keeps settings, and no chats."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [_STYLES / name for name in _SHEETS]  # the lowest screen loads none
    IDEA: ClassVar[tuple[str, ...]] = tuple(
        f"lab_preview.idea.{part}" for part in ("title", "saves", "problems", "jumps", "real")
    )

    class Saved(Message):
        """The story was saved, or all of a save has been read."""

        def __init__(self, draft: Draft) -> None:
            super().__init__()
            self.draft = draft
            """What was found."""

    def __init__(
        self, services: Services, file: Path, thinker: Thinker, animation_level: AnimationLevel = "full"
    ) -> None:
        super().__init__(services, animation_level=animation_level)
        self._looker = Looker(file)
        self._thinker = thinker
        self._thought: tuple[str, Worker[None]] | None = None
        """The logic that is being solved, and who waits for that."""
        self._reviewer: DealSolver | None = None
        self.bench = Bench(self._looker.first(self.context.story_language))
        self._watcher = Watcher(self._looker, lambda: self.context.story_language, self._tell_of)

    @property
    def preview(self) -> PreviewScreen | None:
        """The screen that plays, once there is something to play."""
        return next((screen for screen in self.screen_stack if isinstance(screen, PreviewScreen)), None)

    def get_default_screen(self) -> Screen[Any]:
        """The chat, or what keeps it from being played."""
        return WaitingScreen(self.context, self.bench) if self.bench.good is None else self._playing()

    def on_mount(self) -> None:
        """Begin to watch and to think."""
        self._watcher.start(self.bench.draft)
        self._think()

    def on_unmount(self) -> None:
        """Look and think no more."""
        self._watcher.stop()
        self._close_reviewer()

    def on_preview_app_saved(self, message: Saved) -> None:
        """Follow a save."""
        before = self.bench.good and self.bench.plays_as
        if not self.bench.take(message.draft):
            self._tell_what_is_known()
            return
        if self.preview:
            self._follow(self.preview, plays_alike=self.bench.plays_as == before)
        elif self.bench.good:
            self.push_screen(self._playing())
        else:
            self._tell_what_is_known()
        self._think()

    def _tell_of(self, draft: Draft) -> None:
        """Called by the thread that watches."""
        self.post_message(self.Saved(draft))

    def _playing(self) -> PreviewScreen:
        return PreviewScreen(self.context, self.bench, self._look_back, self.services.stopwatch)

    def _follow(self, preview: PreviewScreen, plays_alike: bool) -> None:
        """Show the save; what stands over the chat and speaks of another story is closed."""
        before = preview.session
        if not self.bench.is_broken:
            self._close_over(preview, _STAY if not plays_alike else (*_STAY, DebriefScreen))
        preview.follow()
        for screen in self.screen_stack:
            if isinstance(screen, DebriefScreen) and preview.session is not before:
                screen.retold(preview.session)
            elif isinstance(screen, GotoScreen):
                screen.retell()

    def _close_over(self, preview: PreviewScreen, may_stay: tuple[type[Screen[Any]], ...]) -> None:
        """Close what is over the chat, unless all of it may stay."""
        over = self.screen_stack[self.screen_stack.index(preview) + 1 :]
        if not all(isinstance(screen, may_stay) for screen in over):
            for _ in over:
                self.pop_screen()

    def _tell_what_is_known(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, PreviewScreen):
                screen.tell_problems()
            elif isinstance(screen, WaitingScreen | GotoScreen):
                screen.tell(self.context)

    # Thinking

    def _think(self) -> None:
        """Have the playable story solved; one that means the same as the one being solved is the same."""
        bench = self.bench
        if bench.good is None or bench.analysis or (self._thought and self._thought[0] == bench.logic):
            return
        work = self._find_out(bench.logic)
        self._thought = bench.logic, self.run_worker(work, group="think", exclusive=True)

    async def _find_out(self, logic: str) -> None:
        """Look up what is known, else wait for the solver. Cancelled by a newer save, which ends the solver."""
        await asyncio.sleep(_RESTS)
        story = self.bench.source
        analysis = await asyncio.to_thread(self._thinker.known, story)
        if analysis is None:
            thinking = self._thinker.think(story)
            try:
                analysis = await asyncio.wrap_future(thinking.answer)
            finally:
                thinking.close()
        self.bench.know(logic, analysis)
        self._tell_what_is_known()

    # Looking back

    def _look_back(self, session: Session) -> DebriefScreen:
        """Make the debrief of a rehearsal that came to its end."""
        self._close_reviewer()
        self._reviewer = self.services.solver(session.story, session.run)
        return DebriefScreen(self.context, session, review=self._reviewer.review(session.run))

    def _close_reviewer(self) -> None:
        if self._reviewer:
            with suppress(OSError):
                self._reviewer.close()
        self._reviewer = None


def run_preview(services: Services, file: Path) -> int:
    """Preview until the writer leaves; return the exit code."""
    app = PreviewApp(services, file, Thinker(services.saves.database.path.parent if services.saves.kept else None))
    app.run()
    return app.return_code or 0
