"""How stated players fare in a deal, exactly: chances are fractions, and endless rounds are solved, not followed."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from game.engine import State
from game.engine.table import STEADYING_THOUGHTS
from game.story import Slip, Story
from tests.support.reference_solver import Move, Reference

TIRED_BELOW = 50
"""Below this stamina a careful player cares for themselves first."""
Player = Callable[[Reference, State], Sequence[Move]]
"""The moves that a player makes in a state, each with equal chance; none where they are at a loss."""


def uniform(deal: Reference, state: State) -> Sequence[Move]:
    """Any open reply."""
    return [move for move in deal.moves[state] if move.is_reply]


def careful(deal: Reference, state: State) -> Sequence[Move]:
    """Any open reply without a slip, all where there is none; below half of their strength they care first."""
    care = _care_in_order(deal, state) if state.stamina < TIRED_BELOW else []
    return care[:1] or _by_slip(deal, state, None)


def template(deal: Reference, state: State) -> Sequence[Move]:
    """A stock phrase wherever there is one."""
    return _by_slip(deal, state, "TEMPLATE")


def mask(deal: Reference, state: State) -> Sequence[Move]:
    """A forced smile wherever there is one."""
    return _by_slip(deal, state, "MASK")


def greedy(deal: Reference, state: State) -> Sequence[Move]:
    """The reply that raises satisfaction most at once; of those alike the first as written."""
    replies = uniform(deal, state)
    return [max(replies, key=lambda move: move.after.satisfaction)] if replies else []


PLAYERS: dict[str, Player] = {
    "uniform": uniform, "careful": careful, "greedy": greedy, "template": template, "mask": mask,
}  # fmt: skip


def _by_slip(deal: Reference, state: State, slip: Slip | None) -> Sequence[Move]:
    replies = uniform(deal, state)
    return [move for move in replies if deal.story.choices[move.action].slip == slip] or replies


def _care_in_order(deal: Reference, state: State) -> list[Move]:
    """Breathing, the first helping thought, the colleague."""
    open_ = {move.action: move for move in deal.moves[state]}
    wanted = ("care:breathe", *_helping_thoughts(deal.story)[:1], "care:ask")
    return [open_[action] for action in wanted if action in open_]


def _helping_thoughts(story: Story) -> list[str]:
    return [f"care:reframe:{id}" for id, thought in story.thoughts.items() if thought.kind in STEADYING_THOUGHTS]


@dataclass(frozen=True)
class Fared:
    """What became of a player."""

    shares: dict[str, Fraction]
    """of each ending that they meet; what is missing to 1 never ends"""
    mean_score: Fraction
    """of 1000; a play that never ends counts as 0"""
    visits: dict[State, Fraction]
    """how often they stand in a state in one play; states of a round without a way out are left out"""
    forever: bool
    """some of them go round for ever"""


def fare(deal: Reference, player: Player) -> Fared:
    """How a player fares in a deal."""
    visits, forever = _visits(deal, player)
    shares: dict[str, Fraction] = defaultdict(Fraction)
    mean = Fraction(0)
    for state, share in visits.items():
        if state.ending is not None:
            shares[state.ending] += share
            mean += share * deal.ended[state]
    return Fared(dict(shares), mean, visits, forever)


def flows(deal: Reference) -> dict[tuple[str, str, str], Fraction]:
    """By scene, choice and where it leads: how often uniform players take that way in one play; 0 where they cannot."""
    visits = fare(deal, uniform).visits
    found: dict[tuple[str, str, str], Fraction] = defaultdict(Fraction)
    for state in deal.moves:
        replies = uniform(deal, state)
        for move in replies:
            target = move.after.scene if move.after.ending is None else f"endings.{move.after.ending}"
            found[state.scene, move.action, target] += visits.get(state, Fraction(0)) / len(replies)
    return dict(found)


def _visits(deal: Reference, player: Player) -> tuple[dict[State, Fraction], bool]:
    """How often a player comes into each state: knot by knot of states that lead back to each other."""
    onward, forever = _onward(deal, player), False
    visits: dict[State, Fraction] = defaultdict(Fraction, {deal.first: Fraction(1)})
    for knot in knots(deal.first, onward):
        if not _turn(visits, knot, onward):
            forever = True
            for state in knot:
                visits.pop(state, None)
            continue
        for state in knot:
            for after in onward[state]:
                if after not in knot:
                    visits[after] += visits[state] / len(onward[state])
    return dict(visits), forever


def _onward(deal: Reference, player: Player) -> dict[State, list[State]]:
    """Where the player may stand after each state; a state listed twice is as likely again."""
    onward: dict[State, list[State]] = {}
    todo = [deal.first]
    while todo:
        state = todo.pop()
        if state not in onward:
            onward[state] = [] if state.ended else [move.after for move in player(deal, state)]
            todo += onward[state]
    return onward


def _turn(visits: dict[State, Fraction], knot: set[State], onward: dict[State, list[State]]) -> bool:
    """Replace how often a knot is entered at a state by how often players stand there. False: nobody leaves it.

    Solves visits = entries + visits * chances by taking one state after another out of the round.
    """
    if not any(after in knot for state in knot for after in onward[state]):
        return True
    if all(after in knot for state in knot for after in onward[state]):
        return False
    chances: dict[State, dict[State, Fraction]] = {state: defaultdict(Fraction) for state in knot}
    for state in knot:
        for after in onward[state]:
            if after in knot:
                chances[state][after] += Fraction(1, len(onward[state]))
    entries = {state: visits[state] for state in knot}
    taken_out: list[tuple[State, dict[State, Fraction]]] = []
    for state in sorted(knot):
        taken_out.append((state, _take_out(state, chances, entries)))
    for state, sources in reversed(taken_out):
        entries[state] += sum((entries[source] * chance for source, chance in sources.items()), Fraction(0))
    visits.update(entries)
    return True


def _take_out(
    state: State, chances: dict[State, dict[State, Fraction]], entries: dict[State, Fraction]
) -> dict[State, Fraction]:
    """Lead every way through a state past it; return the chances with which those left in the round come into it."""
    ways = chances.pop(state)
    again = 1 / (1 - ways.pop(state, Fraction(0)))
    entries[state] *= again
    for after, chance in ways.items():
        entries[after] += entries[state] * chance
    sources = {}
    for source, its_ways in chances.items():
        through = its_ways.pop(state, None)
        if through is not None:
            sources[source] = through * again
            for after, chance in ways.items():
                its_ways[after] += through * again * chance
    return sources


def knots(first: State, onward: dict[State, list[State]]) -> list[set[State]]:
    """The largest sets of states that all lead to each other, each before those that it leads to (Tarjan's way)."""
    place: dict[State, int] = {}
    lowest: dict[State, int] = {}
    path: list[State] = []
    on_path: set[State] = set()
    found: list[set[State]] = []
    calls = [(first, iter(onward[first]))]
    while calls:
        state, targets = calls[-1]
        if state not in place:
            place[state] = lowest[state] = len(place)
            path.append(state)
            on_path.add(state)
        for after in targets:
            if after not in place:
                calls.append((after, iter(onward[after])))
                break
            if after in on_path:
                lowest[state] = min(lowest[state], place[after])
        else:
            calls.pop()
            if calls:
                parent = calls[-1][0]
                lowest[parent] = min(lowest[parent], lowest[state])
            if lowest[state] == place[state]:
                knot = set(path[path.index(state) :])
                del path[path.index(state) :]
                on_path -= knot
                found.append(knot)
    return found[::-1]
