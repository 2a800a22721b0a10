"""The board of one computer: players take turns at ranked chats, and no server is needed.

Everything comes from the kept runs. Each is played again; what it proves counts, what was noted of it does not.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from game.engine import Replay, Run, replay, score
from game.format.shelf.catalogue import Catalogue
from game.lab.kept import FOLDER, Kept
from game.saves import BadRunError, RunMissingError, RunSummary, SavedRun, Saves
from game.story import PROMISE_STATES, Story, digest
from game.team.board import Board
from game.team.contest import Contest, Member, Roster, Team
from game.team.names import clean_name, name_key
from game.team.rules import ContestRules, Result
from game.text import LANGUAGES

LOCAL_RULES = ContestRules(ranked_share=0, ranked_least=1, min_group=1, shown_share=100)
"""Whoever sits at the same computer sees each other anyway."""
TEAM = "here"
NAMELESS = "-"
"""The member that stands for all who gave no name; on the board without one."""
LeftOut = Literal["unfinished", "story_gone", "story_changed", "broken", "carried_over"]
"""Why a ranked run does not count: it goes on; its story cannot be read; the story or the game's rules are no longer
the same; its record cannot be played to the end; it did not begin with the story's own stamina."""
Par = Callable[[Story, str], int | None]
"""Returns the best score that a deal of a story allows, None where that is not known."""
Read = Callable[[str], Story | None]
"""Returns the story of that id, None where it cannot be read."""


@dataclass(frozen=True, slots=True)
class LocalBoard:
    """All boards of one computer."""

    overall: Board
    stories: Mapping[str, Board]
    """by story, those that have a counted run"""
    left_out: Mapping[LeftOut, int]
    """how many ranked runs do not count, by reason"""
    unsolved: tuple[str, ...]
    """ids of stories whose best score is not known: there the score alone counts"""
    players: tuple[str, ...]
    """names given so far, the last one first"""
    used: Mapping[tuple[str, str], int]
    """attempts used, by member (see `member_of`) and story"""

    @property
    def boards(self) -> tuple[Board, ...]:
        """The overall board, then one for each story."""
        return (self.overall, *self.stories.values())


def local_board(
    saves: Saves, read: Read, par: Par, now: float, titles: Mapping[str, Mapping[str, str]] | None = None
) -> LocalBoard:
    """Count all ranked runs that are kept here. `now` is in seconds since the epoch. Raises SavesError."""
    count = _Count(read, par)
    ranked = [summary for summary in saves.history() if summary.mode == "ranked" and not summary.forked_from]
    for summary in sorted(ranked, key=lambda summary: (summary.started_at, summary.id)):
        count.add(summary, _loaded(saves, summary))
    contest = Contest("local", "", LOCAL_RULES, now=int(now), titles=titles or {})
    roster = Roster((Team(TEAM, ""),), tuple(count.members.values()))
    played = sorted({result.story for result in count.results})
    return LocalBoard(
        _without_teams(Board.of(contest, roster, count.results, kind="member")),
        {story: Board.of(contest, roster, count.results, kind="story", story=story) for story in played},
        count.left_out,
        tuple(sorted(count.unsolved)),
        _recent_names(ranked),
        count.used,
    )


def _without_teams(board: Board) -> Board:
    """A board on which no award is given to a team: there are none at one computer."""
    return replace(board, awards=tuple(award for award in board.awards if award.award != "mastered"))


def kept_par(folder: Path | None) -> Par:
    """Return what looks the best scores up that were found out before, kept beside the data saved in `folder`."""
    kept = Kept(folder / FOLDER if folder is not None else None)

    @cache
    def deals(story: Story) -> dict[str, int | None]:
        analysis = kept.get(story)
        return {deal.deal: deal.best_score for deal in analysis.deals} if analysis else {}

    return lambda story, deal: deals(story).get(deal)


