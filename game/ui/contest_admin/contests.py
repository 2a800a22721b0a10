"""The contests that somebody looks after."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from game.team.client.organiser import Organiser
from game.team.organising import Found, Governed
from game.ui.commands import Command
from game.ui.contest_admin import parts
from game.ui.contest_admin.ask import AskScreen, Said
from game.ui.contest_admin.asking import AskingScreen
from game.ui.contest_admin.table import Table
from game.ui.context import ScreenContext
from game.ui.widgets.picklist import PickList
from game.ui.widgets.prose import Prose, para


class ContestsScreen(AskingScreen):
    """Lists them; one that is taken is told by `Opened`."""

    CSS_PATH = "admin.tcss"
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("take", "enter", group="admin", area="team_admin"),
        Command("found", "n", group="admin", area="team_admin"),
        Command("leave", "escape,q", group="admin", area="team_admin"),
    )
    AUTO_FOCUS = "Table"

    class Opened(Message):
        """The organiser wants to look after a contest."""

        def __init__(self, slug: str) -> None:
            super().__init__()
            self.slug = slug
            """What it is called in addresses."""

    def __init__(self, context: ScreenContext, organiser: Organiser, every: float | None) -> None:
        super().__init__(context, every=every)
        self._organiser = organiser
        self._found: tuple[Governed, ...] = ()

    def body(self) -> ComposeResult:
        """A sentence, the table."""
        with Vertical(id="page"):
            yield Prose(id="head")
            yield Table()

    def ask_all(self) -> tuple[Governed, ...]:
        """Ask for the contests."""
        return self._organiser.contests()

    def take(self, found: tuple[Governed, ...]) -> None:
        """Keep them."""
        self._found = found

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(t("team_admin.screen.title"), self._organiser.address.url)
        words = self.problem.sentence(t) if self.problem else t("team_admin.screen.contests")
        self.query_one("#head", Prose).say(para(words, "bad" if self.problem else ""))
        self.query_one(Table).fill(*parts.contests(self._found, t))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be a contest to open, and one to make another one like."""
        return bool(self._found) if action in ("take", "found") else True

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.post_message(self.Opened(message.id))

    def action_take(self) -> None:
        """Open the highlighted contest."""
        self.query_one(Table).action_take()

    def action_found(self) -> None:
        """Make another one like the highlighted contest."""
        like = next(one for one in self._found if one.slug == self.query_one(Table).current)

        def then(said: Said | None) -> None:
            if said:
                wish = Found(said.fields["name"], said.reason)
                self.do(lambda: self._organiser.found(like.slug, wish), self._tell)

        question = AskScreen(
            self.context, lambda t: t("team_admin.command.found"),
            lambda t: t("team_admin.screen.found", contest=like.name), {"name": ""},
        )  # fmt: skip
        self.app.push_screen(question, then)

    def _tell(self, made: Governed) -> None:
        t = self.context.t
        when = t("team_admin.screen.found_next")
        self.say(t("team_admin.done.new", contest=made.name, slug=made.slug, code=made.code, when=when))

    def action_leave(self) -> None:
        """Leave."""
        self.app.exit()
