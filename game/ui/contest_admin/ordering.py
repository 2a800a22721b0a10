"""The keys of orders: each asks why, has the order given, and says what it did."""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from game.team.client import admin_words as words
from game.team.client.organiser import Organiser
from game.team.orders import ORDERS, needs_reason
from game.team.organising import Done, Governed, MemberSeen, Overview, RunSeen, TeamSeen
from game.text import Translator
from game.ui.commands import Command
from game.ui.contest_admin.ask import AskScreen, Said
from game.ui.contest_admin.asking import AskingScreen
from game.ui.contest_admin.deeds import Deed, Thing, deed, is_possible, times_to_set, times_wished
from game.ui.contest_admin.table import Table
from game.ui.context import ScreenContext
from game.ui.screens.question import Question, Words

ASKED = ("open_again", "close", "unfreeze", "reveal", "reveal_one", "void", "move", "readmit", "rotate-code")
"""Orders that a question is asked about; the others are told of by their name."""


def admin_command(id: str, keys: str, group: str = "contest", shown: bool = True) -> Command:
    """A command with its texts in the catalogue of this screen."""
    return Command(id, keys, group=group, area="team_admin", shown=shown)


DEEDS = (
    admin_command("void", "x", "row"), admin_command("restore", "r", "row"), admin_command("rename", "e", "row"),
    admin_command("move", "g", "row"), admin_command("hide", "h", "row"), admin_command("lead", "d", "row"),
    admin_command("readmit", "j", "row", shown=False),
    admin_command("freeze", "f"), admin_command("unfreeze", "u"), admin_command("reveal_one", "n"),
    admin_command("reveal", "v"), admin_command("close", "c"), admin_command("open", "o"),
    admin_command("times", "t"),
    admin_command("rotate_code", "k"), admin_command("wall_code", "w"),
)  # fmt: skip
DEED_IDS = frozenset(command.id for command in DEEDS)


class OrderingScreen(AskingScreen):
    """A screen from which orders are given. A subclass knows how the contest stands and which row is highlighted."""

    COMMANDS: ClassVar[tuple[Command, ...]] = ()

    def __init__(self, context: ScreenContext, organiser: Organiser, slug: str, every: float | None) -> None:
        super().__init__(context, every=every)
        self.organiser = organiser
        self.slug = slug

    @property
    @abstractmethod
    def overview(self) -> Overview | None:
        """How the contest stood when it was last seen."""

    @property
    @abstractmethod
    def thing(self) -> Thing:
        """What the highlighted row is about."""

    def is_possible(self, id: str) -> bool:
        """Whether a command can do something now."""
        return self.overview is not None and is_possible(id, self.overview.contest, self.thing)

    def order(self, id: str) -> None:
        """Ask why, then give an order."""
        overview, thing = self.overview, self.thing
        if overview is None or not is_possible(id, overview.contest, thing):
            return
        if id == "move" and isinstance(thing, MemberSeen):
            self.do(lambda: self.organiser.every_team(self.slug), lambda teams: self._ask_where(thing, overview, teams))
            return
        fields = {"name": getattr(thing, "name", "")} if id == "rename" else {}
        fields |= times_to_set(overview.contest) if id == "times" else {}
        self._ask(deed(id, overview.contest, thing), overview.contest, thing, fields)

    def _ask_where(self, member: MemberSeen, overview: Overview, teams: Sequence[TeamSeen]) -> None:
        """Which team a member is to be put into; who has gone on to something else meanwhile is not asked any more."""
        if not self.is_current:
            return
        others = {team.id: team.name for team in teams if team.id != member.team_id}

        def then(team: str | None) -> None:
            if team in others:
                moved = Deed("move", "move", {"member": member.id, "team": team})
                self._ask(moved, overview.contest, member, {}, others[team])

        answers: list[tuple[str, Words]] = [(id, _always(name)) for id, name in others.items()]
        answers.append(("leave_it", lambda t: t("team_admin.command.leave_it")))
        question = Question(
            self.context, lambda t: t("team_admin.command.move"),
            lambda t: t("team_admin.screen.where", who=member.name), answers,
        )  # fmt: skip
        self.app.push_screen(question, then)

    def _ask(
        self, deed: Deed, contest: Governed, thing: Thing, fields: Mapping[str, str], team: str = "", reason: str = ""
    ) -> None:
        """Why; and what else is wanted. What cannot be meant is asked for again, as it was typed."""

        def text(t: Translator) -> str:
            if deed.word not in ASKED:
                return t(f"team_admin.screen.sure.{deed.word}", contest=contest.name, who=_who(thing, t))
            what = words.run_of(thing, t) if isinstance(thing, RunSeen) else ""
            return t(f"team_admin.ask.{deed.word}", contest=contest.name, who=_who(thing, t), what=what, team=team)

        def then(said: Said | None) -> None:
            if said is None:
                return
            try:
                more = times_wished(contest, said.fields) if is_times else said.fields
            except ValueError as error:
                self._ask(deed, contest, thing, said.fields, team, said.reason)
                self.say(words.no_time(str(error), self.context.t), warning=True)
                return
            self._give(deed, contest, _who(thing, self.context.t), {**deed.values, **more, "reason": said.reason})

        is_times, must_say_why = deed.action == "times", needs_reason(deed.action)
        asked = AskScreen(
            self.context, lambda t: contest.name, text, fields, reason, may_be_empty=is_times, needs_reason=must_say_why
        )
        self.app.push_screen(asked, then)

    def _give(self, deed: Deed, contest: Governed, who: str, values: Mapping[str, Any]) -> None:
        order = ORDERS[deed.action](**values)

        def then(done: Done) -> None:
            if self.can_tell:
                self.query_one(Table).hold()
            self.say(words.done(deed.word, done, contest, who, self.context.t))

        self.do(lambda: self.organiser.order(self.slug, deed.action, order), then)

    def action_open(self) -> None:
        """Begin, or go on."""
        self.order("open")

    def action_close(self) -> None:
        """End it."""
        self.order("close")

    def action_times(self) -> None:
        """Move what is still to come."""
        self.order("times")

    def action_freeze(self) -> None:
        """Let the public board stand still."""
        self.order("freeze")

    def action_unfreeze(self) -> None:
        """Let it move again."""
        self.order("unfreeze")

    def action_reveal(self) -> None:
        """Show everything."""
        self.order("reveal")

    def action_reveal_one(self) -> None:
        """Show one more team."""
        self.order("reveal_one")

    def action_rotate_code(self) -> None:
        """Make a new code."""
        self.order("rotate_code")

    def action_wall_code(self) -> None:
        """Let the wall show the code, or no longer."""
        self.order("wall_code")

    def action_void(self) -> None:
        """Take the run out."""
        self.order("void")

    def action_restore(self) -> None:
        """Let the run count."""
        self.order("restore")

    def action_rename(self) -> None:
        """Call the team or the member otherwise."""
        self.order("rename")

    def action_move(self) -> None:
        """Put the member into another team."""
        self.order("move")

    def action_hide(self) -> None:
        """Show the member without a name, or with it again."""
        self.order("hide")

    def action_lead(self) -> None:
        """Make the member a lead, or no longer."""
        self.order("lead")

    def action_readmit(self) -> None:
        """Let the member join once more."""
        self.order("readmit")


def _always(name: str) -> Callable[[Translator], str]:
    return lambda t: name


def _who(thing: Thing, t: Translator) -> str:
    if isinstance(thing, RunSeen):
        return words.player(thing, t)
    return thing.name if thing else ""
