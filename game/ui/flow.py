"""The way through the game: which screen follows which. Screens are loaded when they are first visited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from game.format.problems.problem import Problem
from game.saves import SavesError
from game.ui.contest.flow import ContestFlow
from game.ui.desk import Desk, Telling
from game.ui.stage import Stage
from game.ui.thinking import Thinking

if TYPE_CHECKING:
    from game.engine import Deal, Mode, Session
    from game.saves.recording import Recording
    from game.saves.resume import Resumption
    from game.story import Story
    from game.team.client.kinds import RankedPlay
    from game.ui.screens.briefing import Beginning
    from game.ui.screens.chat.screen import ChatScreen
    from game.ui.screens.debrief.screen import DebriefScreen
    from game.ui.screens.home import HomeScreen

_SOLVES_AFTER = 0.5
"""Seconds in which a chat, or what was done in it, is painted before its deal is solved."""


class Flow:
    """Pushes screens and acts on their results."""

    def __init__(self, stage: Stage, desk: Desk, story: str | None, run: str | None, mode: Mode) -> None:
        self._stage = stage
        self._desk = desk
        self.first_story = story
        """The story that was asked for when the game was started."""
        self._run, self._mode = run, mode
        self._home: HomeScreen | None = None
        self.contest = ContestFlow(stage, desk, self._play_for_contest, self.brief, self._take_turn)
        self._thinking = Thinking(stage.services.solver)
        """About the chat that is open."""

    def home(self) -> HomeScreen:
        """Make the home screen."""
        from game.ui.screens.home import HomeScreen

        desk, card = self._desk, self.contest.venue.card
        self._home = HomeScreen(
            self._stage.context, self._visit, desk.board, desk.look_further, self._stage.services.clock, card
        )
        return self._home

    def _visit(self) -> None:
        self._desk.visit()
        self.contest.venue.refresh()

    @property
    def is_at_home(self) -> bool:
        """Whether nothing lies over home."""
        return len(self._stage.screen_stack) == 1

    def open(self) -> None:
        """Show the chat over home that was asked for when the game was started: a new one, or a run that is there."""
        self.contest.courier.start()
        if self.first_story and self._run:
            self._stage.call_after_refresh(self.go_on, self._run, self.first_story)
        elif self.first_story:
            self._stage.call_after_refresh(self._begin_unasked, self.first_story, self._mode)

    # Stories

    def brief(self, story_id: str) -> None:
        """Show what awaits the player in a story."""
        story = self._told(story_id)
        if story is None:
            return
        from game.ui.screens.briefing import BriefingScreen

        deal = self._desk.next_deal(story)
        offer = self.contest.venue.offer(story.id)
        screen = BriefingScreen(self._stage.context, story, deal, self._desk.telling(story_id), offer)

        def begin(way: Beginning | None) -> None:
            if way == "contest":
                self.contest.chats.play(story.id)
            elif way:
                self._begin(story_id, screen.story, deal, way)

        self._stage.push_screen(screen, begin)

    def go_on(self, run_id: str, story_id: str) -> None:
        """Go on with an unfinished chat, after saying what is no longer as it was."""
        if self.contest.resume(run_id):
            return
        story = self._told(story_id)
        if story is None:
            return
        try:
            resumption = self._desk.resumption(run_id, story)
        except SavesError as error:
            self._stage.say(error.problem.sentence(self._stage.context.t), warning=True)
            return
        if not resumption.notes:
            self._resume(resumption, story_id)
            return
        self._ask(
            "ui.resume_changed",
            lambda t: "\n".join(note.sentence(t) for note in resumption.notes),
            ("saves.offer.go_on", "ui.leave_it"),
            lambda: self._resume(resumption, story_id),
        )

    def _begin_unasked(self, story_id: str, mode: Mode) -> None:
        story = self._told(story_id)
        if story is not None and mode == "ranked" and self.contest.venue.offer(story.id):
            self.contest.chats.ask(story.id)
        elif story is not None:
            self._begin(story_id, story, self._desk.next_deal(story), mode)

    def _take_turn(self, player: str, story_id: str) -> None:
        story = self._told(story_id)
        if story is not None:
            self._begin(story_id, story, self._desk.next_deal(story), "ranked", player)

    def _begin(self, story_id: str, story: Story, deal: Deal, mode: Mode, name: str | None = None) -> None:
        """Open a new chat, in a name or in that of the settings."""
        language = self._stage.context.language
        player = self._stage.context.settings.player if name is None else name
        self._chat(lambda: self._desk.begin(story, deal, language, mode, player), story_id, fresh=True)

    def _resume(self, resumption: Resumption, story_id: str) -> None:
        language = self._stage.context.language
        self._chat(lambda: self._desk.go_on(resumption, language), story_id, fresh=False)

    def _chat(self, make: Callable[[], Recording], story_id: str, fresh: bool) -> None:
        """Open a chat; where it cannot be kept, ask whether to try again."""
        try:
            recording = make()
        except SavesError as error:
            sentence = error.problem.sentence
            self._ask(
                "ui.chat.not_kept", sentence, ("saves.offer.retry", "ui.leave_it"),
                lambda: self._chat(make, story_id, fresh),
            )  # fmt: skip
            return
        self._show_chat(recording, self._desk.telling(story_id), story_id, fresh)

    def _play_for_contest(self, ranked: RankedPlay) -> None:
        self._show_chat(ranked.recording, ranked.in_language, ranked.story.id, not ranked.is_resumed, ranked)

    def _show_chat(
        self, recording: Recording, telling: Telling, story_id: str, fresh: bool, ranked: RankedPlay | None = None
    ) -> None:
        from game.ui.screens.chat.screen import ChatScreen

        def look_back(session: Session) -> DebriefScreen:
            return self._look_back(session, recording.run_id)

        stopwatch = self._stage.services.stopwatch
        screen = ChatScreen(self._stage.context, recording, telling, look_back, fresh, stopwatch, ranked is None)
        is_early = ranked is not None and ranked.attempt < ranked.attempts
        waits = is_early or self._stage.is_web  # many games share the computer that hosts them
        self._thinking = Thinking(self._stage.services.solver, waits)
        self._stage.push_screen(screen, lambda wish: self._after_chat(wish, screen, story_id))
        self.think_soon(recording.session)

    def think_soon(self, session: Session) -> None:
        """See to it that the review of the open chat will be there when it ends."""
        thinking = self._thinking
        self._stage.set_timer(_SOLVES_AFTER, lambda: thinking.look(session))

    def _look_back(self, session: Session, run_id: str) -> DebriefScreen:
        """Make the debrief of a chat that ended."""
        from game.ui.screens.debrief.screen import DebriefScreen

        end = self.contest.end(run_id)
        review = None if end and end.withheld else self._thinking.review(session)
        found, stopwatch = self._desk.found(session.story.id), self._stage.services.stopwatch
        return DebriefScreen(self._stage.context, session, found, clock=stopwatch, review=review, end=end)

    def close(self) -> None:
        """Stop thinking about the chat that is left."""
        self._thinking.close()

    def _after_chat(self, wish: str | None, screen: ChatScreen, story_id: str) -> None:
        self.close()
        recording = screen.recording
        if self._home:
            self._home.refresh_board()
        self.contest.after_chat()
        if wish == "quit":
            self._stage.exit()
        elif wish == "reload":
            self.go_on(recording.run_id, story_id)
        elif wish == "again" and self.contest.is_playing(recording.run_id):
            self.contest.chats.ask(story_id)
        elif wish == "again":
            self._put_aside(recording)
            story = self._told(story_id)
            if story is not None:
                session = recording.session
                self._begin(story_id, story, self._desk.next_deal(story), session.mode, session.player)

    def _put_aside(self, recording: Recording) -> None:
        """A chat that is begun anew is no longer offered for going on."""
        try:
            if not recording.session.state.ended:
                self._desk.set_aside(recording.run_id)
        except SavesError as error:
            self._stage.say(error.problem.sentence(self._stage.context.t), warning=True)

    def _told(self, story_id: str) -> Story | None:
        """The story in the present language; None after saying why there is none."""
        found = self._desk.story(story_id, self._stage.context.story_language)
        if not isinstance(found, Problem):
            return found
        problem = found
        place = "/".join(Path(problem.file).parts[-2:])
        self._ask(
            "ui.story_broken",
            lambda t: "\n".join((f"{place}:{problem.line}", problem.message(t), problem.hint(t))),
            ("ui.leave_it",),
        )
        return None

    def _ask(
        self, title: str, text: Callable[..., str], answers: tuple[str, ...], then: Callable[[], None] | None = None
    ) -> None:
        """Ask something; `then` is done for the first of several answers. Titles and answers are keys."""
        from game.ui.screens.question import Question

        def words(key: str) -> Callable[..., str]:
            return lambda t: t(key)

        question = Question(self._stage.context, words(title), text, [(key, words(key)) for key in answers])
        self._stage.push_screen(question, lambda answer: then() if then and answer == answers[0] else None)
