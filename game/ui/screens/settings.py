"""The settings. Each change is asked for at once and holds everywhere; nothing is kept here."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input

from game.saves.settings import LANGUAGES, NAME_LIMIT, SPEEDS, Value
from game.text import clean
from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.screens.base import GameScreen
from game.ui.themes import CONTRAST, DARK, LIGHT
from game.ui.widgets.options import Options, Setting
from game.ui.widgets.picklist import PickList
from game.ui.widgets.prose import Prose, para

CHOICES: dict[str, tuple[Value, ...]] = {
    "language": LANGUAGES,
    "theme": (DARK.name, LIGHT.name, CONTRAST.name),
    "text_speed": SPEEDS,
    "calm": (False, True),
    "coach": (False, True),
    "softer_insults": (False, True),
    "plain_signs": (False, True),
}
"""The values of each setting, in the order they are gone through."""


class SettingsScreen(GameScreen[None]):
    """Shows the settings of the context and asks for changes by `SettingWanted`.

    `place` is where data is kept; empty leaves the line out.
    """

    CSS_PATH = "settings.tcss"
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("turn", "right,enter", group="settings", area="ui_settings", cap="← →"),
        Command("close", "escape,q", group="settings", area="ui_settings"),
    )

    def __init__(self, context: ScreenContext, place: str = "") -> None:
        super().__init__(context)
        self._place = place

    def body(self) -> ComposeResult:
        """The list, the field for the name, where data is kept."""
        with VerticalScroll(id="page", can_focus=False):
            yield Options()
            yield Input(max_length=NAME_LIMIT, id="name")
            yield Prose()

    def on_mount(self) -> None:
        """The list has the keys; the field shows when it is wanted."""
        self.query_one(Input).display = False
        self.query_one(Input).cursor_blink = False
        self.query_one(Options).focus()

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(t("ui_settings.title"))
        player = self.context.settings.player or t("ui_settings.no_name")
        name = Setting("player", t("ui_settings.name.player"), player, t("ui_settings.remark.player"), steps=False)
        self.query_one(Options).set_settings([*map(self.setting, CHOICES), name])
        self.query_one(Input).placeholder = t("ui_settings.name_field")
        place = [para(t("ui_settings.place", path=self._place), "note")] if self._place else []
        self.query_one(Prose).say(*place)

    def setting(self, id: str) -> Setting:
        """One of CHOICES in words."""
        t = self.context.t
        if id == "theme" and self.context.colourless:
            why = t("ui_settings.why_no_colour")
            return Setting(id, t("ui_settings.name.theme"), t("ui_settings.value.no_colour"), why, steps=False)
        value = self._value(id)
        word = ("on" if value else "off") if isinstance(value, bool) else value or "system"
        return Setting(id, t(f"ui_settings.name.{id}"), t(f"ui_settings.value.{word}"), t(f"ui_settings.remark.{id}"))

    def _value(self, id: str) -> Value:
        value: Value = getattr(self.context.settings, id)
        return DARK.name if id == "theme" and value not in CHOICES["theme"] else value

    @on(Options.Turned)
    def _turned(self, message: Options.Turned) -> None:
        message.stop()
        values = CHOICES[message.id]
        value = values[(values.index(self._value(message.id)) + message.step) % len(values)]
        self.post_message(self.SettingWanted(message.id, value))

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        """Only the name is typed; whoever gives none stays unnamed."""
        message.stop()
        if message.id != "player":
            return
        field = self.query_one(Input)
        field.value, field.display = self.context.settings.player, True
        field.focus()
        self.refresh_keys()

    @on(Input.Submitted)
    def _named(self, message: Input.Submitted) -> None:
        message.stop()
        self.post_message(self.SettingWanted("player", clean(message.value, limit=NAME_LIMIT)))
        self._hide_field()

    def _hide_field(self) -> None:
        self.query_one(Input).display = False
        self.query_one(Options).focus()

    def action_turn(self) -> None:
        """The next value of the highlighted setting, when the list has lost the keys."""
        self.query_one(Options).action_turn(1)

    def action_close(self) -> None:
        """Leave the field, or the page."""
        if self.query_one(Input).display:
            self._hide_field()
        else:
            self.dismiss(None)
