"""The pages of the contest's screen as widgets: what the screen asks of each."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.message import Message
from textual.widget import Widget

from game.ui.contest import pages
from game.ui.contest.view import ContestView
from game.ui.context import ScreenContext
from game.ui.screens.board.page import LocalRanks
from game.ui.widgets.board import BoardList, Entry
from game.ui.widgets.picklist import PickList
from game.ui.widgets.prose import Prose
from game.ui.widgets.ranks import Rank, Ranks
from game.ui.widgets.sections import Page


class ContestPart(Widget):
    """One page."""

    def tell(self, context: ScreenContext, view: ContestView) -> None:
        """Set all texts."""

    def turn(self, step: int) -> bool:
        """Show what comes next on this page (1), or what came before (-1); False where there is no more."""
        return False

    def take_keys(self) -> None:
        """Focus what the keys are for."""
        self.focus(scroll_visible=False)


class StandingPart(Page, ContestPart):
    """One's own place, and who stands next to it."""

    def compose(self) -> ComposeResult:
        """Oneself, then the neighbours."""
        yield Prose(classes="own")
        yield Prose(classes="next")
        yield Ranks()

    def tell(self, context: ScreenContext, view: ContestView) -> None:
        """Set all texts."""
        self.query_one(".own", Prose).say(*pages.own_standing(context, view))
        self.query_one(".next", Prose).say(*pages.neighbours(context, view))
        self.query_one(Ranks).show(*pages.neighbour_ranks(context, view))


class TeamsPart(Page, ContestPart):
    """The table of teams and what is to be said about it."""

    def compose(self) -> ComposeResult:
        """A banner, the table, the rest."""
        yield Prose(classes="banner")
        yield Ranks()
        yield Prose(classes="about")

    def tell(self, context: ScreenContext, view: ContestView) -> None:
        """Set all texts."""
        board, banner = view.board.document, tuple(pages.teams(context, view))
        self.query_one(".banner", Prose).say(*banner)
        self.query_one(".banner").display = bool(banner)
        self.query_one(Ranks).show(*(pages.team_ranks(context, board) if board else (Rank("", "", "", ""), ())))
        self.query_one(".about", Prose).say(*(pages.about_teams(context, board) if board else ()))


class Items(BoardList):
    """A list on a page: digits turn pages here. It may end with the way to earlier items."""

    def show(self, ids: tuple[str, ...], cursor: int | None = None) -> None:
        """Lay out anew with these items; whoever was on the way to earlier ones is on the first of them."""
        last, here = self.ids[self.cursor - 1 : self.cursor], self.ids[self.cursor : self.cursor + 1]
        if cursor is None and here == (pages.EARLIER,) and last and last[0] in ids:
            cursor = ids.index(last[0]) + 1
        super().show(ids, cursor)

    def on_key(self, event: Key) -> None:
        """Leave the digits to the screen."""
        event.prevent_default()


class ListPart(Vertical, ContestPart):
    """A sentence and a list."""

    class Taken(Message):
        """The player takes an item."""

        def __init__(self, kind: str, id: str) -> None:
            super().__init__()
            self.kind = kind
            """`story`, `sent`, `mate` or `earlier`"""
            self.id = id
            """of the story or the run; empty for `earlier`"""

    def compose(self) -> ComposeResult:
        """The sentence above."""
        yield Prose()
        yield Items()

    def take_keys(self) -> None:
        """To the list."""
        self.query_one(Items).focus(scroll_visible=False)

    def show(self, entries: list[Entry]) -> None:
        """Show these items."""
        self.query_one(Items).set_entries(entries)

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        kind, _, id = message.id.partition(":")
        self.post_message(self.Taken(kind, id))


class StoriesPart(ListPart):
    """The stories of the contest."""

    def tell(self, context: ScreenContext, view: ContestView) -> None:
        """Set all texts."""
        self.query_one(Prose).say(pages.stories(context, view))
        self.show([pages.story_entry(context, story) for story in view.standing.stories])


class SentPart(ListPart):
    """What was sent and what waits; for leads the runs of the team, too."""

    def tell(self, context: ScreenContext, view: ContestView) -> None:
        """Set all texts."""
        self.query_one(Prose).say(pages.sent(context, view))
        self.show(pages.sent_entries(context, view.sendings, view.team_runs))


class HerePart(LocalRanks, ContestPart):
    """The board of this computer."""

    def tell(self, context: ScreenContext, view: ContestView) -> None:  # type: ignore[override]  # told a whole view
        """Set all texts."""
        LocalRanks.tell(self, context, view.here)

    def turn(self, step: int, around: bool = False) -> bool:
        """The next board of this computer, or the one before."""
        return LocalRanks.turn(self, step, around)
