"""What the slow solver has to say to a writer: every question that is answered with "violated"."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from game.engine import ActionUnavailableError, State, step
from game.story import Check, Story
from tests.support.reference_solver import Reference
from tests.support.solver_watching import asked, conditions

Key = Callable[[State], Hashable]
"""What of a state counts when two are compared."""


class Finding(NamedTuple):
    """Something that does not hold."""

    question: str
    address: str = ""
    other: str = ""
    length: int | None = None
    """Actions of the shortest play that shows it, where a play can; cards left out."""


def findings(story: Story, deals: Sequence[Reference], key: Key = lambda state: state) -> set[Finding]:
    """All of them, over all deals."""
    return {
        *_unseen(story, deals),
        *_first("no-dead-end", [deal.length[state] for deal in deals for state in deal.dead_ends]),
        *_first("a-way-out", [deal.length[state] for deal in deals for state in deal.stuck]),
        *_constant(story, deals),
        *_fake(story, deals, key),
        *_always_best(story, deals),
        *_failed(story, deals),
    }


def _unseen(story: Story, deals: Sequence[Reference]) -> Iterator[Finding]:
    for address in asked(story):
        if not any(address in deal.seen for deal in deals):
            yield Finding("reachable", address)


def _first(question: str, lengths: Sequence[int]) -> Iterator[Finding]:
    if lengths:
        yield Finding(question, length=min(lengths))


def _constant(story: Story, deals: Sequence[Reference]) -> Iterator[Finding]:
    """That a line or a way can be met is asked of it anyhow, so it is not asked again whether it can be true. And the
    fault of a whole story may well be plain."""
    for address in conditions(story).keys() - {"at_fault"}:
        answers = set[bool]().union(*(deal.read.get(address, set()) for deal in deals))
        if answers == {True}:
            yield Finding("can-be-false", address)
        elif answers == {False} and address not in asked(story):
            yield Finding("can-be-true", address)


def _standing(scene: str, deals: Sequence[Reference]) -> Iterator[dict[str, State]]:
    """For every state of a scene: where each open reply leads."""
    for deal in deals:
        for state, moves in deal.moves.items():
            if state.scene == scene:
                yield {move.action: move.after for move in moves if move.is_reply}


def _fake(story: Story, deals: Sequence[Reference], key: Key) -> Iterator[Finding]:
    """Replies that lead to the very same from every state in which both are open."""
    for scene in story.scenes.values():
        here = list(_standing(scene.id, deals))
        for one, two in combinations([choice.id for choice in scene.choices], 2):
            both = [replies for replies in here if one in replies and two in replies]
            if both and all(
                _landing(deals, replies[one], key) == _landing(deals, replies[two], key) for replies in both
            ):
                yield Finding("not-fake", f"choices.{one}", f"choices.{two}")


def _landing(deals: Sequence[Reference], after: State, key: Key) -> Hashable:
    if not after.ended:
        return key(after)
    return after.ending, next(deal.ended[after] for deal in deals if after in deal.ended)


def _always_best(story: Story, deals: Sequence[Reference]) -> Iterator[Finding]:
    """Replies open in every state of their scene and, without care, as good as any; not where all is lost anyhow."""
    for scene in story.scenes.values():
        told = [bests for deal in deals for bests in _bests(scene.id, deal)]
        if told and len(scene.choices) > 1:
            for action in set.intersection(*told):
                yield Finding("not-always-best", f"choices.{action}")


def _bests(scene: str, deal: Reference) -> list[set[str]]:
    """The best replies of each state of a scene; none of any where no ending can be reached from there."""
    values = [
        {action: deal.best_by_replies.get(after, -1) for action, after in replies.items()}
        for replies in _standing(scene, [deal])
    ]
    if all(value < 0 for some in values for value in some.values()):
        return []
    return [{action for action, value in some.items() if value == max(some.values())} for some in values]


def _failed(story: Story, deals: Sequence[Reference]) -> Iterator[Finding]:
    for number, check in enumerate(story.checks, 1):
        other = _broken_by(story, check, deals)
        if other is not None:
            yield Finding("check", f"checks.{number}", other)


def _broken_by(story: Story, check: Check, deals: Sequence[Reference]) -> str | None:
    """The ending that breaks a claim in some deal, "" where a wanted one is missing; None where it holds."""
    if check.kind == "every-ending":
        return next((f"endings.{e.id}" for e in story.own_endings if not _reached(e.id, deals)), None)
    played = [(deal, state) for deal in deals if (state := _played(check, deal)) is not None]
    for deal, state in played:
        ends = deal.endings[state]
        if check.kind == "can-end" and check.ending not in ends:
            return ""
        if check.kind == "never-ends" and check.ending in ends:
            return f"endings.{check.ending}"
        if check.kind == "ends" and ends != {check.ending}:
            return f"endings.{min(ends - {check.ending or ''})}" if ends else ""
    return None if played else "unplayable"


def _reached(ending: str, deals: Sequence[Reference]) -> list[Reference]:
    return [deal for deal in deals if f"endings.{ending}" in deal.seen]


def _played(check: Check, deal: Reference) -> State | None:
    """Where a play leads; None where it cannot be played."""
    state = deal.first
    for action in check.play:
        if not action.startswith("card:"):
            try:
                state, _ = step(deal.story, state, action)
            except ActionUnavailableError:
                return None
    return state
