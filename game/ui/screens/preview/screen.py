"""A story played while it is being written: the chat, what is wrong with the story, and what the rules see."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from game.analysis.facts import Play
from game.format.problems.problem import Problem
from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.preview.bench import Bench
from game.ui.preview.details import effect_text, state_text
from game.ui.preview.news import NewsLine
from game.ui.preview.place import Place, replayed
from game.ui.preview.problem_list import ProblemList
from game.ui.screens.chat.actions import ASK, BREATHE, CARDS, RECORD, REFRAME, SETTINGS, UNDO, LookBack
from game.ui.screens.chat.screen import TO_DEBRIEF
from game.ui.screens.preview.rehearsal import RehearsalScreen
from game.ui.themes import CONTRAST
from game.ui.widgets.choices import Choices, Reply
from game.ui.widgets.picklist import PickList
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


class PreviewScreen(RehearsalScreen):
    """Plays the story that lies on the bench. Nothing that is done here is kept."""

    CSS_PATH = ["../chat/chat.tcss", "preview.tcss"]  # type: ignore[assignment]  # noqa: RUF012 - the chat's, and more
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
        super().__init__(context, bench, look_back, clock)
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

    def retell(self) -> None:
        """Set all texts."""
        super().retell()
        t, session = self.context.t, self.session
        dealt = session.deal.variant if len(session.story.variants) > 1 else ""
        self.set_title(session.story.title, t("lab_preview.dealt", deal=dealt) if dealt else t("lab_preview.title"))
        self.tell_problems()

    # What the writer did in the editor

    def follow(self) -> None:
        """Go on with the newest save, at the same place where that is still there."""
        bench = self.bench
        if not self.can_tell:
            self.call_after_refresh(self.follow)
            return
        if bench.is_broken:
            self.report("broken")
            return
        story = bench.told(self.context.story_language) or bench.source
        place = replayed(self.session, story)
        self._news, self._scene = self._told_of(place), place.scene
        self.stand(place.session)
        if place.how == "stopped":
            self.look_for(place.scene)

    def tell_problems(self) -> None:
        """Show what is known to be wrong by now."""
        if not self.can_tell:
            return
        bench, t = self.bench, self.context.t
        problems = bench.problems()
        dims = self.context.settings.theme != CONTRAST.name  # those who need contrast keep it
        self.set_class(dims and bench.is_broken, "-broken")
        self.query_one(ProblemList).set_problems(problems, str(bench.draft.file), t)
        self.query_one("#proved", Prose).say(para(self._proved(problems), "note"))
        self._tell_news()

    def _told_of(self, place: Place) -> str:
        if place.how != "stopped":
            return place.how
        return "looking" if place.scene in place.session.story.scenes else "gone"

    def report(self, news: str, scene: str = "") -> None:
        """Tell what happened, above the chat."""
        self._news, self._scene = news, scene
        self.tell_problems()

    def _tell_news(self) -> None:
        t, bench = self.context.t, self.bench
        here = self.session.state.scene
        sentence = t(f"lab_preview.news.{self._news}", scene=self._scene, here=here)
        if bench.saves > 1:
            sentence = t("lab_preview.news.save", number=bench.saves - 1, news=sentence)
        self.query_one(NewsLine).tell(bench.counts(), sentence, t("lab_preview.fine"), bench.is_broken)

    def _proved(self, problems: Sequence[Problem]) -> str:
        t, bench = self.context.t, self.bench
        if bench.is_broken:
            return t("lab_preview.proved.broken")
        if bench.analysis:
            key = "known" if bench.analysis.closed else "cut_off"
            return t(f"lab_preview.proved.{key}", states=f"{bench.analysis.states:,}", count=len(problems))
        return t(f"lab_preview.proved.{bench.stage}")

    # What is shown

    def action_problems(self) -> None:
        """Unfold the problems and go to them, or go back to the replies."""
        problems = self.query_one(ProblemList)
        if problems.has_focus:
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

    @on(PickList.Picked, "#problems")
    def _play_of_problem(self, message: PickList.Picked) -> None:
        message.stop()
        problem = self.query_one(ProblemList).problems[int(message.id)]
        if problem.deal:
            self.go_to(Play(problem.deal, problem.actions))

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
