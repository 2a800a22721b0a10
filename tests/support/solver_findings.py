"""What the slow solver has to say to a writer: every question that is answered with "violated"."""

from collections import deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple

from game.engine import ActionUnavailableError, State, step
from game.story import Check, Story
from tests.support.reference_solver import Reference, asked

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
        *_constant(deals),
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


def _constant(deals: Sequence[Reference]) -> Iterator[Finding]:
    for address in {address for deal in deals for address in deal.read}:
        answers = set[bool]().union(*(deal.read.get(address, set()) for deal in deals))
        if len(answers) == 1:
            yield Finding("can-be-false" if True in answers else "can-be-true", address)


def _standing(scene: str, deals: Sequence[Reference]) -> Iterator[tuple[Reference, State, dict[str, State]]]:
    """Every state of a scene with something to reply, and where each reply leads."""
    for deal in deals:
        for state, moves in deal.moves.items():
            if state.scene == scene:
                replies = {move.action: move.after for move in moves if move.is_reply}
                yield deal, state, replies


def _fake(story: Story, deals: Sequence[Reference], key: Key) -> Iterator[Finding]:
    for scene in story.scenes.values():
        here = [replies for _, _, replies in _standing(scene.id, deals)]
        for place, one in enumerate(scene.choices):
            for two in scene.choices[place + 1 :]:
                ends = [_landing(replies, one.id, key) == _landing(replies, two.id, key) for replies in here]
                if all(ends) and any(one.id in replies for replies in here):
                    yield Finding("not-fake", f"choices.{one.id}", f"choices.{two.id}")


def _landing(replies: dict[str, State], action: str, key: Key) -> Hashable:
    after = replies.get(action)
    return None if after is None else (after.ending, after if after.ended else key(after))


def _always_best(story: Story, deals: Sequence[Reference]) -> Iterator[Finding]:
    """Where nothing can be replied, or no reply leads to an ending, no reply is best."""
    for scene in story.scenes.values():
        bests = []
        for deal, _, replies in _standing(scene.id, deals):
            values = {action: deal.best_by_replies.get(after, -1) for action, after in replies.items()}
            top = max(values.values(), default=-1)
            bests.append({action for action, value in values.items() if value == top >= 0})
        if bests and len(scene.choices) > 1:
            for action in set.intersection(*bests):
                yield Finding("not-always-best", f"choices.{action}")


def _failed(story: Story, deals: Sequence[Reference]) -> Iterator[Finding]:
    for number, check in enumerate(story.checks, 1):
        address = f"checks.{number}"
        if check.kind == "every-ending":
            yield from (Finding("check", address, e.id) for e in story.own_endings if not _reached(e.id, deals))
            continue
        played = [(deal, state) for deal in deals if (state := _played(check, deal)) is not None]
        ends = [set(_ends(deal, state)) for deal, state in played]
        if check.kind == "never-ends":
            lengths = [_ends(deal, state)[check.ending] for deal, state in played if check.ending in _ends(deal, state)]
            found = [Finding("check", address, check.ending or "", _steps(check) + min(lengths))] if lengths else []
        elif check.kind == "can-end":
            found = [] if any(check.ending in some for some in ends) else [Finding("check", address)]
        else:
            wrong = [state.ending or "" for _, state in played if state.ending != check.ending]
            found = [Finding("check", address, wrong[0], _steps(check))] if wrong else []
        yield from found or ([] if played else [Finding("check", address)])


def _reached(ending: str, deals: Sequence[Reference]) -> list[Reference]:
    return [deal for deal in deals if f"endings.{ending}" in deal.seen]


def _steps(check: Check) -> int:
    return sum(not action.startswith("card:") for action in check.play)


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


def _ends(deal: Reference, first: State) -> dict[str | None, int]:
    """The endings that can be reached from a state, with the fewest actions to each."""
    length, found, todo = {first: 0}, dict[str | None, int](), deque([first])
    while todo:
        state = todo.popleft()
        if state.ended:
            found.setdefault(state.ending, length[state])
        for move in deal.moves.get(state, ()):
            if move.after not in length:
                length[move.after] = length[state] + 1
                todo.append(move.after)
    return found
