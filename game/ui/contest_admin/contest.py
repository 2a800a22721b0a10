"""One contest: how it stands, its teams, members, runs and log, and everything that can be done to it."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from game.team.client import admin_words as words
from game.team.client.organiser import Organiser
from game.team.organising import Overview
from game.ui.commands import Command
from game.ui.contest_admin import parts
from game.ui.contest_admin.deeds import Thing
from game.ui.contest_admin.look import Look, Place, look
from game.ui.contest_admin.ordering import DEED_IDS, DEEDS, OrderingScreen, admin_command
from game.ui.contest_admin.part_bar import PartBar
from game.ui.contest_admin.parts import PARTS, Part
from game.ui.contest_admin.table import Table
from game.ui.context import ScreenContext
from game.ui.widgets.picklist import PickList
from game.ui.widgets.prose import Block, Prose, para
from game.ui.widgets.rows import Span


class ContestScreen(OrderingScreen):
    """Shows a contest, anew every few seconds; a run that is taken is told by `Watched`."""

    CSS_PATH = "admin.tcss"
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        admin_command("take", "enter", "row"),
        *DEEDS,
        admin_command("search", "slash", "row"),
        admin_command("more", "m", "row"),
        admin_command("before", "b", "row"),
        *(admin_command(f"part_{part}", str(number), "row", shown=False) for number, part in enumerate(PARTS, 1)),
        admin_command("next_part", "tab,right", "row", shown=False),
        admin_command("last_part", "shift+tab,left", "row", shown=False),
        admin_command("back", "escape,q", "row"),
    )
    AUTO_FOCUS = "Table"

    class WatchWanted(Message):
        """The organiser wants to read a run."""

        def __init__(self, slug: str, run: str) -> None:
            super().__init__()
            self.slug, self.run = slug, run

    def __init__(self, context: ScreenContext, organiser: Organiser, slug: str, every: float | None) -> None:
        super().__init__(context, organiser, slug, every)
        self.seen: Look | None = None
        self._places = [Place("teams")]
        """What is to be shown, behind the parts of the same table that come before."""

    def body(self) -> ComposeResult:
        """How it stands, the parts, what is searched for, the table."""
        with Vertical(id="page"):
            yield Prose(id="head")
            yield PartBar()
            yield Input(id="find", max_length=48)
            yield Table()
            yield Prose(id="range")

    def on_mount(self) -> None:
        """The field shows when it is wanted."""
        field = self.query_one(Input)
        field.display, field.cursor_blink = False, False
        self.query_one("#range").display = False

    def ask_all(self) -> Look:
        """Ask how it stands, and for the table that is shown."""
        return look(self.organiser, self.slug, self._places[-1])

    def take(self, found: Look) -> None:
        """Keep it, unless something else is wanted by now."""
        self.seen = found if found.place == self._places[-1] else self.seen

    @property
    def part(self) -> Part:
        """The table that is to be shown."""
        return self._places[-1].part

    @property
    def _shown(self) -> Look | None:
        """What was seen, where that is what is to be shown."""
        return self.seen if self.seen and self.seen.place == self._places[-1] else None

    @property
    def overview(self) -> Overview | None:
        """How it stood when it was last seen."""
        return self.seen.overview if self.seen else None

    @property
    def thing(self) -> Thing:
        """What the highlighted row is about."""
        current = self.query_one(Table).current if self.can_tell else ""
        if self.seen is None or self.seen.place.part != self.part:
            return None
        if self.seen.teams:
            return next((team for team in self.seen.teams.teams if team.id == current), None)
        if self.seen.members:
            return next((member for member in self.seen.members.members if member.id == current), None)
        return next((run for run in self.seen.runs.runs if run.run == current), None) if self.seen.runs else None

    # Words

    def retell(self) -> None:
        """Set all texts."""
        t, seen = self.context.t, self.seen
        self.query_one(PartBar).show(self._parts(), PARTS.index(self.part))
        self.query_one(Input).placeholder = t("team_admin.screen.find")
        if seen is None:
            self.set_title(self.slug, self.organiser.address.url)
            words_of = self.problem.sentence(t) if self.problem else t("team_admin.screen.asking")
            self.query_one("#head", Prose).say(para(words_of, "bad" if self.problem else "dim"))
            return
        contest = seen.overview.contest
        self.set_title(contest.name, words.state(contest, t))
        self.query_one("#head", Prose).say(*self._head(seen.overview))
        if seen.place.part == self.part:
            self.query_one(Table).fill(*self._filled(seen))
        blocks, bar = self._range(seen), self.query_one("#range", Prose)
        bar.display = bool(blocks)
        bar.say(*blocks)

    def _range(self, seen: Look) -> list[Block]:
        """Which of how many are shown, where that is not all of them."""
        before = seen.place.before
        if seen.listed is None or not (before or seen.listed.next):
            return []
        shown = self.query_one(Table).ids
        told = {"first": before + 1, "last": before + len(shown), "of": words.number(seen.listed.of)}
        return [para(self.context.t("team_admin.screen.range", **told), "note")]

    def _head(self, overview: Overview) -> list[Block]:
        t, contest = self.context.t, overview.contest
        counts = {"members": contest.members, "teams": contest.teams, "played": contest.played}
        people = t("team_admin.look.people_of", **counts)
        runs = t("team_admin.look.runs_of", runs=contest.runs, flagged=contest.flagged)
        reveal = "" if contest.covered is None else t("team_admin.look.covered_of", covered=contest.covered)
        code = Block((Span(f"{t('team_admin.look.code')} "), Span(words.code(contest, t), "key"),
                      Span(f" · {contest.address}" if contest.address else "", "note")))  # fmt: skip
        when = " · ".join(filter(None, (reveal, words.clock(contest, t))))
        blocks = [para(when, "strong"), code, para(f"{people} · {runs}", "note")]
        return [*blocks, para(self.problem.sentence(t), "bad")] if self.problem else blocks

    def _parts(self) -> list[tuple[str, str]]:
        contest, t = self.seen.overview.contest if self.seen else None, self.context.t
        counts = (contest.teams, contest.members, contest.runs) if contest else ()
        numbers = [f" {count}" for count in counts] or [""] * 3
        flagged = f" ({t('team_admin.screen.flagged', count=contest.flagged)})" if contest and contest.flagged else ""
        extra = dict(zip(PARTS, (*numbers[:2], numbers[2] + flagged, ""), strict=True))
        return [(f"part_{part}", t(f"team_admin.screen.part.{part}") + extra[part]) for part in PARTS]

    def _filled(self, seen: Look) -> parts.Filled:
        t = self.context.t
        if seen.members:
            return parts.members(seen.members.members, t)
        if seen.runs:
            return parts.runs(seen.runs.runs, t)
        return parts.log(seen.notes.notes, t) if seen.notes else parts.teams(seen.teams.teams if seen.teams else (), t)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can do nothing now is not offered."""
        if action in DEED_IDS:
            return self.is_possible(action)
        if action == "take":
            return self.thing is not None
        if action == "before":
            return len(self._places) > 1
        if action == "more":
            return self._shown is not None and self._shown.listed is not None and bool(self._shown.listed.next)
        return self.part == "members" if action == "search" else True

    # Going about

    def show_part(self, part: Part, member: str = "", find: str = "") -> None:
        """Show another table: everything, or a member's runs, or a team's members."""
        self._places = [Place(part, member, find)]
        field = self.query_one(Input)
        field.display = bool(find)
        with field.prevent(Input.Changed):
            field.value = find
        table = self.query_one(Table)
        table.fill((), (), self.context.t("team_admin.screen.asking"))
        table.focus()
        self.retell()
        self.refresh_keys()
        self.look()

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.action_take()

    @on(Table.Moved)
    def _moved(self, message: Table.Moved) -> None:
        message.stop()
        self.refresh_keys()

    def action_take(self) -> None:
        """A team's members, a member's runs, a run word by word."""
        thing = self.thing
        if thing is None:
            return
        if self.part == "teams":
            self.show_part("members", find=thing.name)
        elif self.part == "members":
            self.show_part("runs", member=self.query_one(Table).current)
        else:
            self.post_message(self.WatchWanted(self.slug, self.query_one(Table).current))

    def action_search(self) -> None:
        """Type a part of a name."""
        field = self.query_one(Input)
        field.display = True
        field.focus()

    def action_more(self) -> None:
        """Those that come next."""
        shown = self._shown  # None where the key came before the answer
        if shown and shown.listed and shown.listed.next:
            before = shown.place.before + len(self.query_one(Table).ids)
            self._places.append(replace(shown.place, after=shown.listed.next, before=before))
            self._turn()

    def action_before(self) -> None:
        """Those that came before."""
        self._places = self._places[:-1] or self._places
        self._turn()

    def _turn(self) -> None:
        self.query_one(Table).cursor = 0
        self.look()

    @on(Input.Changed)
    def _searched(self, message: Input.Changed) -> None:
        self._places = [replace(self._places[0], find=message.value.strip())]
        self.look()

    @on(Input.Submitted)
    def _found(self) -> None:
        self.query_one(Table).focus()

    def action_part_teams(self) -> None:
        """The teams."""
        self.show_part("teams")

    def action_part_members(self) -> None:
        """The members, all of them."""
        self.show_part("members")

    def action_part_runs(self) -> None:
        """The runs, everybody's."""
        self.show_part("runs")

    def action_part_log(self) -> None:
        """What was done."""
        self.show_part("log")

    def action_next_part(self) -> None:
        """The next table."""
        self.show_part(PARTS[(PARTS.index(self.part) + 1) % len(PARTS)])

    def action_last_part(self) -> None:
        """The table before."""
        self.show_part(PARTS[PARTS.index(self.part) - 1])

    def action_back(self) -> None:
        """Out of a search or of a member's runs, else back to the contests."""
        place = self._places[-1]
        if place.find or place.member or self.query_one(Input).display:
            self.show_part("members" if place.member else place.part)
        else:
            self.dismiss(None)
