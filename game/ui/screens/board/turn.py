"""Whose turn it is: a name, then a story, and a ranked chat begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from game.team.local import LOCAL_RULES, LocalBoard, member_of
from game.team.names import NAME_CELLS, NameProblem, display_name
from game.text import Translator
from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.screens.base import GameModal
from game.ui.widgets.picklist import Menu, PickList
from game.ui.widgets.prose import GAP, Prose, para

BACK = Command("close", "escape", group="team", area="team")
NEW = "new"
_NAMES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Turn:
    """Who plays what."""

    player: str
    story: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A story that can be played: its id, and its title by language."""

    id: str
    titles: dict[str, str]


class TurnScreen(GameModal[Turn]):
    """Asks for a name, one used before or a new one, then for a story. The result: a Turn, or None."""

    CSS_PATH = "turn.tcss"
    AUTO_FOCUS = ""
    COMMANDS: ClassVar[tuple[Command, ...]] = (BACK,)

    def __init__(self, context: ScreenContext, offers: Sequence[Offer], board: LocalBoard) -> None:
        super().__init__(context)
        self._offers = tuple(offers)
        self._board = board
        self._player = ""
        self._types = not board.players
        self._problem: NameProblem | None = None

    def body(self) -> ComposeResult:
        """A sentence, then names, a field or stories."""
        yield Prose()
        yield Input(max_length=2 * NAME_CELLS)
        yield Menu()

    def on_mount(self) -> None:
        """The field does not blink: pictures of it must not change."""
        self.query_one(Input).cursor_blink = False

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(t("team.turn.title"))
        sentence = t("team.turn.story", name=self._player) if self._player else self._rule(t)
        fault = [GAP, para(self._problem.sentence(t), "bad")] if self._problem else []
        self.query_one(Prose).say(para(sentence), *fault)
        field, menu = self.query_one(Input), self.query_one(Menu)
        field.placeholder = t("team.turn.name")
        field.display, menu.display = self._types, not self._types
        menu.set_items(self._stories(t) if self._player else self._names(t))
        (field if self._types else menu).focus()

    def _rule(self, t: Translator) -> str:
        return t("team.turn.rule", attempts=LOCAL_RULES.attempts)

    def _names(self, t: Translator) -> list[tuple[str, str, str]]:
        known = [(f"player:{name}", name, "") for name in self._board.players[:_NAMES_SHOWN]]
        return [*known, (NEW, t("team.turn.new"), "")]

    def _stories(self, t: Translator) -> list[tuple[str, str, str]]:
        return [(f"story:{o.id}", o.titles.get(t.language, o.id), self._tries(o.id, t)) for o in self._offers]

    def _tries(self, story: str, t: Translator) -> str:
        used = self._board.used.get((member_of(self._player), story), 0)
        if used >= LOCAL_RULES.attempts:
            return t("team.turn.spent")
        return t("team.turn.tries", number=used + 1, attempts=LOCAL_RULES.attempts)

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        kind, _, rest = message.id.partition(":")
        if kind == "story":
            self.dismiss(Turn(self._player, rest))
        elif kind == "player":
            self._choose(rest)
        else:
            self._types = True
            self.retell()

    @on(Input.Submitted)
    def _named(self, message: Input.Submitted) -> None:
        message.stop()
        self._choose(message.value)

    def _choose(self, name: str) -> None:
        try:
            self._player, self._types, self._problem = display_name(name), False, None
        except NameProblem as problem:
            self._problem = problem
        self.query_one(Menu).cursor = 0
        self.retell()

    def action_close(self) -> None:
        """One step back, at last to the board."""
        if self._player or (self._types and self._board.players):
            self._player, self._types, self._problem = "", not self._board.players, None
            self.retell()
        else:
            self.dismiss(None)
