"""One chat, line by line: the player types, the engine answers, every step is on the disk before the next question."""

from collections.abc import Callable

from game.engine import Outcome, Session, digest
from game.plain import wording
from game.plain.care import breathing_lines
from game.plain.console import picked
from game.plain.player import Player
from game.plain.settings import change_settings
from game.plain.words import CHAT, command
from game.saves import RunMovedOnError, SavesError
from game.saves.recording import Recording
from game.saves.resume import resume
from game.story import Story
from game.telling import locked_reason

Telling = Callable[[str], Story | None]
"""Gives the story in a language, or None where it is not told in it."""


class Chat:
    """The loop of one chat, from where its session stands to its end."""

    def __init__(self, player: Player, recording: Recording, in_language: Telling) -> None:
        self._player = player
        self._recording = recording
        self._in_language = in_language

    @property
    def session(self) -> Session:
        """The chat as it stands."""
        return self._recording.session

    @property
    def run_id(self) -> str:
        """The run it is kept as; another one where the player has split off."""
        return self._recording.run_id

    @property
    def _coached(self) -> bool:
        return self._player.settings.coach and self.session.is_practice

    def run(self) -> None:
        """Talk until the chat ends. Raises Leave when the player goes."""
        self._tell_from_start()
        self._offer()
        while not self.session.state.ended:
            answer = self._player.ask("chat.prompt")
            place = picked(answer, len(self.session.view.options))
            if place is not None:
                self._reply(place)
            else:
                self._command(command(answer, CHAT, self._player.t))

    def _reply(self, place: int) -> None:
        option = self.session.view.options[place]
        if option.locked:
            self._player.say("chat.locked_now", reason=locked_reason(option, self._player.t))
        else:
            self._act(option.id)

    def _command(self, name: str | None) -> None:
        if name is None:
            self._player.say("not_understood")
            return
        commands: dict[str, Callable[[], None]] = {
            "breathe": self._breathe,
            "reframe": self._reframe,
            "ask": self._ask_colleague,
            "cards": self._look_up,
            "replies": self._offer,
            "meters": self._tell_meters,
            "transcript": self._tell_transcript,
            "undo": self._undo,
            "coach": self._switch_coach,
            "lang": self._switch_language,
            "settings": self._settings,
            "help": lambda: self._player.tell_help(CHAT),
            "quit": self._player.leave,
        }
        commands[name]()

    # Acting

    def _act(self, action: str) -> None:
        try:
            outcome = self._recording.act(action)
        except RunMovedOnError as error:
            self._settle(error)
            return
        except SavesError as error:
            self._player.tell(error)
            self._player.console.say(self._player.t("saves.step_not_kept"))
            return
        self._tell(outcome)

    def _tell(self, outcome: Outcome) -> None:
        t, console = self._player.t, self._player.console
        console.say_all(wording.outcome_lines(outcome, t, self._player.settings.softer_insults))
        console.say_all(wording.meter_lines(outcome, self.session.story, t))
        if self._coached:
            console.say_all(wording.coach_lines(outcome, t))
        if outcome.choice and not self.session.state.ended:
            self._offer()

    def _settle(self, error: RunMovedOnError) -> None:
        """Another terminal went on with this run: go on apart from it, or take over what happened there."""
        player, recording = self._player, self._recording
        player.tell(error)
        player.console.say(*(f"{n}: {player.t(f'saves.offer.{way}')}" for n, way in enumerate(("split", "reload"), 1)))
        try:
            if player.pick("home.which_prompt", 2) == 0:
                recording.split()
            else:
                resumption = resume(self.session.story, player.saves.load(recording.run_id))
                self._recording = resumption.go_on(player.saves, player.t.language)
        except SavesError as again:
            player.tell(again)
        self._tell_from_start()
        self._offer()

    def _undo(self) -> None:
        if not self.session.is_practice:
            self._player.console.say(self._player.t("saves.problem.ranked_keeps"))
            return
        try:
            undone = self._recording.undo()
        except SavesError as error:
            self._player.tell(error)
            return
        self._player.say("chat.undone" if undone else "chat.nothing_to_undo")
        if undone:
            self._tell_meters()
            self._offer()

    # Care and cards

    def _breathe(self) -> None:
        if "breathe" not in self.session.view.care:
            self._player.say("care.breathe_used")
            return
        self._player.console.say_all(breathing_lines(self._player.t))
        self._act("care:breathe")

    def _reframe(self) -> None:
        thoughts = self.session.view.thoughts
        texts = [thought.text for thought in thoughts]
        place = self._picked(texts, "care.reframe_used", "care.thoughts", "care.thought_prompt")
        if place is not None:
            self._act(f"care:reframe:{thoughts[place].id}")

    def _ask_colleague(self) -> None:
        if "ask" in self.session.view.care:
            self._act("care:ask")
        else:
            self._player.say("care.ask_used")

    def _look_up(self) -> None:
        cards = self.session.view.cards
        place = self._picked([card.title for card in cards], "card.none", "card.list", "card.prompt")
        if place is not None:
            self._act(f"card:{cards[place].id}")

    def _picked(self, texts: list[str], nothing: str, lead: str, prompt: str) -> int | None:
        """Offer texts, in words of these keys; None where there is `nothing` to offer or none is picked."""
        if not texts:
            self._player.say(nothing)
            return None
        self._player.say(lead)
        for number, text in enumerate(texts, 1):
            self._player.say("chat.option", number=number, text=text)
        return picked(self._player.ask(prompt), len(texts))

    # Telling

    def _tell_from_start(self) -> None:
        """Say who is in the chat and what was said so far, and where the meters stand."""
        t, console = self._player.t, self._player.console
        console.say_all(wording.opening_lines(self.session, t))
        if self.session.actions:
            self._player.say("chat.resumed")
        self._tell_transcript()
        self._tell_meters()

    def _tell_transcript(self) -> None:
        softer = self._player.settings.softer_insults
        self._player.console.say_all(wording.chat_lines(self.session, self._player.t, softer))

    def _tell_meters(self) -> None:
        self._player.console.say_all(wording.standing_lines(self.session, self._player.t))

    def _offer(self) -> None:
        if self.session.state.ended:
            return
        hint = self.session.story.scenes[self.session.state.scene].hint
        if self._coached and hint:
            self._player.say("chat.coach_hint", hint=hint)
        self._player.console.say_all(wording.view_lines(self.session.view, self._player.t))

    # Settings

    def _switch_coach(self) -> None:
        self._player.change("coach", not self._player.settings.coach)
        self._player.say("chat.coach_on" if self._player.settings.coach else "chat.coach_off")

    def _settings(self) -> None:
        if change_settings(self._player):
            self._tell_in_other_language()

    def _switch_language(self) -> None:
        self._player.switch_language()
        self._tell_in_other_language()

    def _tell_in_other_language(self) -> None:
        story = self._in_language(self._player.story_language)
        self._player.say("chat.language_now")
        if story is None or digest(story) != digest(self.session.story):  # the file was changed meanwhile
            self._player.say("chat.no_other_language")
            return
        self._recording.session = self.session.told_in(story)
        self._tell_from_start()
        self._offer()
