"""What is asked before an order is given: why, and what else it takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from game.text import clean
from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.screens.base import GameModal
from game.ui.screens.question import Words
from game.ui.widgets.prose import GAP, Prose, para

_LONGEST_REASON = 300
_LONGEST_FIELD = 48


@dataclass(frozen=True, slots=True)
class Said:
    """What the organiser typed."""

    reason: str
    fields: Mapping[str, str] = field(default_factory=dict)
    """what else was asked for, by field"""


class AskScreen(GameModal[Said]):
    """Asks for a reason, and for what else an order takes. The result: Said, or None for Esc."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("do_it", "f10", cap="Enter", group="admin", area="team_admin"),
        Command("leave_it", "escape", group="admin", area="team_admin"),
    )
    AUTO_FOCUS = "Input"

    def __init__(
        self, context: ScreenContext, title: Words, text: Words, fields: Mapping[str, str] | None = None,
        reason: str = "", *, may_be_empty: bool = False, needs_reason: bool = True,
    ) -> None:  # fmt: skip
        """`fields`: what is wanted besides the reason, and what it is now; `may_be_empty` tells of these alone."""
        super().__init__(context)
        self._title, self._text = title, text
        self._fields, self._reason = dict(fields or {}), reason
        self._may_be_empty, self._needs_reason = may_be_empty, needs_reason
        self._is_missing = False

    def body(self) -> ComposeResult:
        """The question, the fields."""
        yield Prose()
        for id, now in self._fields.items():
            yield Input(clean(now), max_length=_LONGEST_FIELD, id=id)
        yield Input(self._reason, max_length=_LONGEST_REASON, id="reason")

    def on_mount(self) -> None:
        """The fields do not blink: pictures of them must not change."""
        for one in self.query(Input):
            one.cursor_blink = False

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(self._title(t))
        missing = [GAP, para(t("team_admin.screen.missing"), "bad")] if self._is_missing else []
        self.query_one(Prose).say(para(self._text(t)), *missing)
        for one in self.query(Input):
            asked, is_one_of_many = t(f"team_admin.screen.{self._asked_for(one.id or '')}"), len(self._fields) > 1
            one.border_title, one.placeholder = (asked, "") if is_one_of_many else (None, asked)

    @on(Input.Submitted)
    def _next(self, message: Input.Submitted) -> None:
        message.stop()
        if message.input.id == "reason":
            self.action_do_it()
        else:
            self.focus_next(Input)

    def action_do_it(self) -> None:
        """Give the order, if all is said."""
        said = Said(self._typed("reason"), {id: self._typed(id) for id in self._fields})
        is_explained = bool(said.reason) or not self._needs_reason
        if is_explained and (self._may_be_empty or all(said.fields.values())):
            self.dismiss(said)
            return
        self._is_missing = True
        self.retell()

    def action_leave_it(self) -> None:
        """Do nothing."""
        self.dismiss(None)

    def _asked_for(self, id: str) -> str:
        return "remark" if id == "reason" and not self._needs_reason else id

    def _typed(self, id: str) -> str:
        return next((one.value.strip() for one in self.query(Input) if one.id == id), "")
