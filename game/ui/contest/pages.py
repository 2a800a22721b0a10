"""The pages of the contest's screen as paragraphs, tables and items. Pure."""

from collections.abc import Iterator, Sequence

from game.team.client.kinds import RankedStory, Sending, TeamRun, TeamRuns
from game.team.document import BoardDocument, Row
from game.team.told import attempts_of, line_of, name_of, place_of, title_of
from game.text import Translator
from game.ui.contest.view import ContestView
from game.ui.contest.words import ROLES, clock_time, place, seen, sending_line, state_sentence
from game.ui.context import ScreenContext
from game.ui.screens.board.page import award_blocks
from game.ui.widgets.board import Entry
from game.ui.widgets.look import Look
from game.ui.widgets.prose import GAP, Block, para
from game.ui.widgets.ranks import Rank
from game.ui.widgets.rows import Span

EARLIER = "earlier:"
"""The item that leads to earlier runs of the team."""
_TICKS = 5
"""The newest runs of the ticker that are shown."""


def head(context: ScreenContext, view: ContestView) -> Iterator[Block]:
    """Above every page: how far the contest is, and of when what is shown is."""
    yield para(state_sentence(context.t, view.standing, view.now), "strong")
    old = seen(context.t, view.standing)
    if old:
        yield para(old, "mid")


def own_standing(context: ScreenContext, view: ContestView) -> Iterator[Block]:
    """Who one is and where one stands."""
    t, mine, standing = context.t, view.standing.membership, view.standing
    who = t("ui_contest.standing.who", name=mine.name, team=mine.team)
    more = ["lead"] * standing.is_lead + ["hidden"] * standing.hidden
    marks = "".join(f"   {t(f'ui_contest.standing.{mark}')}" for mark in more)
    yield Block((Span(who, "strong"), Span(marks, "note")))
    used = t("ui_contest.standing.attempts", count=standing.attempts)
    yield Block((Span(place(t, standing), "title"), Span(f"   {used}" if standing.attempts else "", "note")))
    waiting = sum(not sending.sent for sending in view.sendings)
    if waiting:
        yield para(t("ui_contest.standing.waiting", count=waiting), "mid")
    if mine.is_plain:
        yield GAP
        yield para(t("team_client.plain_http"), "mid")


def neighbours(context: ScreenContext, view: ContestView) -> Iterator[Block]:
    """The heading over one's neighbours, or why there are none."""
    rows = len(view.neighbours.rows)
    yield para(context.t("ui_contest.standing.neighbours"), "heading")
    if rows < 2:
        yield para(context.t(f"ui_contest.standing.{'alone' if rows else 'nobody'}"), "note")


def neighbour_ranks(context: ScreenContext, view: ContestView) -> tuple[Rank, list[Rank]]:
    """One's neighbours under their headings."""
    return _heading(context.t, ""), [_rank(context, row, view.neighbours.me) for row in view.neighbours.rows]


def team_ranks(context: ScreenContext, board: BoardDocument) -> tuple[Rank, list[Rank]]:
    """The teams under their headings, with how their places moved."""
    return _heading(context.t, context.t("ui_contest.teams.change")), [_rank(context, row) for row in board.rows]


def teams(context: ScreenContext, view: ContestView) -> Iterator[Block]:
    """Above the table of teams: being revealed, or empty."""
    t, board = context.t, view.board.document
    if board is None:
        yield para(t("ui_contest.teams.never"), "note")
        return
    if board.reveal:
        yield para(t("ui_contest.teams.covered", covered=board.reveal.covered, of=board.reveal.of), "mid")
    if not board.rows:
        yield para(t("ui_contest.teams.none"), "note")


def about_teams(context: ScreenContext, board: BoardDocument) -> Iterator[Block]:
    """Below the table of teams: who is filling up, awards, the rule, what just happened."""
    t = context.t
    if board.filling:
        yield para(t("ui_contest.teams.filling"), "heading")
        for team in board.filling:
            told = {"name": team.name, "played": team.played, "members": team.members, "needed": team.needed}
            yield para(t("ui_contest.teams.filling_team", **told), lead="· ")
        yield GAP
    awards = list(award_blocks(context, board.awards, board.titles))
    yield from [*awards, GAP] if awards else []
    yield from _ticker(t, board)
    yield para(t("team.board.rule"), "heading")
    yield para(board.rule.get(t.language, ""), "note")


