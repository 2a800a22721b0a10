"""What follows an action: words spoken, ways taken, scenes entered, chats ended. `engine.chat` over columns."""

from dataclasses import dataclass, field

import numpy as np

from game.analysis.fields import HEAT, SHOP, Fields, Table, open_promise, settle_promise
from game.analysis.work import SATISFACTION, STAMINA, Conditions, at_least, join, move, suffer
from game.engine import table as rules
from game.engine.effects import cause, rounded
from game.engine.prepare import BROKEN, prepare
from game.engine.state import HEAT_PER_MOOD, SHOP_STEPS
from game.story import ALWAYS, END, Condition, Line, Scene, Story

Asked = dict[tuple[str, bool], list[Table]]
"""By address and answer: the groups for which a condition there was asked and answered so."""

Landed = dict[str, list[Table]]
"""By scene or ending: the groups that came there."""


@dataclass(slots=True)
class Moves:
    """What one action does to groups of states: where they are then, and what was asked on the way."""

    action: str
    into: Landed = field(default_factory=dict)
    """by scene"""
    ended: Landed = field(default_factory=dict)
    """by ending"""
    asked: Asked = field(default_factory=dict)

    def note(self, address: str, answer: bool, work: Table) -> None:
        """Keep that these groups came by there."""
        if work.shape[1]:
            self.asked.setdefault((address, answer), []).append(work)


class Onward:
    """How the chats of one story go on."""

    def __init__(self, story: Story, fields: Fields) -> None:
        self.conditions = Conditions(fields)
        self._story = story
        self._ready = prepare(story)

    def spoken(self, address: str, lines: tuple[Line, ...], work: Table, moves: Moves, boundary: bool = False) -> Table:
        """The groups after these lines; insults cost strength, half of it where they answer a boundary."""
        for number, line in enumerate(lines, 1):
            if line.when == ALWAYS and not line.insult:
                continue
            said, unsaid = self.ask(f"{address}.{number}", line.when, work, moves)
            if line.insult:
                cost = np.array([-(-points // 2) if boundary else points for points in rules.INSULT_COST])
                move(said, STAMINA, -cost[said[HEAT] // HEAT_PER_MOOD])
                work = join(said, unsaid)
        return work

    def go(self, scene: Scene, work: Table, moves: Moves) -> None:
        """Along the first way of a scene that is open."""
        for number, route in enumerate(scene.next, 1):
            address = f"scenes.{scene.id}.next.{number}"
            taken, work = self.ask(address, route.when, work, moves)
            if taken.shape[1]:
                moves.note(address, True, taken)
                self.go_to(route.to, taken, moves)

    def go_to(self, target: str, work: Table, moves: Moves) -> None:
        """Into a scene, or to the end."""
        if target == END:
            self._end(work, moves)
        else:
            self.enter(self._story.scenes[target], work, moves)

    def _end(self, work: Table, moves: Moves) -> None:
        for ending in self._story.own_endings:
            won, work = self.ask(f"endings.{ending.id}.when", ending.when, work, moves)
            self._finish(ending.id, won, moves)

    def enter(self, scene: Scene, work: Table, moves: Moves) -> None:
        """Into a scene, and on through scenes without replies."""
        moves.note(f"scenes.{scene.id}", True, work)
        work = work.copy()
        for place in self._ready.scenes[scene.id].breaks:
            self._break(place, work)
        work = self.alive(self.spoken(f"scenes.{scene.id}.say", scene.say, work, moves), moves)
        if scene.choices:
            self.arrive(scene, work, moves)
        else:
            self.go(scene, work, moves)

    def _break(self, place: int, work: Table) -> None:
        open_ = open_promise(work, place)
        settle_promise(work, place, BROKEN, open_)
        work[SHOP] = np.clip(work[SHOP] - open_ * rules.BROKEN_PROMISE_SHOP_STEPS, 0, SHOP_STEPS)
        suffer(work, *(open_ * by for by in rounded([cause("promise_broken", rules.PROMISE_BROKEN)])))

    def alive(self, work: Table, moves: Moves) -> Table:
        """Those with something left on both meters; the others' chat is over."""
        work, gone = at_least(work, SATISFACTION, 1)
        work, spent = at_least(work, STAMINA, 1)
        self._finish("walk-out", gone, moves)
        self._finish("hand-over", spent, moves)
        return work

    def _finish(self, ending: str, work: Table, moves: Moves) -> None:
        if work.shape[1]:
            moves.note(f"endings.{ending}", True, work)
            moves.ended.setdefault(ending, []).append(work)

    def arrive(self, scene: Scene, work: Table, moves: Moves) -> None:
        """Keep that these groups now stand in a scene."""
        if work.shape[1]:
            moves.into.setdefault(scene.id, []).append(work)

    def ask(self, address: str, condition: Condition, work: Table, moves: Moves) -> tuple[Table, Table]:
        """The groups parted by a condition, and a note of both answers; what always holds is not asked."""
        yes, no = self.conditions.part(condition, work)
        if condition != ALWAYS:
            moves.note(address, True, yes)
            moves.note(address, False, no)
        return yes, no
