"""The chat: the customer at the left, what was said, what can be said."""

import time
from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Key
from textual.timer import Timer

from game.saves import RunMovedOnError, SavesError
from game.saves.recording import Recording
from game.ui.context import ScreenContext
from game.ui.desk import Telling
from game.ui.portraits.chosen import FACES, portrait_of
from game.ui.screens.chat.actions import CARE_KEYS, ChatActions, LookBack
from game.ui.themes import CONTRAST
from game.ui.widgets.bubbles import Message
from game.ui.widgets.choices import Choices, Reply
from game.ui.widgets.customer import CustomerLine, CustomerPanel, Standing
from game.ui.widgets.prose import Prose, para
from game.ui.widgets.skipper import Skipper
from game.ui.widgets.transcript import Transcript

_ROOM_FOR_ALL = 34
"""Rows from which the panel shows promises, cards and the customer file together, else the first of them."""
TO_DEBRIEF = "debrief"
"""Id of the one reply that is offered after the ending."""
_SHORTEST, _LONGEST = 0.5, 2.4
"""Seconds that the customer types, at least and at most."""


class ChatScreen(ChatActions):
    """Plays a recording. The result is what the player wants next: `again`, `home` or `quit`.

    `telling` returns the story told in a language, or None where it cannot be had; `look_back` makes the debrief;
    `clock` counts seconds from any moment on.
    """

    CSS_PATH = "chat.tcss"
    AUTO_FOCUS = "#replies"

    def __init__(
        self,
        context: ScreenContext,
        recording: Recording,
        telling: Telling,
        look_back: LookBack,
        fresh: bool = True,
        clock: Callable[[], float] = time.monotonic,
        can_restart: bool = True,
    ) -> None:
        super().__init__(context, recording, look_back, clock, can_restart)
        self._telling = telling
        self._waiting: list[Message] = self.words.everything() if fresh else []
        """What was said but is still being typed."""
        self._timer: Timer | None = None

    @property
    def is_typing(self) -> bool:
        """Whether something said is not on screen yet."""
        return bool(self._waiting)

    # Widgets and their texts

    def body(self) -> ComposeResult:
        """Panel or line for the customer, transcript, replies."""
        with Horizontal(id="desk"):
            yield CustomerPanel(portrait_of(self.recording.session.story), id="panel")
            with Vertical(id="talk"):
                yield CustomerLine(id="line")
                yield Transcript(id="transcript")
                yield Prose(id="coach")
                yield Choices(clock=self.clock, id="replies")
                yield Skipper(id="skip", markup=False)

    def retell(self) -> None:
        """Set all texts, in the other language too."""
        self._translate()
        t, session = self.context.t, self.recording.session
        self.set_title(session.story.title, t(f"ui.mode.{session.mode}"))
        for part in (self.query_one(CustomerPanel), self.query_one(CustomerLine)):
            part.set_titles(t("ui.meter.satisfaction"), t("ui.meter.stamina"))
        self.query_one(Skipper).update(t("ui.chat.skip"))
        everything = self.words.everything()
        shown = len(everything) - len(self._waiting)
        self._waiting = everything[shown:]
        self.query_one(Transcript).set_messages(everything[:shown])
        self._show_standing()
        self._go_on_typing()

    def _translate(self) -> None:
        if self.recording.session.story.language != self.context.story_language:
            story = self._telling(self.context.story_language)
            if story is not None:
                self.recording.session = self.recording.session.told_in(story)

    def on_resize(self) -> None:
        """The portrait fits the height."""
        self.call_after_refresh(self._show_standing)

    def _show_standing(self) -> None:
        words, session = self.words, self.recording.session
        standing = Standing(
            session.story.customer.name,
            words.mood(),
            words.tone(),
            self._face(),
            words.reading("satisfaction"),
            words.reading("stamina"),
        )
        if self.has_class("-wide"):
            self.query_one(CustomerPanel).show(standing)
            self.query_one(CustomerPanel).set_lists(self._lists())
        else:
            self.query_one(CustomerLine).show(standing)
        band = standing.stamina.band
        dims = self.context.settings.theme != CONTRAST.name  # those who need contrast keep it
        self.set_class(dims and band == "mid", "-tired")
        self.set_class(dims and band == "bad", "-spent")

    def _face(self) -> str:
        ending = self.recording.session.outcomes[-1].ending
        if ending is None:
            return self.recording.session.state.mood
        return FACES[ending.grade]

    def _lists(self) -> list[tuple[str, list[str]]]:
        t, words = self.context.t, self.words
        cards = " · ".join(card.title for card in self.session.story.cards.values())
        about = self.session.customer.about
        lists = [
            (t("ui.chat.promises"), [f"· {text}" for text in words.promises()]),
            (t("ui.chat.cards"), [cards] if cards else []),
            (t("ui.briefing.fact.about"), [about] if about else []),
        ]
        filled = [part for part in lists if part[1]]
        return filled if self.size.height >= _ROOM_FOR_ALL else filled[:1]

    # Saying

    @on(Choices.Chosen)
    def _chosen(self, message: Choices.Chosen) -> None:
        if not self.is_active or self.is_too_small:
            return
        if message.id == TO_DEBRIEF:
            self.open_debrief()
        else:
            self.take(message.id)

    def on_key(self, event: Key) -> None:
        """Digits pick a reply wherever the focus is; keys of care that is not open say so."""
        if self.is_typing:
            return
        if event.character and event.character in "123456789":
            self.query_one(Choices).take(int(event.character) - 1)
            return
        care = CARE_KEYS.get(event.key)
        if care and care not in self.session.view.care and not self.session.state.ended:
            self.warn(self.context.t("ui.chat.no_care_now"))

    @on(Choices.LockedChosen)
    def _locked(self, message: Choices.LockedChosen) -> None:
        self.warn(message.reason)

    def take(self, action: str) -> bool:
        """Take an action: first the disk, then the screen. False where it could not be kept; the player is asked.

        A key pressed twice comes here twice: what the first press closed is left alone.
        """
        if action not in self.session.view.actions:
            return False
        try:
            self.recording.act(action)
        except RunMovedOnError as error:
            self.ask_where_to_go_on(error)
            return False
        except SavesError as error:
            self.ask_to_retry(error, action)
            return False
        self._show_last()
        self.post_message(self.Acted(self.session))
        return True

    def _show_last(self) -> None:
        """Put the newest outcome on screen: own words at once, the answers typed one by one."""
        self._waiting += self.words.latest()
        own = 0
        while own < len(self._waiting) and self._waiting[own].kind == "player":
            own += 1
        transcript = self.query_one(Transcript)
        transcript.append(self._waiting[:own])
        transcript.go_to_end()
        del self._waiting[:own]
        self._go_on_typing()

    def _go_on_typing(self) -> None:
        """Show the next message after its time, or all at once where nothing is typed; then the replies."""
        self._stop_timer()
        transcript = self.query_one(Transcript)
        if not self._waiting or not self.context.typing_seconds:
            self._finish_typing()
            return
        self._hide_replies()
        if self._waiting[0].kind == "customer":
            transcript.set_typing(self.context.t("ui.chat.typing"))
        self._timer = self.set_timer(self._pause_before(self._waiting[0]), self._show_next)

    def _pause_before(self, message: Message) -> float:
        seconds = len(message.text) * self.context.typing_seconds
        return min(_LONGEST, max(_SHORTEST, seconds)) if message.kind == "customer" else min(_SHORTEST, seconds)

    def _show_next(self) -> None:
        message = self._waiting.pop(0)
        self.query_one(Transcript).append([message])
        if message.kind == "customer":
            self._show_standing()
        self._go_on_typing()

    @on(Skipper.Skipped)
    def _skipped(self) -> None:
        self._stop_timer()
        self._finish_typing()

    def _finish_typing(self) -> None:
        transcript = self.query_one(Transcript)
        transcript.append(self._waiting)
        self._waiting = []
        self._show_standing()
        self._show_replies()

    def _stop_timer(self) -> None:
        if self._timer:
            self._timer.stop()
            self._timer = None

    # Replies

    def _hide_replies(self) -> None:
        replies, skipper = self.query_one(Choices), self.query_one(Skipper)
        if skipper.display:
            return
        skipper.styles.height = max(3, replies.size.height)
        replies.display, skipper.display = False, True
        skipper.spared = {key for command in self.commands() for key in command.key_names}
        self.query_one("#coach").display = False
        skipper.focus()
        self.refresh_keys()

    def _show_replies(self) -> None:
        replies, skipper = self.query_one(Choices), self.query_one(Skipper)
        skipper.display, replies.display = False, True
        replies.set_replies(self._replies())
        self._show_coach()
        replies.focus()
        self.refresh_keys()

    def _replies(self) -> list[Reply]:
        if self.recording.session.state.ended:
            return [Reply(TO_DEBRIEF, self.context.t("ui.chat.to_debrief"))]
        return self.words.replies()

    def _show_coach(self) -> None:
        session, coach = self.recording.session, self.query_one("#coach", Prose)
        coach.display = self.words.coaches and not session.state.ended
        if coach.display:
            coach.say(para(self.context.t("ui.chat.coach_hint", hint=self.words.hint()), "stamina"))
