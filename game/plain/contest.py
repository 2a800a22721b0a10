"""A contest, line by line: what waits is sent first, a ranked chat begins with a ticket and is sent at its end."""

from typing import TYPE_CHECKING

from game.engine import Session
from game.plain import wording
from game.plain.chat import Chat
from game.plain.debrief import debrief
from game.plain.player import Player
from game.saves import SavesError
from game.team.client.errors import ContestError
from game.team.client.told import result

if TYPE_CHECKING:
    from game.team.client.contest_play import ContestPlay
    from game.team.client.kinds import RankedPlay, Sending


class ContestTable:
    """What the player does for a contest."""

    def __init__(self, player: Player, contest: "ContestPlay") -> None:
        self._player = player
        self._contest = contest

    def send_waiting(self) -> None:
        """Send what is due from earlier, and say what became of it."""
        try:
            count = self._contest.waiting()
            if count:
                self._say("play.outbox", count=count)
                self._player.console.flush()
                for sent in self._contest.send_now():
                    self._tell_sending(sent)
        except SavesError as error:
            self._player.tell(error)

    def begin(self, story: str) -> "RankedPlay | None":
        """Begin a ranked chat, or go on with the one that has begun; None, which is said, where that cannot be."""
        self._contest.language = self._player.t.language
        current = self._contest.current
        self._say("play.getting")
        self._player.console.flush()
        try:
            play = self._contest.start_ranked(story)
        except ContestError as error:
            self._player.console.say(error.sentence(self._player.t))
            return None
        except SavesError as error:
            self._player.tell(error)
            return None
        key = "resumed" if play.is_resumed else "begin"
        title = current.title if current else ""
        self._say(f"play.{key}", contest=title, attempt=play.attempt, attempts=play.attempts)
        self._player.console.say(*(note.sentence(self._player.t) for note in play.notes))
        return play

    def play(self, play: "RankedPlay") -> None:
        """Talk until the chat ends, send it and look back as far as that is allowed yet. Raises Leave."""
        chat = Chat(self._player, play.recording, play.in_language)
        chat.run()
        run = chat.run_id
        try:
            left = self._contest.withheld(run)
            if left:
                self._tell_end(chat.session)
            self._send(run)
            if left:
                self._say("play.withheld", left=left)
            else:
                debrief(self._player, chat.session)
        except SavesError as error:
            self._player.tell(error)

    def belongs(self, run: str) -> bool:
        """Whether an unfinished chat is one of the contest, and is gone on with as such."""
        return self._contest.is_of_contest(run)

    def has(self, story: str) -> bool:
        """Whether the current contest is known to have a story; where it is not, that is said."""
        current = self._contest.current
        found = current is not None and self._contest.ranked_story(story) is not None
        if current is not None and not found:
            self._say("play.local", story=story, contest=current.title)
        return found

    def practice_name(self, story: str) -> str | None:
        """Ask whether to practise instead, and return by what the story is found; None where not."""
        name = self._contest.practice_name(story)
        if name is None:
            return None
        self._say("play.practice")
        place = self._player.console.ask(self._player.t("team_client.play.practice_prompt"))
        return name if place == "1" else None

    def _send(self, run: str) -> None:
        self._contest.language = self._player.t.language
        self._say("play.sending")
        self._player.console.flush()
        sent = self._contest.finish(run)
        if sent is not None:
            self._tell_sending(sent)

    def _tell_sending(self, sent: "Sending") -> None:
        if sent.sent:
            self._player.console.say(result(sent, self._player.t))
        else:
            self._say("play.waiting", why=sent.sentence)

    def _tell_end(self, session: Session) -> None:
        """How it ended, without the review."""
        self._player.say("heading.ending")
        self._player.console.say_all(wording.ending_lines(session, self._player.t))
        if session.score is not None:
            self._say("play.score", score=session.score.total)

    def _say(self, key: str, **values: object) -> None:
        self._player.console.say(self._player.t(f"team_client.{key}", **values))
