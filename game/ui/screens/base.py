"""What all screens share: a title, a body, the keys, and being told again in another language at any moment."""

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from game.saves.settings import Value
from game.text import clean, truncate
from game.ui.commands import EVERYWHERE, HELP, Command
from game.ui.context import ScreenContext
from game.ui.widgets.bars import BarKey, KeyBar, TitleBar
from game.ui.widgets.look import HIGH_FROM

if TYPE_CHECKING:
    from game.engine import Session

T = TypeVar("T")
SMALLEST = (60, 20)
"""Columns and rows that a screen needs."""
_TITLE_CELLS = 46
"""What fits into the frame of a box on the smallest screen."""


class GameScreen(Screen[T]):
    """A full screen with a title bar above and a key bar below. A subclass

    - lists its COMMANDS, most important first, and has an `action_ID` for each;
    - yields its widgets in `body`, without any text;
    - sets every text in `retell`, which is called on mount and whenever the language or a setting changed;
    - sets `place` and `remark`, the two texts of the title bar, there too.
    """

    COMMANDS: ClassVar[tuple[Command, ...]] = ()  # type: ignore[assignment]  # ours, not of Textual's palette
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (SMALLEST[0], "-narrow"), (100, "-wide")]  # noqa: RUF012 - Textual's own way
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (SMALLEST[1], "-low"), (HIGH_FROM, "-high")]  # noqa: RUF012

    class SettingWanted(Message):
        """The player wants a setting changed; the app keeps it and tells every screen."""

        def __init__(self, name: str, value: Value) -> None:
            super().__init__()
            self.name = name
            """A name of `Settings`."""
            self.value = value
            """A value it can have."""

    class SettingsWanted(Message):
        """The player wants the page of settings."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Bind the keys of the commands."""
        own: list[BindingType] = list(cls.__dict__.get("BINDINGS", ()))
        cls.BINDINGS = [*own, *(command.binding() for command in (*cls.COMMANDS, *EVERYWHERE))]
        super().__init_subclass__(**kwargs)

    def __init__(self, context: ScreenContext) -> None:
        super().__init__()
        self.context = context
        self.place = ""
        """Where one is, as the title says."""
        self._has_widgets = False

    @property
    def can_tell(self) -> bool:
        """Whether all widgets are there to be told.

        Those within others come last, and an answer may be quicker; when a screen closes, they go before it does.
        """
        return self._has_widgets and self.is_attached and self.display

    def on_compose(self) -> None:
        """Fit the terminal from the first painting on; Textual itself looks at the size after that."""
        size = self.app.size
        for points, cells in ((self.HORIZONTAL_BREAKPOINTS, size.width), (self.VERTICAL_BREAKPOINTS, size.height)):
            self.add_class(max(point for point in points if point[0] <= cells)[1])

    def compose(self) -> ComposeResult:
        """Title bar, body, key bar, and the sentence for a terminal that is too small."""
        yield TitleBar()
        yield from self.body()
        yield KeyBar()
        yield Static(classes="too-small", markup=False)

    @property
    def is_too_small(self) -> bool:
        """Whether the terminal is too small to show anything but that."""
        return self.size.width < SMALLEST[0] or self.size.height < SMALLEST[1]

    def body(self) -> ComposeResult:
        """Yield the widgets of this screen."""
        yield from ()

    def on_mount(self) -> None:
        """Set all texts for the first time; handlers of subclasses ran before."""
        self._has_widgets = True
        self.tell(self.context)

    def tell(self, context: ScreenContext) -> None:
        """Take a new context and set all texts again."""
        self.context = context
        if not self.can_tell:
            return
        columns, rows = SMALLEST
        self.query_one(".too-small", Static).update(Content(context.t("ui.too_small", columns=columns, rows=rows)))
        self.set_look()
        self.set_title("")
        self.retell()
        self.refresh_keys()

    def set_look(self) -> None:
        """Hand the look of the context to every widget that has one."""
        for widget in self.query("*"):
            if hasattr(widget, "look"):
                widget.look = self.context.look

    def retell(self) -> None:
        """Set ALL texts of this screen, out of `self.context`."""

    def set_title(self, place: str, remark: str = "") -> None:
        """Set the texts of the title bar: where one is, and a remark at the right."""
        self.place = clean(place)
        bar = self.query_one(TitleBar)
        bar.brand, bar.place, bar.remark = self.context.t("ui.brand"), self.place, clean(remark)

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """End this screen with a result. A key pressed twice asks twice; only a screen in front can end."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def retold(self, session: "Session") -> None:
        """Take the chat below in another language; for screens over a chat that show its texts."""

    def contest_changed(self) -> None:
        """Something of the contest is no longer as it was; for screens that show it."""

    def tells_of(self, run: str) -> bool:
        """Whether what becomes of a run of the contest can be read here, so that no notice need tell it."""
        return False

    def commands(self) -> tuple[Command, ...]:
        """The commands that can be used now, own ones first."""
        return tuple(c for c in (*self.COMMANDS, *EVERYWHERE) if self.check_action(c.id, ()) is not False)

    def refresh_keys(self) -> None:
        """Show the keys of what can be done now; to be called when that changed."""
        shown = [command for command in self.commands() if command.shown and command is not HELP]
        bar = self.query_one(KeyBar)
        bar.keys = tuple(BarKey(c.key_cap, c.label(self.context.t), c.action, c.stays) for c in (*shown, HELP))

    async def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """Do what the key would have done."""
        message.stop()
        await self.run_action(message.action)


class GameModal(GameScreen[T], ModalScreen[T]):
    """A box over the screen below, with a title in its frame and its keys in the last line. Rules as for GameScreen."""

    COMMANDS: ClassVar[tuple[Command, ...]] = ()  # type: ignore[assignment]

    def compose(self) -> ComposeResult:
        """The box."""
        with Container(classes="box"):
            yield from self.body()
            yield KeyBar()
        yield Static(classes="too-small", markup=False)

    def set_title(self, place: str, remark: str = "") -> None:
        """Set the title in the frame and the remark in the frame below."""
        self.place = clean(place)
        box = self.query_one(".box")
        box.border_title = Content(f" {truncate(self.place, _TITLE_CELLS)} ") if place else None
        box.border_subtitle = Content(clean(remark))
