"""The app: holds the services and the settings, and puts screens one upon another."""

from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen
from textual.types import AnimationLevel

from game.saves.problems import SavesError
from game.saves.settings import Value
from game.text import clean
from game.ui import tidying
from game.ui.contest.orders import ContestOrders
from game.ui.desk import Desk
from game.ui.flow import Flow
from game.ui.preferences import Preferences
from game.ui.screens.base import GameScreen
from game.ui.services import Services
from game.ui.themes import THEMES, VARIABLES

if TYPE_CHECKING:
    from game.engine import Mode
    from game.ui.screens.chat.actions import ChatActions
    from game.ui.screens.home import HomeScreen
    from game.ui.screens.transcript import TranscriptScreen

_SETTLES_AFTER = 0.6
"""Seconds between the first painting and the clearing up."""
_TIDIES_EVERY = 60.0
"""Seconds between two full rounds of the garbage collector."""


class SteadyApp(ContestOrders, App[None]):
    """The game in the terminal. `story` opens one at once: its `run` of that id, else a new chat in a `mode`.

    `player` is in whose name, until that is changed in the settings; None leaves it to the settings.
    """

    ENABLE_COMMAND_PALETTE = False  # Textual's own speaks English only; ours is a screen
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/home.tcss"]  # the lowest screen loads none itself
    BINDINGS: ClassVar[list[BindingType]] = []
    IDEA: ClassVar[tuple[str, ...]] = ()
    """Messages that say in the help what this app is about; none: what the game is about."""

    def __init__(
        self,
        services: Services,
        story: str | None = None,
        run: str | None = None,
        mode: "Mode" = "practice",
        animation_level: AnimationLevel = "full",
        player: str | None = None,
    ) -> None:
        self._preferences = Preferences(services, player)
        super().__init__(ansi_color=self._preferences.is_colourless)
        self.services = services
        self._animation = animation_level
        for theme in THEMES:
            self.register_theme(theme)
        self._wear()
        self.flow = Flow(self, Desk(services), story, run, mode)

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """Export an SVG of the screen in which wide characters have their width."""
        from game.ui.screenshot import corrected

        return corrected(super().export_screenshot(title=title, simplify=simplify))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, for themes that do not set them."""
        return VARIABLES

    def get_default_screen(self) -> Screen[None]:
        """Home lies below everything."""
        return self.flow.home()

    def on_mount(self) -> None:
        """Open what was asked for."""
        self.flow.open()

    def on_unmount(self) -> None:
        """Leave nothing behind that still thinks about a chat."""
        self.flow.close()

    def on_ready(self) -> None:
        """Clear up when the first screen has been painted."""
        self.set_timer(_SETTLES_AFTER, tidying.settle)
        self.set_interval(_TIDIES_EVERY, tidying.tidy)

    def say(self, sentence: str, warning: bool = False) -> None:
        """Show a short notice; never read as markup."""
        text = clean(sentence, multiline=True)
        self.notify(text, severity="warning" if warning else "information", markup=False)

    def clear_notifications(self) -> None:
        """Take all notices away with the places they leave: else the next stands lower, on what it speaks of."""
        super().clear_notifications()
        self.screen.query("ToastHolder").remove()

    # Settings

    def change_settings(self, changes: Mapping[str, Value]) -> None:
        """Keep settings and tell every open screen; where they cannot be kept, they hold until the game ends."""
        try:
            self._preferences.change(changes)
        except SavesError as error:
            self.say(error.problem.sentence(self.context.t), warning=True)
        self._wear()
        self.flow.tell(self.context)

    def _wear(self) -> None:
        """Put on the theme and the pace of the settings."""
        self.context = self._preferences.context
        self.theme = self._preferences.theme
        self.animation_level = "none" if self.context.settings.calm else self._animation
        self.title = self.context.t("ui.brand")

    def on_game_screen_setting_wanted(self, message: GameScreen.SettingWanted) -> None:
        """A screen asks for a setting to be changed."""
        self.change_settings({message.name: message.value})

    def on_game_screen_settings_wanted(self) -> None:
        """A screen asks for the page of settings."""
        self.action_settings()

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

    def on_transcript_screen_keep_wanted(self, message: "TranscriptScreen.KeepWanted") -> None:
        """The player wants a chat as a text file."""
        self.flow.keep_record(message.title, message.text)

    # What works on every screen

    def action_language(self) -> None:
        """Speak the other language."""
        self.change_settings({"language": "en" if self.context.language == "zh" else "zh"})

    def action_settings(self) -> None:
        """Open the settings."""
        self.flow.settings()

    def action_help(self) -> None:
        """Say what can be done here."""
        self.flow.help()

    def action_palette(self) -> None:
        """List what can be done here."""
        self.flow.palette()

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Save a picture of the screen in the current folder, else beside the saved data; say where."""
        if self.is_web:
            self.say(self.context.t("ui.no_files"))
            return
        try:
            saved = self.save_screenshot(filename, path or str(Path.cwd()))
        except OSError as error:
            self.say(self.context.t("ui.screenshot_failed", reason=error.strerror or ""), warning=True)
        else:
            self.say(self.context.t("ui.screenshot_saved", path=saved))

    def action_help_quit(self) -> None:
        """Say how to leave, to those who press Ctrl+C."""
        self.say(self.context.t("ui.how_to_leave"))

    def action_quit_now(self) -> None:
        """Leave; everything is on the disk already."""
        self.exit()


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
