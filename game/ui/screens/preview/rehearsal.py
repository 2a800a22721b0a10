"""A chat that can go anywhere in its story, back and forth, and keeps nothing."""

import asyncio
import time
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import replace

from game.analysis.facts import Play
from game.engine import Deal, Session
from game.ui.context import ScreenContext
from game.ui.portraits.chosen import portrait_of
from game.ui.preview.bench import Bench
from game.ui.preview.goals import Goal, goals_of, play_to, scene_of
from game.ui.preview.place import played, replayed, way_there
from game.ui.preview.rehearsal import Rehearsal
from game.ui.screens.chat.actions import LookBack
from game.ui.screens.chat.screen import ChatScreen
from game.ui.screens.preview.goto import GotoScreen
from game.ui.widgets.choices import Choices
from game.ui.widgets.portrait import PortraitView


class RehearsalScreen(ChatScreen):
    """Plays the story that lies on the bench. A subclass shows the news."""

    def __init__(
        self,
        context: ScreenContext,
        bench: Bench,
        look_back: LookBack,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        story = bench.told(context.story_language) or bench.source
        super().__init__(at_once(context), Rehearsal(Session(story)), bench.told, look_back, fresh=False, clock=clock)
        self.bench = bench

    @abstractmethod
    def report(self, news: str, scene: str = "") -> None:
        """Tell what happened, by the name of a sentence and the scene that it speaks of."""

    def tell(self, context: ScreenContext) -> None:
        """Take a new context; nobody types here."""
        super().tell(at_once(context))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is open now."""
        if action == "deal":
            return len(self.session.story.variants) > 1
        return super().check_action(action, parameters)

    def stand(self, session: Session) -> None:
        """Show another session, all of it said already; the cursor stays on its reply."""
        choices, focused = self.query_one(Choices), self.focused
        marked = choices.replies[choices.cursor].id if choices.replies else ""
        self.recording.session, self._waiting = session, []
        self.query_one(PortraitView).portrait = portrait_of(session.story)
        self.tell(self.context)
        self.mark(marked)
        if focused and focused.focusable:
            focused.focus()

    def mark(self, reply: str) -> None:
        """Put the cursor on a reply, where it is offered."""
        choices = self.query_one(Choices)
        ids = [option.id for option in choices.replies]
        if reply in ids:
            choices.cursor = ids.index(reply)

    def action_goto(self) -> None:
        """Ask where to go."""
        self.app.push_screen(GotoScreen(self.context, self._goals), self._go)

    def _goals(self) -> tuple[Goal, ...]:
        good = self.bench.good
        assert good is not None  # there is no such screen before something can be played
        return goals_of(self.session.story, good.result.places, self.bench.analysis)

    def _go(self, goal: Goal | None) -> None:
        if goal is None:
            return
        t, story = self.context.t, self.session.story
        play, scene = play_to(goal, self.bench.analysis), scene_of(goal, story)
        if play:
            self.go_to(play)
            self.mark(goal.id)
        elif goal.verdict == "violated":
            self.warn(t("lab_preview.goto.never", id=goal.id))
        elif scene:
            self.report("looking", scene)
            self.look_for(scene)
        else:
            self.warn(t("lab_preview.goto.not_yet"))

    def go_to(self, play: Play) -> None:
        """Stand where a play leads, as far as the story still allows it."""
        story = self.session.story
        if play.deal in {variant.id for variant in story.variants}:
            self.stand(played(story, Deal(play.deal), play.actions))
            self.report("went", self.session.state.scene)

    def look_for(self, scene: str) -> None:
        """Look for a way to a scene and go there; until it is found, everything stays as it is."""
        self.run_worker(self._find_way(self.session, scene), group="way", exclusive=True)

    async def _find_way(self, session: Session, scene: str) -> None:
        """Search beside the screen; whoever has gone on meanwhile is left where they are."""
        actions = session.actions
        analysis = self.bench.analysis
        play = await asyncio.to_thread(way_there, session.story, session.deal, scene, analysis)
        if self.session is not session or session.actions != actions or not self.can_tell:
            return
        if play:
            self.go_to(play)
        else:
            self.report("gone" if scene not in session.story.scenes else "no_way", scene)

    def action_deal(self) -> None:
        """Deal the next variant and play the same actions in it."""
        ids = [variant.id for variant in self.session.story.variants]
        after = ids[(ids.index(self.session.deal.variant) + 1) % len(ids)]
        place = replayed(self.session, self.session.story, after)
        self.stand(place.session)
        self.report("dealt" if place.how == "kept" else "dealt_shorter" if place.how == "stopped" else "led")

    def action_restart(self) -> None:
        """Begin again."""
        self.stand(Session(self.session.story, self.session.deal))
        self.report("opened")

    def _debriefed(self, wish: str | int | None) -> None:
        if isinstance(wish, int):
            super()._debriefed(wish)
        elif wish == "again":
            self.action_restart()


def at_once(context: ScreenContext) -> ScreenContext:
    """Return a context in which everything is said at once and the coach is silent: the writer knows."""
    return replace(context, settings=replace(context.settings, text_speed="instant", coach=False))
