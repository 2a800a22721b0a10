"""The game in the terminal: the stage, and the way that leads from screen to screen on it."""

from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen
from textual.types import AnimationLevel

from game.ui import tidying
from game.ui.contest.orders import ContestOrders
from game.ui.desk import Desk
from game.ui.flow import Flow
from game.ui.services import Services
from game.ui.stage import Stage

if TYPE_CHECKING:
    from game.engine import Mode
    from game.ui.screens.chat.actions import ChatActions
    from game.ui.screens.home import HomeScreen


class SteadyApp(ContestOrders, Stage):
    """The game. `story` opens one at once: its `run` of that id, else a new chat in a `mode`."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/home.tcss"]  # the lowest screen loads none itself

    def __init__(
        self,
        services: Services,
        story: str | None = None,
        run: str | None = None,
        mode: "Mode" = "practice",
        animation_level: AnimationLevel = "full",
        player: str | None = None,
    ) -> None:
        super().__init__(services, animation_level, player)
        self.flow = Flow(self, Desk(services), story, run, mode)

    def get_default_screen(self) -> Screen[None]:
        """Home lies below everything."""
        return self.flow.home()

    def on_mount(self) -> None:
        """Open what was asked for."""
        self.flow.open()

    def on_unmount(self) -> None:
        """Leave nothing behind that still thinks about a chat."""
        self.flow.close()

    def tell(self) -> None:
        """Tell every open screen; servers answer in the same language."""
        self.flow.contest.venue.language = self.context.language
        super().tell()

    # What screens ask for

    def on_home_screen_story_picked(self, message: "HomeScreen.StoryPicked") -> None:
        """The player takes a story; the second of two clicks finds another screen in front."""
        if self.flow.is_at_home:
            self.flow.brief(message.id)

    def on_home_screen_run_picked(self, message: "HomeScreen.RunPicked") -> None:
        """The player goes on with a chat."""
        if self.flow.is_at_home:
            self.flow.go_on(message.id, message.story)

    def on_chat_actions_acted(self, message: "ChatActions.Acted") -> None:
        """The player has done something in a chat."""
        self.flow.think_soon(message.session)


def run_app(
    services: Services,
    story: str | None = None,
    run: str | None = None,
    mode: "Mode" = "practice",
    player: str | None = None,
) -> int:
    """Play until the player leaves; return the exit code."""
    tidying.hold()
    app = SteadyApp(services, story, run, mode, player=player)
    app.run()
    return app.return_code or 0
