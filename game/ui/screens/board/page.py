"""The boards of this computer, overall and a story each: one is shown at a time."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from game.saves.problems import SavesProblem
from game.team.board import Board, printed_rule
from game.team.document import AwardRow
from game.team.local import LocalBoard
from game.team.told import attempts_of, award_lines, line_of, name_of, notes, place_of, title_of
from game.ui.context import ScreenContext
from game.ui.widgets.prose import GAP, Block, Prose, para
from game.ui.widgets.ranks import Rank, Ranks
from game.ui.widgets.rows import Span


class LocalRanks(VerticalScroll):
    """Which board, the table, and what is to be said about it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._told: tuple[ScreenContext, LocalBoard] | None = None
        self._number = 0

    def compose(self) -> ComposeResult:
        """Its name, the table, the rest."""
        yield Prose(classes="which")
        yield Ranks()
        yield Prose(classes="about")

    @property
    def board(self) -> Board | None:
        """The one that is shown."""
        return self._told[1].boards[self._number] if self._told else None

    @property
    def is_several(self) -> bool:
        """Whether there is another one to turn to."""
        return self._told is not None and len(self._told[1].boards) > 1

    def tell(self, context: ScreenContext, found: LocalBoard | SavesProblem) -> None:
        """Show the same board of these, or why there is none."""
        which, about = self.query_one(".which", Prose), self.query_one(".about", Prose)
        if isinstance(found, SavesProblem):
            self._told = None
            which.say(para(found.sentence(context.t)))
            self.query_one(Ranks).show(Rank("", "", "", ""), ())
            about.say()
            return
        self._told, self._number = (context, found), self._number % len(found.boards)
        board = found.boards[self._number]
        which.say(*self._which(context, found, board))
        self._fill(context, board)
        about.say(*_about(context, found, board))

    def turn(self, step: int, around: bool = False) -> bool:
        """Show the board after (1) or before (-1), or `around` from the last to the first; False where is none."""
        many = len(self._told[1].boards) if self._told else 1
        if self._told is None or not (around or 0 <= self._number + step < many):
            return False
        self._number = (self._number + step) % many
        self.scroll_home(animate=False)
        self.tell(*self._told)
        return True

    def _which(self, context: ScreenContext, found: LocalBoard, board: Board) -> Iterator[Block]:
        t, titles = context.t, board.contest.titles
        name = title_of(board.story, titles, t) if board.story else t("team.board.overall")
        many = len(found.boards)
        place = f"   {self._number + 1}/{many}" if many > 1 else ""
        yield Block((Span(name, "title"), Span(place, "dim")))
        if not board.rows:
            yield GAP
            yield para(t("team.local.nobody_here"))

    def _fill(self, context: ScreenContext, board: Board) -> None:
        t = context.t
        columns = ("place", "name", "points", "attempts", "course")
        place, name, points, attempts, course = (t(f"team.board.{column}") for column in columns)
        ranks = [
            Rank(
                place_of(row), name_of(row, t), str(row.score), attempts_of(row),
                line_of(row.spark, plain=context.settings.plain_signs), row.place == 1,
            )
            for row in board.rows
        ]  # fmt: skip
        self.query_one(Ranks).show(Rank(place, name, points, attempts, course), ranks)


def _about(context: ScreenContext, found: LocalBoard, board: Board) -> Iterator[Block]:
    t = context.t
    awards = list(award_blocks(context, board.awards, board.contest.titles))
    yield from awards
    if board.rows:
        yield from [GAP] if awards else []
        yield para(t("team.board.rule"), "heading")
        yield para(printed_rule(board.kind, board.contest.rules)[t.language], "note")
    for note in notes(found, t, in_app=True):
        yield GAP
        yield para(note, "dim")


def award_blocks(
    context: ScreenContext, awards: Iterable[AwardRow], titles: Mapping[str, Mapping[str, str]]
) -> Iterator[Block]:
    """The awards under their heading; nothing where there are none."""
    t = context.t
    told = list(award_lines(awards, titles, t))
    if told:
        yield para(t("team.board.awards"), "heading")
    for what, who in told:
        yield Block((Span(what, "strong"), Span(t("team.board.colon")), Span(who)))
