"""Joining a contest: the address, the code, a team, a name."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input

from game.saves.problems import SavesError
from game.team.client.errors import ContestError
from game.team.client.kinds import Membership
from game.team.names import NAME_CELLS, NameProblem, display_name
from game.text import Translator, cell_width
from game.ui.commands import Command
from game.ui.contest.errand import away
from game.ui.contest.fields import FIELDS, Fault, Wish, fault_sentence, faults_of, field_of, warning
from game.ui.context import ScreenContext
from game.ui.screens.base import GameModal
from game.ui.screens.question import Question, Words
from game.ui.widgets.prose import Prose, para

GO_ON, ANOTHER, LATER = "go_on", "another", "later"
_LONGEST = {"address": 300, "code": 64, "team": 4 * NAME_CELLS, "name": 4 * NAME_CELLS}


def _command(id: str, keys: str, shown: bool = True) -> Command:
    return Command(id, keys, shown, group="contest", area="ui_contest")


class JoinScreen(GameModal[Membership]):
    """Asks for four things and joins by `join`, in a thread. The result: the contest that was joined, or None.

    Who is in that contest already, as `known` says of a code, is asked whether somebody else is to join; the result may
    then be who one is there.
    """

    CSS_PATH = "join.tcss"
    AUTO_FOCUS = ""
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        _command("submit", "enter"), _command("close", "escape"),
        _command("next_field", "down,tab", shown=False), _command("field_before", "up,shift+tab", shown=False),
    )  # fmt: skip

    def __init__(
        self,
        context: ScreenContext,
        join: Callable[[Wish], Membership],
        known: Callable[[str], Sequence[Membership]],
        name: str = "",
    ) -> None:
        """`name` is what the player is called so far."""
        super().__init__(context)
        self._join = join
        self._known = known
        self._name = name
        self._faults: dict[str, Fault] = {}
        self._trouble: SavesError | None = None
        self._is_going = False

    def body(self) -> ComposeResult:
        """A sentence; each field behind its label, what is wrong with it below."""
        with VerticalScroll(id="form", can_focus=False):
            yield Prose(id="lead")
            for field in FIELDS:
                with Horizontal(classes="field"):
                    yield Prose(classes="label", id=f"label-{field}")
                    typed = self._name if field == "name" else ""
                    yield Input(typed, max_length=_LONGEST[field], id=field, select_on_focus=False)
                yield Prose(id=f"fault-{field}", classes="fault")
            yield Prose(id="state")

    def on_mount(self) -> None:
        """Begin with the address; nothing blinks."""
        for field in self.query(Input):
            field.cursor_blink = False
        self._field("address").focus()

    def _field(self, field: str) -> Input:
        return self.query_one(f"#{field}", Input)

    @property
    def wish(self) -> Wish:
        """What is typed."""
        return Wish(*(self._field(field).value for field in FIELDS))

    # Texts

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(t("ui_contest.join.title"))
        self.query_one("#lead", Prose).say(para(t("ui_contest.join.lead")), para(t("ui_contest.join.pay"), "dim"))
        labels = {field: t(f"ui_contest.join.{field}") for field in FIELDS}
        width = max(map(cell_width, labels.values())) + 2
        for field, label in labels.items():
            self.query_one(f"#label-{field}", Prose).say(para(label, "key"))
            self.query_one(f"#label-{field}").styles.width = width
            self.query_one(f"#fault-{field}").styles.margin = (0, 0, 0, width)
            self._field(field).placeholder = t(f"ui_contest.join.{field}_hint")
        self._tell_faults()

    def _tell_faults(self) -> None:
        """What is wrong with each field; at the address, too, what to be careful about."""
        t = self.context.t
        for field in FIELDS:
            fault, typed = self._faults.get(field), self._field(field).value
            place = self.query_one(f"#fault-{field}", Prose)
            wrong = fault_sentence(t, field, fault, typed) if fault else ""
            careful = warning(t, typed) if field == "address" else ""
            told = [para(wrong, "bad")] if wrong else [para(careful, "mid")] if careful else []
            place.say(*told)
            place.display = bool(told)
        state = self.query_one("#state", Prose)
        said = t("ui_contest.join.going") if self._is_going else ""
        trouble = self._trouble.problem.sentence(t) if self._trouble else ""
        state.say(para(trouble or said, "bad" if trouble else "key"))

    @on(Input.Changed)
    def _changed(self, message: Input.Changed) -> None:
        """What was wrong is being put right."""
        if self._faults.pop(message.input.id or "", None) or message.input.id == "address":
            self._tell_faults()

    # Going on

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self.action_submit()

    def action_submit(self) -> None:
        """The next field that is empty; where there is none, join."""
        if self._is_going:
            return
        empty = [field for field in FIELDS if not self._field(field).value.strip()]
        focused = self.focused.id if self.focused else ""
        later = [field for field in empty if field != focused]
        if later and focused not in empty:
            self._field(later[0]).focus()
            return
        self._go()

    def _go(self) -> None:
        self._faults, self._trouble = {**faults_of(self.wish)}, None
        known = () if self._faults else self._known_already()
        if self._faults:
            self._turn_to(next(iter(self._faults)))
        elif known:
            self._ask_who(known)
        else:
            self._start()
        self._tell_faults()

    def _turn_to(self, field: str) -> None:
        """Go to a field, and have it seen together with what is wrong with it, once that stands below it."""
        self._field(field).focus(scroll_visible=False)
        for id in (field, f"fault-{field}"):
            self.call_after_refresh(self.query_one(f"#{id}").scroll_visible, animate=False, immediate=True)

    def _known_already(self) -> Sequence[Membership]:
        with suppress(SavesError):  # joining will say it
            return self._known(self.wish.code)
        return ()

    def _ask_who(self, known: Sequence[Membership]) -> None:
        """Go on as who one is, or let somebody else join, too: colleagues may take turns at one computer."""
        mine = next((one for one in known if one.is_who(self.wish.team, self.wish.name)), None)

        def answered(answer: str | None) -> None:
            if answer == GO_ON:
                self.dismiss(mine or known[0])
            elif answer == ANOTHER:
                self._start()
                self._tell_faults()

        self.app.push_screen(_question(self.context, known, mine, display_name(self.wish.name)), answered)

    def _start(self) -> None:
        self._set_going(True)
        self.run_worker(self._joining(self.wish), group="join", exclusive=True)

    async def _joining(self, wish: Wish) -> None:
        try:
            joined = await away(lambda: self._join(wish))
        except (ContestError, NameProblem, SavesError) as error:
            if self.can_tell:
                self._refused(error)
        else:
            self.dismiss(joined)

    def _refused(self, error: ContestError | NameProblem | SavesError) -> None:
        self._set_going(False)
        if isinstance(error, SavesError):
            self._trouble = error
        else:
            field = field_of(error) if isinstance(error, ContestError) else "name"
            self._faults[field] = error
            self._turn_to(field)
        self._tell_faults()

    def _set_going(self, going: bool) -> None:
        self._is_going = going
        for field in self.query(Input):
            field.disabled = going

    def action_next_field(self) -> None:
        """To the next field."""
        self.focus_next(Input)

    def action_field_before(self) -> None:
        """To the field before."""
        self.focus_previous(Input)

    def action_close(self) -> None:
        """Do not join."""
        self.dismiss(None)


def _question(context: ScreenContext, known: Sequence[Membership], mine: Membership | None, name: str) -> Question:
    """Whether to go on as one of those `known`, `mine` before any other; or to join, by another name or once more."""
    first = mine or known[0]

    def text(t: Translator) -> str:
        names = t("ui_contest.join.and").join(one.name for one in known)
        return t("ui_contest.join.already", contest=first.title, names=names)

    go_on: tuple[str, Words] = (GO_ON, lambda t: t("ui_contest.join.go_on", name=first.name))
    how = "anew" if mine else "another"
    another: tuple[str, Words] = (ANOTHER, lambda t: t(f"ui_contest.join.{how}", name=name))
    later: tuple[str, Words] = (LATER, lambda t: t("ui_contest.join.later"))
    return Question(context, lambda t: t("ui_contest.join.twice"), text, [go_on, another, later])