def titles_of(stories: Catalogue) -> dict[str, dict[str, str]]:
    """Return the titles of the stories that can be played here: id to language (`zh`, `en`) to title."""
    listed = stories.stories()
    return {item.id: {language: item.header.title(language) for language in LANGUAGES} for item in listed}


def verified(story: Story, run: Run) -> Replay | LeftOut:
    """Return a finished run played again on its story, or why it does not count."""
    if run.digest != digest(story) or run.deal.variant not in {variant.id for variant in story.variants}:
        return "story_changed"
    if run.stamina is not None:
        return "carried_over"
    again = replay(story, run)
    if not again.same_story:
        return "story_changed"
    return again if again.complete and again.state.ended else "broken"


def proved_result(story: Story, saved: SavedRun, again: Replay, attempt: int, best_score: int | None) -> Result:
    """Return what a verified run shows. Raises ValueError for one that has not ended."""
    state = again.state
    if state.ending is None:
        raise ValueError("a result needs a chat that has ended")
    promises = Counter(PROMISE_STATES[promise] for promise in state.promises)
    return Result(
        run=saved.id,
        member=member_of(saved.run.player),
        team=TEAM,
        story=story.id,
        digest=saved.run.digest,
        deal=saved.run.deal.variant,
        attempt=attempt,
        score=score(story, state).total,
        best_score=best_score,
        grade=story.ending(state.ending).grade,
        stamina=state.stamina,
        promises_kept=promises["kept"],
        promises_broken=promises["broken"],
        played_at=saved.summary.last_played,
    )


def member_of(player: str) -> str:
    """Return who a player's name stands for: names that read alike are one person."""
    return name_key(clean_name(player)) or NAMELESS


class _Count:
    """The results so far."""

    def __init__(self, read: Read, par: Par) -> None:
        self._read, self._par = read, par
        self._stories: dict[str, Story | None] = {}
        self._attempts: Counter[tuple[str, str]] = Counter()
        self.used: dict[tuple[str, str], int] = {}
        self.members: dict[str, Member] = {}
        self.results: list[Result] = []
        self.left_out: Counter[LeftOut] = Counter()
        self.unsolved: set[str] = set()

    def add(self, summary: RunSummary, saved: SavedRun | None) -> None:
        """Take a ranked run in. One that was begun and left uses up an attempt, too."""
        member = member_of(summary.player)
        version = (member, saved.run.digest if saved else summary.story)
        self._attempts[version] += 1
        self.used[member, summary.story] = self._attempts[version]
        found = self._found(summary, saved, self._attempts[version])
        if isinstance(found, Result):
            name = clean_name(summary.player)
            self.results.append(found)
            self.members[member] = Member(member, TEAM, name, hidden=member == NAMELESS)
        else:
            self.left_out[found] += 1

    def _found(self, summary: RunSummary, saved: SavedRun | None, attempt: int) -> Result | LeftOut:
        if summary.result is None:
            return "unfinished"
        if saved is None:
            return "broken"
        story = self._story(summary.story)
        if story is None:
            return "story_gone"
        again = verified(story, saved.run)
        if not isinstance(again, Replay):
            return again
        best = self._par(story, saved.run.deal.variant)
        if best is None:
            self.unsolved.add(story.id)
        return proved_result(story, saved, again, attempt, best)

    def _story(self, id: str) -> Story | None:
        if id not in self._stories:
            self._stories[id] = self._read(id)
        return self._stories[id]


def _loaded(saves: Saves, summary: RunSummary) -> SavedRun | None:
    with suppress(BadRunError, RunMissingError):
        saved = saves.load(summary.id)
        return replace(saved, summary=summary)
    return None


def _recent_names(ranked: Iterable[RunSummary]) -> tuple[str, ...]:
    newest = sorted(ranked, key=lambda summary: (summary.started_at, summary.id), reverse=True)
    names: dict[str, str] = {}
    for summary in newest:
        if member_of(summary.player) != NAMELESS:
            names.setdefault(member_of(summary.player), clean_name(summary.player))
    return tuple(names.values())
