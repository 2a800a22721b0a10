"""The shift board, line by line: which stories there are, how they went, what is waiting."""

from typing import TYPE_CHECKING

from game.engine import Mode, Session
from game.format.problems.report import text_report
from game.format.shelf.catalogue import Catalogue, Listing
from game.plain.chat import Chat
from game.plain.console import Console, Leave, picked
from game.plain.debrief import debrief
from game.plain.player import Player
from game.plain.settings import change_settings
from game.plain.words import HOME, command
from game.saves import Progress, RunSummary, Saves, SavesError
from game.saves.recording import Recording
from game.saves.resume import resume
from game.story import BUILT_IN_ENDINGS, Story
from game.text import Translator

if TYPE_CHECKING:
    from game.plain.contest import ContestTable
    from game.team.client.contest_play import ContestPlay


def play(
    console: Console,
    catalogue: Catalogue,
    saves: Saves,
    t: Translator,
    story: str | None = None,
    run: str | None = None,
    mode: Mode = "practice",
    player: str | None = None,
    contest: "ContestPlay | None" = None,
) -> int:
    """Play line by line until the player leaves; the end of the input is leaving. Returns the exit code.

    `story` (an id or a path) opens a story before the board: its `run` of that id, else a new chat in a `mode`.
    `player` is in whose name, for this time; None leaves it to the settings. With a `contest`, ranked chats of its
    stories are played for it.
    """
    home = Home(Player(console, saves, t, player), catalogue, contest)
    console.say(*(found.sentence(t) for found in saves.problems))
    try:
        home.send_waiting()
        if story is not None:
            home.play_story(story, run, mode)
        home.run()
    except Leave:
        pass
    home.say_goodbye()
    return 0


