"""One action under way: the state as it moves through a reply, the way on and the next scene."""

from fractions import Fraction

from game.engine import table
from game.engine.conditions import always
from game.engine.effects import cause, rounded
from game.engine.outcome import Cause
from game.engine.prepare import (
    BROKEN,
    KEPT,
    OPEN,
    Lines,
    ReadyChoice,
    ReadyPromises,
    ReadyStory,
    Routes,
    count_open,
)
from game.engine.state import (
    CARE_KINDS,
    HEAT_PER_MOOD,
    HEAT_STEPS,
    MASK_TOP,
    METER_TOP,
    MINUTES_TOP,
    SHOP_STEPS,
    SOFT_TOP,
    STRIKES_TOP,
    State,
    clamp,
)
from game.story import END, Ending, Line


class Chat:
    """A state being moved, with the lines and causes gathered on the way."""

    def __init__(self, ready: ReadyStory, state: State) -> None:
        self.ready = ready
        self.state = state
        self.lines: list[Line] = []
        self.causes: list[Cause] = []

    @property
    def ending(self) -> Ending | None:
        """The ending, once the chat is over."""
        return None if self.state.ending is None else self.ready.story.ending(self.state.ending)

    def reply(self, ready: ReadyChoice, abuse: bool) -> None:
        """Takes a reply: its effect, what comes back, and the way on."""
        self._take(ready, abuse)
        self._speak(ready.reply, answers_boundary="BOUNDARY" in ready.choice.uses)
        if not self.end_if_spent():
            self._go(ready.routes)

    def care(self, kind: str, gained: int, *, steadies: bool) -> None:
        """Takes a care action: it gives stamina and takes time, and who waits too long without a word turns cold."""
        old = self.state
        passed = min(old.minutes + table.CARE_MINUTES[kind], MINUTES_TOP)
        self.state = old._replace(minutes=passed, fresh=steadies, care=old.care | 1 << CARE_KINDS.index(kind))
        causes = [Cause(f"care_{kind}", stamina=Fraction(gained))]
        if passed == MINUTES_TOP > old.minutes and not old.announced:
            causes.append(cause("cold", table.COLD_ROWS[old.heat // HEAT_PER_MOOD]))
        self.suffer(*causes)
        self.end_if_spent()

    def enter(self, scene_id: str) -> None:
        """Goes into a scene, and on through scenes without choices."""
        scene = self.ready.scenes[scene_id]
        self.state = State(scene_id, *self.state[1:])
        if scene.breaks:
            self._break_open(scene.breaks)
        self._speak(scene.say)
        if not self.end_if_spent() and not scene.choices:
            self._go(scene.routes)

    def suffer(self, *causes: Cause) -> None:
        """Moves the meters by what happened; the customer stops feeling heard when heat rises a band."""
        self.causes += causes
        satisfaction, heat, stamina = rounded(causes)
        old = self.state
        hotter = clamp(old.heat + heat, HEAT_STEPS - 1)
        self.state = old._replace(
            satisfaction=clamp(old.satisfaction + satisfaction, METER_TOP),
            stamina=clamp(old.stamina + stamina, METER_TOP),
            heat=hotter,
            heard=old.heard and hotter // HEAT_PER_MOOD <= old.heat // HEAT_PER_MOOD,
        )

    def end_if_spent(self) -> bool:
        """Ends the chat when a meter stands at 0. True if the chat is over."""
        if self.state.ending is None and self.state.satisfaction == 0:
            self.state = self.state._replace(ending="walk-out")
        elif self.state.ending is None and self.state.stamina == 0:
            self.state = self.state._replace(ending="hand-over")
        return self.state.ending is not None

    def _take(self, ready: ReadyChoice, abuse: bool) -> None:
        old = self.state
        weighed = ready.weigh(old, abuse)
        heat = clamp(old.heat + weighed.heat, HEAT_STEPS - 1)
        shop_steps = ready.shop_steps - count_open(old, ready.promises.breaks) * table.BROKEN_PROMISE_SHOP_STEPS
        self.causes += weighed.causes
        self.state = State(
            scene=old.scene,
            satisfaction=clamp(old.satisfaction + weighed.satisfaction, METER_TOP),
            stamina=clamp(old.stamina + weighed.stamina, METER_TOP),
            heat=heat,
            heard=weighed.heard and heat // HEAT_PER_MOOD <= old.heat // HEAT_PER_MOOD,
            minutes=0,
            announced=ready.steadies,
            strikes=min(old.strikes + ready.strikes, STRIKES_TOP),
            shop=clamp(old.shop + shop_steps, SHOP_STEPS),
            soft=min(old.soft + ready.softens, SOFT_TOP),
            mask=min(old.mask + 1, MASK_TOP) if ready.masks else 0,
            fresh=ready.steadies,
            care=old.care,
            facts=old.facts | ready.facts,
            counters=_counted(old.counters, ready),
            promises=_acted(old.promises, ready.promises),
            used=old.used | ready.used_bit,
            read=old.read,
            ending=None,
        )

    def _speak(self, lines: Lines, answers_boundary: bool = False) -> None:
        for line, test in lines:
            if test is always or test(self.state):
                self.lines.append(line)
                if line.insult:
                    self._insulted(answers_boundary)

    def _insulted(self, answers_boundary: bool) -> None:
        cost = table.INSULT_COST[self.state.heat // HEAT_PER_MOOD]
        cost = -(-cost // 2) if answers_boundary else cost
        self.suffer(cause("insult", (0, 0, -cost)))

    def _break_open(self, places: tuple[int, ...]) -> None:
        for place in places:
            if self.state.promises[place] != OPEN:
                continue
            promises = self.state.promises
            self.state = self.state._replace(
                promises=(*promises[:place], BROKEN, *promises[place + 1 :]),
                shop=clamp(self.state.shop - table.BROKEN_PROMISE_SHOP_STEPS, SHOP_STEPS),
            )
            self.suffer(cause("promise_broken", table.PROMISE_BROKEN))

    def _go(self, routes: Routes) -> None:
        target = next(to for to, test in routes if test is always or test(self.state))
        if target != END:
            self.enter(target)
            return
        ending = next(id for id, test in self.ready.endings if test(self.state))
        self.state = self.state._replace(ending=ending)


def _counted(counters: tuple[int, ...], ready: ReadyChoice) -> tuple[int, ...]:
    if not ready.counters:
        return counters
    values = list(counters)
    for place, change, lowest, highest in ready.counters:
        values[place] = max(lowest, min(values[place] + change, highest))
    return tuple(values)


def _acted(promises: tuple[int, ...], acts: ReadyPromises) -> tuple[int, ...]:
    """Promises after a reply. A promise that was settled before can be opened anew."""
    if not (acts.opens or acts.keeps or acts.breaks):
        return promises
    values = list(promises)
    for places, settled in ((acts.keeps, KEPT), (acts.breaks, BROKEN)):
        for place in places:
            values[place] = settled if values[place] == OPEN else values[place]
    for place in acts.opens:
        values[place] = OPEN
    return tuple(values)
