"""A story played while it is being written: the chat, what is wrong with the story, and what the rules see."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from game.analysis.facts import Play
from game.engine import Deal, Session
from game.format.problems import Problem
from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.portraits.chosen import portrait_of
from game.ui.preview.bench import Bench
from game.ui.preview.details import effect_text, state_text
from game.ui.preview.goals import Goal, goals_of, play_to, scene_of
from game.ui.preview.news import NewsLine
from game.ui.preview.place import Place, played, replayed, way_there
from game.ui.preview.problem_list import ProblemList
from game.ui.preview.rehearsal import Rehearsal
from game.ui.screens.chat import TO_DEBRIEF, ChatScreen
from game.ui.screens.chat_actions import ASK, BREATHE, CARDS, RECORD, REFRAME, SETTINGS, UNDO, LookBack
from game.ui.screens.preview_goto import GotoScreen
from game.ui.widgets.choices import Choices, Reply
from game.ui.widgets.picklist import PickList
from game.ui.widgets.portrait import PortraitView
from game.ui.widgets.prose import Prose, para


def _command(id: str, keys: str, shown: bool = True) -> Command:
    return Command(id, keys, shown, group="preview", area="lab_preview")


GOTO = _command("goto", "g,ctrl+g")
PROBLEMS = _command("problems", "p,ctrl+o")
DETAILS = _command("details", "c,f4")
DEAL = _command("deal", "d,ctrl+d")
RESTART = _command("restart", "r,ctrl+r")
LEAVE = _command("leave", "q")
FOLD = _command("fold", "escape", shown=False)


class PreviewScreen(ChatScreen):
    """Plays the story that lies on the bench. Nothing that is done here is kept."""

    CSS_PATH = ["chat.tcss", "preview.tcss"]  # type: ignore[assignment]  # noqa: RUF012 - the chat's, and more
    COMMANDS: ClassVar[tuple[Command, ...]] = (  # type: ignore[assignment]  # ours, as in GameScreen
        GOTO, PROBLEMS, DETAILS, DEAL, UNDO, RESTART, BREATHE, REFRAME, ASK, CARDS, RECORD, SETTINGS, FOLD, LEAVE,
    )  # fmt: skip
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-beside"), (148, "-wide")]  # noqa: RUF012

    def __init__(
        self,
        context: ScreenContext,
        bench: Bench,
        look_back: LookBack,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        story = bench.told(context.story_language) or bench.source
        super().__init__(at_once(context), Rehearsal(Session(story)), bench.told, look_back, fresh=False, clock=clock)
        self._bench = bench
        self._shows_details = False
        self._news = "opened"
        self._scene = ""
        """The scene that the news speak of."""

    def body(self) -> ComposeResult:
        """News above, the chat, the problems beside it or below."""
        yield NewsLine(id="news")
        with Container(id="bench"):
            yield from super().body()
            with Vertical(id="side"):
                yield Prose(id="proved")
                yield ProblemList(id="problems")

    def tell(self, context: ScreenContext) -> None:
        """Take a new context; nobody types here."""
        super().tell(at_once(context))

    def retell(self) -> None:
        """Set all texts."""
        super().retell()
        t, session = self.context.t, self.session
        dealt = session.deal.variant if len(session.story.variants) > 1 else ""
        self.set_title(session.story.title, t("lab_preview.dealt", deal=dealt) if dealt else t("lab_preview.title"))
        self.set_class(self._bench.is_broken, "-broken")
        self.tell_problems()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is open now."""
        if action == "deal":
            return len(self.session.story.variants) > 1
        return super().check_action(action, parameters)

    # What the writer did in the editor

    def follow(self) -> None:
        """Go on with the newest save, at the same place where that is still there."""
        bench = self._bench
        if bench.is_broken:
            self._report("broken")
            return
        story = bench.told(self.context.story_language) or bench.source
        place = replayed(self.session, story)
        self.stand(place.session)
        self._report(self._told_of(place), place.scene)
        if place.how == "stopped":
            self._look_for(place.scene)

    def tell_problems(self) -> None:
        """Show what is known to be wrong by now."""
        if not self.is_attached or not self.query("#side"):
            return
        bench, t = self._bench, self.context.t
        problems = bench.problems()
        self.query_one(ProblemList).set_problems(problems, str(bench.draft.file), t)
        self.query_one("#proved", Prose).say(para(self._proved(problems), "note"))
        self._tell_news()

    def stand(self, session: Session) -> None:
        """Show another session, all of it said already; the cursor stays on its reply."""
        choices = self.query_one(Choices)
        marked = choices.replies[choices.cursor].id if choices.replies else ""
        self.recording.session, self._waiting = session, []
        self.query_one(PortraitView).portrait = portrait_of(session.story)
        self.tell(self.context)
        self._mark(marked)

    def _mark(self, reply: str) -> None:
        choices = self.query_one(Choices)
        ids = [option.id for option in choices.replies]
        if reply in ids:
            choices.cursor = ids.index(reply)

    def _told_of(self, place: Place) -> str:
        if place.how != "stopped":
            return place.how
        return "looking" if place.scene in place.session.story.scenes else "gone"

    def _report(self, news: str, scene: str = "") -> None:
        self._news, self._scene = news, scene
        self.set_class(self._bench.is_broken, "-broken")
        self.tell_problems()

    def _tell_news(self) -> None:
        t, bench = self.context.t, self._bench
        here = self.session.state.scene
        sentence = t(f"lab_preview.news.{self._news}", scene=self._scene, here=here)
        if bench.saves > 1:
            sentence = t("lab_preview.news.save", number=bench.saves - 1, news=sentence)
        self.query_one(NewsLine).tell(bench.counts(), sentence, t("lab_preview.fine"), bench.is_broken)

    def _proved(self, problems: Sequence[Problem]) -> str:
        t, bench = self.context.t, self._bench
        if bench.is_broken:
            return t("lab_preview.proved.broken")
        if bench.analysis:
            key = "known" if bench.analysis.closed else "cut_off"
            return t(f"lab_preview.proved.{key}", states=f"{bench.analysis.states:,}", count=len(problems))
        return t(f"lab_preview.proved.{bench.stage}")

    # Going somewhere else

    def action_goto(self) -> None:
        """Ask where to go."""
        self.app.push_screen(GotoScreen(self.context, self._goals), self._go)

    def _goals(self) -> tuple[Goal, ...]:
        good = self._bench.good
        assert good is not None  # there is no such screen before something can be played
        return goals_of(self.session.story, good.result.places, self._bench.analysis)

    def _go(self, goal: Goal | None) -> None:
        if goal is None:
            return
        t, story = self.context.t, self.session.story
        play, scene = play_to(goal, self._bench.analysis), scene_of(goal, story)
        if play:
            self.go_to(play)
            self._mark(goal.id)
        elif goal.verdict == "violated":
            self.warn(t("lab_preview.goto.never", id=goal.id))
        elif scene:
            self._report("looking", scene)
            self._look_for(scene)
        else:
            self.warn(t("lab_preview.goto.not_yet"))

    def go_to(self, play: Play) -> None:
        """Stand where a play leads, as far as the story still allows it."""
        story = self.session.story
        if play.deal in {variant.id for variant in story.variants}:
            self.stand(played(story, Deal(play.deal), play.actions))
            self._report("went", self.session.state.scene)

    def _look_for(self, scene: str) -> None:
        self.run_worker(self._find_way(self.session, scene), group="way", exclusive=True)

    async def _find_way(self, session: Session, scene: str) -> None:
        """Search beside the screen; whoever has gone on meanwhile is left where they are."""
        actions = session.actions
        analysis = self._bench.analysis
        play = await asyncio.to_thread(way_there, session.story, session.deal, scene, analysis)
        if self.session is not session or session.actions != actions:
            return
        if play:
            self.go_to(play)
        else:
            self._report("gone" if scene not in session.story.scenes else "no_way", scene)

    @on(PickList.Picked, "#problems")
    def _play_of_problem(self, message: PickList.Picked) -> None:
        message.stop()
        problem = self._bench.problems()[int(message.id)]
        if problem.deal:
            self.go_to(Play(problem.deal, problem.actions))

    def action_deal(self) -> None:
        """Deal the next variant and play the same actions in it."""
        ids = [variant.id for variant in self.session.story.variants]
        after = ids[(ids.index(self.session.deal.variant) + 1) % len(ids)]
        place = replayed(self.session, self.session.story, after)
        self.stand(place.session)
        self._report("dealt" if place.how == "kept" else "dealt_shorter" if place.how == "stopped" else "led")

    def action_restart(self) -> None:
        """Begin again."""
        self.stand(Session(self.session.story, self.session.deal))
        self._report("opened")

    def _debriefed(self, wish: str | int | None) -> None:
        if isinstance(wish, int):
            super()._debriefed(wish)
        elif wish == "again":
            self.action_restart()

    # What is shown

    def action_problems(self) -> None:
        """Unfold the problems and go to them, or go back to the replies."""
        problems = self.query_one(ProblemList)
        if self.has_class("-unfolded") or problems.has_focus:
            self.action_fold()
        else:
            self.add_class("-unfolded")
            self.call_after_refresh(problems.focus)

    def action_fold(self) -> None:
        """Fold the problems and go back to the replies."""
        self.remove_class("-unfolded")
        self.query_one(Choices).focus()

    @on(NewsLine.Clicked)
    def _news_clicked(self) -> None:
        self.action_problems()

    def action_details(self) -> None:
        """Show or hide what the rules see."""
        self._shows_details = not self._shows_details
        self._show_replies()

    def action_leave(self) -> None:
        """Leave."""
        self.app.exit()

    def _replies(self) -> list[Reply]:
        replies = super()._replies()
        if not self._shows_details or self.session.state.ended:
            return replies
        options = {option.id: option for option in self.session.view.options}
        t, look = self.context.t, self.context.look
        return [
            replace(reply, remark=effect_text(self.session, options[reply.id], t, look))
            for reply in replies
            if reply.id != TO_DEBRIEF
        ]

    def _show_coach(self) -> None:
        coach = self.query_one("#coach", Prose)
        coach.display = self._shows_details
        if coach.display:
            coach.say(para(state_text(self.session, self.context.t), "stamina"))


def at_once(context: ScreenContext) -> ScreenContext:
    """Return a context in which everything is said at once and the coach is silent: the writer knows."""
    return replace(context, settings=replace(context.settings, text_speed="instant", coach=False))
