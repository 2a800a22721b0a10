"""Ranked chats of a contest: begun, gone on with, ended, watched."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.saves import SavesError
from game.team.client.errors import ContestError
from game.ui.contest.sending import RankedEnd
from game.ui.contest.venue import ContestOffer, Venue
from game.ui.contest.waiting import Problem, Waiting, sentence_of
from game.ui.contest.watch import WatchScreen
from game.ui.screens.question import Question, Words
from game.ui.stage import Stage
from game.ui.thinking import Thinking

if TYPE_CHECKING:
    from game.engine import Session
    from game.team.client.kinds import RankedPlay, Sending, Watched

GO, PRACTISE, LATER = "go", "practise", "later"


def words(key: str, **values: object) -> Words:
    """What says a message."""
    return lambda t: t(key, **values)


class ContestChats:
    """Opens chats by `open_chat`; a story that cannot be begun may be practised by `practise`."""

    def __init__(
        self,
        stage: Stage,
        venue: Venue,
        waiting: Waiting,
        open_chat: Callable[[RankedPlay], None],
        practise: Callable[[str], None],
    ) -> None:
        self._stage = stage
        self._venue = venue
        self._waiting = waiting
        self._open_chat = open_chat
        self._practise = practise

    def ask(self, story: str) -> None:
        """Say what an attempt means, and begin it if the player wants to."""
        offer, found = self._venue.offer(story), self._venue.play.ranked_story(story)
        if offer is None or found is None:
            self._practise(story)
            return
        if offer.is_spent:
            self._stage.say(self._stage.context.t("team_client.error.spent", attempts=offer.attempts))
            return
        self._ask_to_begin(story, offer, found.title)

    def _ask_to_begin(self, story: str, offer: ContestOffer, title: Callable[[str], str]) -> None:
        key, go = ("resume", "go_on") if offer.is_begun else ("ask", "go")
        question = Question(
            self._stage.context,
            words("ui_contest.start.title"),
            lambda t: t(
                f"ui_contest.start.{key}", story=title(t.language), attempt=offer.attempt, attempts=offer.attempts
            ),
            [(GO, words(f"ui_contest.start.{go}")), (LATER, words("ui_contest.start.not_now"))],
        )
        self._stage.push_screen(question, lambda answer: self.play(story) if answer == GO else None)

    def play(self, story: str) -> None:
        """Begin an attempt, or go on with the one that has begun; where that fails, say what can be done."""
        self._waiting.wait_for(
            "ui_contest.start.getting", lambda: self._venue.play.start_ranked(story), self._open,
            lambda problem: self._failed(story, problem),
        )  # fmt: skip

    def resume(self, run: str) -> bool:
        """Go on with an unfinished chat; False where it is of no contest."""
        try:
            ranked = self._venue.play.resume_ranked(run) if self._venue.has_joined else None
        except (ContestError, SavesError) as problem:
            self._stage.say(sentence_of(problem, self._stage.context.t), warning=True)
            return True
        if ranked is not None:
            self._open(ranked)
        return ranked is not None

    def _open(self, ranked: RankedPlay) -> None:
        """Open the chat, after saying what is no longer as it was."""
        if not ranked.notes:
            self._open_chat(ranked)
            return
        question = Question(
            self._stage.context,
            words("ui_contest.start.changed"),
            lambda t: "\n".join(note.sentence(t) for note in ranked.notes),
            [(GO, words("ui_contest.start.go_on")), (LATER, words("ui_contest.start.not_now"))],
        )
        self._stage.push_screen(question, lambda answer: self._open_chat(ranked) if answer == GO else None)

    def _failed(self, story: str, problem: Problem) -> None:
        answers = [(GO, words("ui_contest.retry"))] if _may_pass(problem) else []
        if self._venue.play.practice_name(story):
            answers.append((PRACTISE, words("ui_contest.start.practise")))
        answers.append((LATER, words("ui_contest.start.not_now")))
        question = Question(
            self._stage.context, words("ui_contest.start.failed"), lambda t: sentence_of(problem, t), answers
        )

        def answered(answer: str | None) -> None:
            if answer == GO:
                self.play(story)
            elif answer == PRACTISE:
                self._practise(story)

        self._stage.push_screen(question, answered)

    # After the end

    def is_of_contest(self, run: str) -> bool:
        """Whether a run is played for a contest."""
        return self._venue.has_joined and self._venue.play.is_of_contest(run)

    def end(self, run: str) -> RankedEnd | None:
        """What the debrief of a run is told; None where it is of no contest."""
        try:
            if not self.is_of_contest(run):
                return None
            return RankedEnd(run, lambda: self.sending(run), self._venue.play.withheld(run))
        except SavesError:
            return None

    def sending(self, run: str) -> Sending | None:
        """What became of a run, as far as is known here."""
        try:
            return self._venue.play.sending(run)
        except SavesError:
            return None

    def watch(self, run: str) -> None:
        """Play a run back."""

        def open_it(watched: Watched) -> None:
            end = self.end(run)
            look_back = None if end is None or end.withheld else lambda session: self._look_back(session, end)
            self._stage.push_screen(WatchScreen(self._stage.context, watched, look_back))

        self._waiting.wait_for("ui_contest.watch.getting", lambda: self._venue.play.watch(run), open_it)

    def _look_back(self, session: Session, end: RankedEnd) -> None:
        """Show the whole debrief of an earlier run."""
        from game.ui.screens.debrief.screen import DebriefScreen

        services = self._stage.services
        thinking = Thinking(services.solver, waits=True)
        review = thinking.review(session)
        screen = DebriefScreen(self._stage.context, session, page=0, clock=services.stopwatch, review=review, end=end)

        def close(wish: str | int | None) -> None:
            thinking.close()
            if wish == "again":
                self.ask(session.story.id)

        self._stage.push_screen(screen, close)


def _may_pass(problem: Problem) -> bool:
    return isinstance(problem, SavesError) or problem.can_wait
