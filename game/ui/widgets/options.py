"""A list of settings: a name, its value, and for the highlighted one a sentence on what it does."""

from dataclasses import dataclass
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from game.text.clean import clean
from game.text.width import truncate
from game.text.wrap import wrap
from game.ui.widgets.picklist import PickList
from game.ui.widgets.rows import Row, Span, row_width

_INDENT = 4


@dataclass(frozen=True, slots=True)
class Setting:
    """One row, in words; `steps` says that the value is one of several, to be gone through by left and right."""

    id: str
    name: str
    value: str
    remark: str = ""
    steps: bool = True


class Options(PickList):
    """Settings; Enter takes one, left and right go through its values."""

    PREFIX = "options"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"options--{role}" for role in ("name", "value", "arrow", "remark")}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
    ]
    DEFAULT_CSS = """
    Options {
        .options--value { text-style: bold; }
        .options--arrow { color: $key; }
        .options--remark { color: $note; }
    }
    """

    class Turned(Message):
        """The player wants the next value of a setting (step 1) or the one before (-1)."""

        def __init__(self, id: str, step: int) -> None:
            super().__init__()
            self.id = id
            """The setting's id."""
            self.step = step
            """1 or -1."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._settings: dict[str, Setting] = {}

    def set_settings(self, settings: list[Setting]) -> None:
        """Show these; the cursor stays on its row."""
        self._settings = {setting.id: setting for setting in settings}
        self.show(tuple(self._settings))

    def action_turn(self, step: int) -> None:
        """Ask for another value of the highlighted setting."""
        setting = self._settings[self.ids[self.cursor]]
        if setting.steps:
            self.post_message(self.Turned(setting.id, step))

    def take(self, index: int) -> None:
        """The next value; a setting without steps is picked."""
        if not 0 <= index < len(self.ids):
            return
        self.cursor = index
        if self._settings[self.ids[index]].steps:
            self.action_turn(1)
        else:
            super().take(index)

    def item_rows(self, index: int, width: int, current: bool) -> list[Row]:
        """Name and value in one row, the remark below the highlighted one."""
        setting = self._settings[self.ids[index]]
        arrows = ("< ", " >") if self.look.plain_signs else ("‹ ", " ›")
        before, after = arrows if current and setting.steps else ("  ", "  ")
        name = Span(truncate(clean(setting.name), width // 2), "name")
        value = Span(truncate(clean(setting.value), max(4, width // 2 - _INDENT)), "value")
        left: Row = (Span(f" {self.look.cursor if current else ' '}  ", "cursor"), name)
        right: Row = (Span(before, "arrow"), value, Span(after, "arrow"), Span(" "))
        gap = max(1, width - row_width(left) - row_width(right))
        rows: list[Row] = [(*left, Span(" " * gap), *right)]
        if current and setting.remark:
            room = max(8, width - _INDENT - 2)
            rows += [(Span(" " * _INDENT), Span(line, "remark")) for line in wrap(clean(setting.remark), room)]
        return rows
