"""The stage: an app in the settings of the player, with what works on every screen, whichever screens are put on it."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.types import AnimationLevel

from game.saves.problems import SavesError
from game.saves.settings import Value
from game.text import clean
from game.ui import tidying
from game.ui.preferences import Preferences
from game.ui.screens.base import GameScreen
from game.ui.services import Services
from game.ui.themes import THEMES, VARIABLES

if TYPE_CHECKING:
    from game.ui.screens.transcript import TranscriptScreen

_SETTLES_AFTER = 0.6
"""Seconds between the first painting and the clearing up."""
_TIDIES_EVERY = 60.0
"""Seconds between two full rounds of the garbage collector."""


class Stage(App[None]):
    """Holds the services and the settings, and shows notices. Whatever leads from screen to screen is handed a stage.

    `player` is in whose name, until that is changed in the settings; None leaves it to the settings.
    """

    ENABLE_COMMAND_PALETTE = False  # Textual's own speaks English only; ours is a screen
    BINDINGS: ClassVar[list[BindingType]] = []
    IDEA: ClassVar[tuple[str, ...]] = ()
    """Messages that say in the help what this app is about; none: what the game is about."""

    def __init__(self, services: Services, animation_level: AnimationLevel = "full", player: str | None = None) -> None:
        self._preferences = Preferences(services, player)
        super().__init__(ansi_color=self._preferences.is_colourless)
        self.services = services
        self._animation = animation_level
        for theme in THEMES:
            self.register_theme(theme)
        self._wear()

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """Export an SVG of the screen in which wide characters have their width."""
        from game.ui.screenshot import corrected

        return corrected(super().export_screenshot(title=title, simplify=simplify))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, for themes that do not set them."""
        return VARIABLES

    def on_ready(self) -> None:
        """Clear up when the first screen has been painted."""
        self.set_timer(_SETTLES_AFTER, tidying.settle)
        self.set_interval(_TIDIES_EVERY, tidying.tidy)

    # Notices

    def say(self, sentence: str, warning: bool = False) -> None:
        """Show a short notice; never read as markup."""
        text = clean(sentence, multiline=True)
        self.notify(text, severity="warning" if warning else "information", markup=False)

    def say_instead(self, sentence: str, warning: bool = False) -> None:
        """Show a notice in place of those that are shown."""
        self.clear_notifications()
        self.say(sentence, warning)

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
        self.tell()

    def _wear(self) -> None:
        """Put on the theme and the pace of the settings."""
        self.context = self._preferences.context
        self.theme = self._preferences.theme
        self.animation_level = "none" if self.context.settings.calm else self._animation
        self.title = self.context.t("ui.brand")

    def tell(self) -> None:
        """Tell every open screen, from the lowest up; those over a chat get its session in the new language."""
        session = None
        for screen in self.screen_stack:
            if isinstance(screen, GameScreen):
                screen.tell(self.context)
                session = getattr(screen, "session", session)
                if session is not None:
                    screen.retold(session)

    def on_game_screen_setting_wanted(self, message: GameScreen.SettingWanted) -> None:
        """A screen asks for a setting to be changed."""
        self.change_settings({message.name: message.value})

    def on_game_screen_settings_wanted(self) -> None:
        """A screen asks for the page of settings."""
        self.action_settings()

    def action_settings(self) -> None:
        """Open the settings, once."""
        from game.ui.screens.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            saves = self.services.saves
            place = str(saves.database.path) if saves.kept and not self.is_web else ""
            self.push_screen(SettingsScreen(self.context, place))

    def action_language(self) -> None:
        """Speak the other language."""
        self.change_settings({"language": "en" if self.context.language == "zh" else "zh"})

    # What can be done here

    def action_help(self) -> None:
        """Say what can be done on the present screen."""
        from game.ui.screens.help import IDEA, HelpScreen

        screen = self.screen
        if isinstance(screen, GameScreen) and not isinstance(screen, HelpScreen):
            self.push_screen(
                HelpScreen(self.context, screen.commands(), lambda: screen.place, idea=self.IDEA or IDEA)
            )  # fmt: skip

    def action_palette(self) -> None:
        """List what can be done on the present screen; do what is taken."""
        from game.ui.screens.palette import PaletteScreen

        screen = self.screen
        if not isinstance(screen, GameScreen) or isinstance(screen, PaletteScreen):
            return

        async def act(action: str | None) -> None:
            if action:
                await screen.run_action(action)

        self.push_screen(PaletteScreen(self.context, screen.commands()), act)

    # Files

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

    def on_transcript_screen_keep_wanted(self, message: "TranscriptScreen.KeepWanted") -> None:
        """The player wants a chat as a text file."""
        self._keep_record(message.title, message.text)

    def _keep_record(self, title: str, text: str) -> None:
        """Write a chat beside the saved data, and say where."""
        t, folder = self.context.t, self.services.saves.database.path.parent
        if self.is_web:
            self.say(t("ui.no_files"))
            return
        name = "".join(sign if sign.isalnum() else "-" for sign in title)[:40].strip("-") or "chat"
        file = folder / f"{name}-{datetime.fromtimestamp(self.services.clock()):%Y%m%d-%H%M%S}.txt"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        except OSError as error:
            self.say(t("ui.record_failed", path=file, reason=error.strerror or ""), warning=True)
        else:
            self.say(t("ui.record_saved", path=file))

    # Leaving

    def action_help_quit(self) -> None:
        """Say how to leave, to those who press Ctrl+C."""
        self.say(self.context.t("ui.how_to_leave"))

    def action_quit_now(self) -> None:
        """Leave; everything is on the disk already."""
        self.exit()
