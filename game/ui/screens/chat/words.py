"""A chat in words: what happened and what can be done, as the values that the widgets show. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from game.engine import Option, Outcome, Session
from game.engine.state import EXHAUSTED_BELOW, TIRED_BELOW
from game.story import PROMISE_STATES, Line, Mood
from game.telling import joined, line_text, locked_reason, minutes_after, mood
from game.ui.context import ScreenContext
from game.ui.moments import clock
from game.ui.widgets.bubbles import Change, Kind, Message
from game.ui.widgets.choices import Reply
from game.ui.widgets.meter import Band, Reading

_KINDS: dict[str, Kind] = {"customer": "customer", "agent": "player", "other": "other", "narration": "narration"}
_TONES: dict[Mood, Band] = {"calm": "good", "anxious": "mid", "irritated": "mid", "furious": "bad"}
_OPEN = PROMISE_STATES.index("open")
_CONTENT_FROM, _UNEASY_FROM = 60, 35
"""Satisfaction from which the bar says it goes well, or tolerably."""


@dataclass(frozen=True)
class ChatWords:
    """Says a session in the language and by the settings of a context."""

    session: Session
    context: ScreenContext

    def everything(self, steps: int | None = None) -> list[Message]:
        """The whole chat so far, or as it was after so many `steps`."""
        outcomes = self.session.outcomes[: None if steps is None else steps + 1]
        told = zip(outcomes, minutes_after(outcomes), strict=True)
        return [message for outcome, minutes in told for message in self._messages(outcome, clock(minutes))]

    def latest(self) -> list[Message]:
        """What the last outcome brought: the player's bubbles first, then the answers."""
        outcomes = self.session.outcomes
        return self._messages(outcomes[-1], clock(minutes_after(outcomes)[-1]))

    def _messages(self, outcome: Outcome, now: str) -> list[Message]:
        answers = [self._line(line, now) for line in outcome.lines]
        return self._with_changes([*self._done(outcome, now), *answers, *self._coaching(outcome)], outcome)

    def replies(self) -> list[Reply]:
        """What can be sent now."""
        return [self._reply(option) for option in self.session.view.options]

    def reading(self, meter: str) -> Reading:
        """A meter, `satisfaction` or `stamina`, with its last change."""
        change = self.session.outcomes[-1].change
        value: int = getattr(self.session.state, meter)
        band = _band(meter, value)
        return Reading(value, getattr(change, meter), self.context.t(f"ui.meter.{meter}_{band}"), band)

    def mood(self) -> str:
        """The customer's mood in a word."""
        return mood(self.session.state.mood, self.context.t)

    def tone(self) -> Band:
        """How good the customer's mood is."""
        return _TONES[self.session.state.mood]

    def promises(self) -> list[str]:
        """What was promised and not kept yet."""
        promises = zip(self.session.story.promises.values(), self.session.state.promises, strict=True)
        return [text for text, standing in promises if standing == _OPEN]

    @property
    def coaches(self) -> bool:
        """Whether the coach speaks: where the player asked for it, and never in a ranked chat."""
        return self.context.settings.coach and self.session.is_practice

    def hint(self) -> str:
        """What the coach says about the present scene."""
        scene = self.session.story.scenes.get(self.session.state.scene)
        return (scene.hint if scene else "") or self.context.t("engine.hint.default")

    def card_read(self, id: str) -> bool:
        """Whether a card was looked at."""
        return f"card:{id}" in self.session.actions

    def _reply(self, option: Option) -> Reply:
        t, choice = self.context.t, option.choice
        text = joined(choice.bubbles)
        return Reply(option.id, t("ui.chat.quiet", text=text) if choice.quiet else text, locked_reason(option, t))

    def _line(self, line: Line, now: str) -> Message:
        text = line_text(line, self.context.settings.softer_insults)
        return Message(_KINDS[line.role], text, line.speaker or "", now)

    def _done(self, outcome: Outcome, now: str) -> Iterator[Message]:
        """What the player did, before anybody answered."""
        t = self.context.t
        for text in outcome.said:
            yield Message("player", text, time=now)
        if outcome.choice and outcome.choice.quiet:
            yield Message("narration", joined(outcome.choice.bubbles))
        if outcome.card:
            yield Message("system", t("ui.chat.looked_up", title=outcome.card.title))
        if outcome.thought:
            yield Message("system", t("ui.chat.reframed", text=outcome.thought.text))
        if outcome.action == "care:breathe":
            yield Message("system", t("ui.chat.breathed"))
        if outcome.action == "care:ask":
            yield Message("system", t("ui.chat.asked"))
            yield Message("other", outcome.hint or t("engine.hint.default"), t("ui.chat.colleague"), now)

    def _coaching(self, outcome: Outcome) -> Iterator[Message]:
        """Technique names and the reason, for those who asked for them during play."""
        choice = outcome.choice
        if not (self.coaches and choice):
            return
        t = self.context.t
        names = [t(f"engine.technique.{technique}") for technique in outcome.techniques]
        if outcome.slip:
            text = t("ui.chat.coach_slip", name=t(f"engine.slip.{outcome.slip}"), why=choice.why)
        elif names:
            text = t("ui.chat.coach_used", names=t("ui.list").join(names), why=choice.why)
        else:
            text = choice.why
        if text.strip():
            yield Message("system", text.strip())

    def _with_changes(self, messages: list[Message], outcome: Outcome) -> list[Message]:
        """The changes of the meters stand below the customer's last word, else below the last message."""
        change, t = outcome.change, self.context.t
        moved = tuple(
            Change(t(f"ui.meter.{meter}"), amount)
            for meter, amount in (("satisfaction", change.satisfaction), ("stamina", change.stamina))
            if amount
        )
        if not (moved and messages):
            return messages
        spoken = [index for index, message in enumerate(messages) if message.kind == "customer"]
        index = spoken[-1] if spoken else len(messages) - 1
        messages[index] = replace(messages[index], changes=moved)
        return messages


def _band(meter: str, value: int) -> Band:
    good, mid = (TIRED_BELOW, EXHAUSTED_BELOW) if meter == "stamina" else (_CONTENT_FROM, _UNEASY_FROM)
    return "good" if value >= good else "mid" if value >= mid else "bad"