class Home:
    """The board and what can be done from it."""

    def __init__(self, player: Player, catalogue: Catalogue, contest: "ContestPlay | None" = None) -> None:
        self._player = player
        self._catalogue = catalogue
        self._table = _table(player, contest) if contest is not None else None
        self._in_chat = False

    def send_waiting(self) -> None:
        """Send what is not sent yet of a contest."""
        if self._table is not None:
            self._table.send_waiting()

    def run(self) -> None:
        """Show the board until the player leaves, which raises Leave."""
        self._list()
        while True:
            answer = self._player.ask("home.prompt")
            listings = self._catalogue.stories()
            place = picked(answer, len(listings))
            if place is not None:
                self.play_story(listings[place].id)
                self._list()
            else:
                self._command(command(answer, HOME, self._player.t))

    def play_story(self, name: str, run: str | None = None, mode: Mode = "practice") -> None:
        """Play a story, its `run` of that id first, again as often as the player likes. Raises Leave."""
        if mode == "ranked" and self._table is not None and self._table.has(name):
            self._play_for_contest(name, self._table)
            return
        story = self._load(name, self._player.story_language)
        while story is not None and self._chat(story, name, run, mode):
            if picked(self._player.ask("after.prompt"), 1) is None:
                return
            run = None
            story = self._load(name, self._player.story_language)

    def _play_for_contest(self, name: str, table: "ContestTable") -> None:
        """Play attempts at a story of the contest; where there can be no more, practise it if the player likes."""
        while (play := table.begin(name)) is not None:
            self._in_chat = True
            table.play(play)
            self._in_chat = False
            if picked(self._player.ask("after.prompt"), 1) is None:
                return
        practice = table.practice_name(name)
        if practice is not None:
            self.play_story(practice)

    def say_goodbye(self) -> None:
        """Say goodbye, and that a chat that was left is kept."""
        self._player.say("bye" if self._in_chat and self._player.saves.kept else "bye_home")

    def _chat(self, story: Story, name: str, run: str | None, mode: Mode) -> bool:
        """Play one chat to its end and look back at it. False where it could not even begin."""
        recording = self._recording(story, run, mode)
        if recording is None:
            return False
        chat = Chat(self._player, recording, lambda language: self._catalogue.load(name, language).story)
        self._in_chat = True
        chat.run()
        self._in_chat = False
        debrief(self._player, chat.session)
        return True

    def _recording(self, story: Story, run: str | None, mode: Mode) -> Recording | None:
        """The chat to play: that run, or one to go on with where the player wants that, or a new one."""
        try:
            run = run or self._waiting(story)
            return self._go_on(story, run) if run else self._begin(story, mode)
        except SavesError as error:
            self._player.tell(error)
            return None

    def _begin(self, story: Story, mode: Mode) -> Recording:
        saves, player = self._player.saves, self._player
        session = Session(story, saves.next_deal(story), mode=mode, player=player.settings.player)
        return Recording.begin(saves, session, player.t.language)

    def _waiting(self, story: Story) -> str | None:
        """The id of an unfinished chat of this story, where the player wants to go on with it."""
        waiting = next((run for run in self._unfinished() if run.story == story.id), None)
        return waiting.id if waiting is not None and self._wants_to_go_on(waiting) else None

    def _wants_to_go_on(self, waiting: RunSummary) -> bool:
        self._player.say("home.which", steps=waiting.length)
        self._player.say("home.resume")
        self._player.say("home.anew")
        return self._player.pick("home.which_prompt", 2) == 0

    def _go_on(self, story: Story, run: str) -> Recording:
        resumption = resume(story, self._player.saves.load(run))
        self._player.console.say(*(note.sentence(self._player.t) for note in resumption.notes))
        return resumption.go_on(self._player.saves, self._player.t.language)

    def _load(self, name: str, language: str) -> Story | None:
        result = self._catalogue.load(name, language)
        if result.story is None:
            self._player.say("home.cannot")
            self._player.console.say(*(text_report(problem, self._player.t) for problem in result.problems))
        return result.story

    def _command(self, name: str | None) -> None:
        if name is None:
            self._player.say("not_understood")
        elif name == "quit":
            self._player.leave()
        elif name == "help":
            self._player.tell_help(HOME)
        elif name == "lang":
            self._player.switch_language()
            self._list()
        else:
            change_settings(self._player)
            self._list()

    # The board

    def _list(self) -> None:
        self._player.say("home.title")
        listings = self._catalogue.stories()
        if not listings:
            self._player.say("home.none")
        progress, waiting = self._progress()
        for number, listing in enumerate(listings, 1):
            self._player.console.say(self._line(number, listing, progress.get(listing.id), listing.id in waiting))

    def _line(self, number: int, listing: Listing, progress: Progress | None, waiting: bool) -> str:
        t, header = self._player.t, listing.header
        line = t(
            "plain.home.story",
            number=number,
            title=header.title(t.language),
            summary=header.summary(t.language),
            level=t(f"plain.home.level_{header.level}"),
            best=_best(progress, t),
        )
        return f"{line} {t('plain.home.unfinished')}" if waiting else line

    def _unfinished(self) -> list[RunSummary]:
        """The chats to go on with here; those of a contest are gone on with as such."""
        unfinished = self._player.saves.unfinished()
        return [run for run in unfinished if self._table is None or not self._table.belongs(run.id)]

    def _progress(self) -> tuple[dict[str, Progress], set[str]]:
        try:
            return self._player.saves.progress(), {run.story for run in self._unfinished()}
        except SavesError as error:
            self._player.tell(error)
            return {}, set()


def _table(player: Player, contest: "ContestPlay") -> "ContestTable":
    from game.plain.contest import ContestTable  # who plays for no contest loads nothing of it

    return ContestTable(player, contest)


def _best(progress: Progress | None, t: Translator) -> str:
    if progress is None or (progress.best_score is None and not progress.plays):
        return t("plain.home.untried")
    if progress.best_score is None or progress.best_grade is None:
        return t("plain.home.tried")
    grade = t(f"engine.grade.{progress.best_grade}")
    return t(
        "plain.home.best", score=progress.best_score, grade=grade, endings=len(progress.endings - set(BUILT_IN_ENDINGS))
    )