def _ticker(t: Translator, board: BoardDocument) -> Iterator[Block]:
    if not board.ticker:
        return
    yield para(t("ui_contest.teams.ticker"), "heading")
    for tick in board.ticker[:_TICKS]:
        story = title_of(tick.story, board.titles, t)
        key = "tick_quiet" if tick.points is None else "tick"
        told = {"time": clock_time(tick.at), "team": tick.team, "story": story, "points": tick.points or 0}
        yield para(t(f"ui_contest.teams.{key}", **told), "note")
    yield GAP


def stories(context: ScreenContext, view: ContestView) -> Block:
    """Above the stories: what can be done with them."""
    state = view.standing.state
    told = {"planned": "sealed", "closed": "over", "revealed": "over"}.get(state, "lead")
    if not view.standing.stories and told == "lead":
        told = "none"
    return para(context.t(f"ui_contest.stories.{told}"), "note")


def story_entry(context: ScreenContext, story: RankedStory) -> Entry:
    """A story with its attempts, its points and what waits."""
    t = context.t
    left = story.attempts - story.attempts_used
    facts = [
        t("ui_contest.stories.left", left=left, attempts=story.attempts) if left > 0
        else t("ui_contest.stories.spent", attempts=story.attempts)
    ]  # fmt: skip
    if story.run:
        facts.append(t("ui_contest.stories.unfinished"))
    elif story.has_ticket and left > 0:
        facts.append(t("ui_contest.stories.ready"))
    if story.waiting:
        facts.append(t("ui_contest.stories.waiting", count=story.waiting))
    key, points = ("no_best", 0) if story.points is None else ("best", story.points)
    best = t(f"ui_contest.stories.{key}", points=points)
    return Entry(f"story:{story.id}", story.title(t.language), t("ui_contest.card.dot").join(facts), remarks=(best,))


def sent(context: ScreenContext, view: ContestView) -> Block:
    """Above the results."""
    return para(context.t(f"ui_contest.sent.{'lead' if view.sendings or view.team_runs.runs else 'none'}"), "note")


def sent_entries(context: ScreenContext, sendings: Sequence[Sending], mates: TeamRuns) -> list[Entry]:
    """One's own runs with what became of them, then those of the team, and the way to earlier ones."""
    heading = context.t("ui_contest.sent.mates")
    others = [_mate_entry(context, run, "" if number else heading) for number, run in enumerate(mates.runs)]
    earlier = [_earlier_entry(context, len(mates.runs))] if mates.more else []
    return [*(_sent_entry(context, sending) for sending in sendings), *others, *earlier]


def _sent_entry(context: ScreenContext, sending: Sending) -> Entry:
    t = context.t
    key = "item" if sending.attempt else "item_plain"
    title = t(f"ui_contest.sent.{key}", title=sending.title(t.language), attempt=sending.attempt)
    return Entry(f"sent:{sending.run}", title, sending_line(t, sending))


def _mate_entry(context: ScreenContext, run: TeamRun, heading: str) -> Entry:
    t = context.t
    who = run.name or t("team.board.hidden")
    title = t("ui_contest.sent.mate", name=who, title=run.title(t.language), attempt=run.attempt)
    state = t(f"team_client.state.{run.state}")
    told = state if run.points is None else t("ui_contest.sent.points", state=state, points=run.points)
    return Entry(f"mate:{run.run}", title, told, heading=heading)


def _earlier_entry(context: ScreenContext, count: int) -> Entry:
    shown = context.t("ui_contest.sent.latest", count=count)
    return Entry(EARLIER, context.t("ui_contest.sent.earlier"), remarks=(shown,))


def sending_blocks(context: ScreenContext, sending: Sending) -> list[Block]:
    """What became of a run, beside its debrief."""
    t = context.t
    lead = t("ui_contest.sending.heading")
    return [Block((Span(f"{lead}  ", "key"), Span(sending_line(t, sending), ROLES[sending.state])))]


def _heading(t: Translator, change: str) -> Rank:
    names = ("place", "name", "points", "attempts", "course")
    place_, name, points, attempts, course = (t(f"team.board.{column}") for column in names)
    return Rank(place_, name, points, attempts, course, change=change)


def _rank(context: ScreenContext, row: Row, me: str = "") -> Rank:
    t, look = context.t, context.look
    line = line_of(row.spark, plain=look.plain_signs)
    change, moved = _change(t, look, row)
    numbers = (str(row.score), attempts_of(row), line)
    mine = bool(me) and row.id == me
    return Rank(place_of(row), name_of(row, t), *numbers, row.place == 1, mine, change, moved)


def _change(t: Translator, look: Look, row: Row) -> tuple[str, str]:
    """How a place moved, with its role."""
    if row.change is None:
        return t("ui_contest.teams.new"), ""
    return look.amount(row.change) or "–", "up" if row.change > 0 else "down" if row.change < 0 else ""
