"""Locks that a card would open, as those meet them who have not opened it.

The search notes where a reply is locked to who has opened nothing at all. Where the shortest play to that moment needs
none of the reply's cards, it shows the lock. Else the lock is looked for among the plays that do without a card: the
same deal is searched once more for somebody who never opens it.
"""

from collections.abc import Iterator

from game.analysis.cards import Cards, cards_for, failing_without, without
from game.analysis.explore import Budget, Space
from game.analysis.facts import Play
from game.analysis.moves import UNREAD
from game.analysis.witness import Plays


def locked_without_cards(space: Space, budget: Budget) -> Iterator[tuple[str, Play | None]]:
    """By id of a reply the shortest play to where it is locked for want of a card; None where the budget ran out.

    Replies that nobody meets so are left out.
    """
    plays, others = Plays(space), _Others(space, budget)
    for (address, answer), met in space.sightings.items():
        if address.endswith(UNREAD):
            play = plays.to(address, answer, met)
            if set(cards_for(space.story, met.action)).isdisjoint(play.actions):
                yield met.action, play
            else:
                yield from others.locked(met.action)


class _Others:
    """The same deal for those who never open certain cards."""

    def __init__(self, space: Space, budget: Budget) -> None:
        self._space = space
        self._budget = budget
        self._searched: dict[Cards, Space] = {}

    def locked(self, reply: str) -> Iterator[tuple[str, Play | None]]:
        """The reply with the shortest play to its lock, if there is any."""
        spaces = [self._without(cards) for cards in failing_without(self._space.story.choices[reply].needs) if cards]
        asked = f"choices.{reply}.needs", False
        found = [Plays(space).to(*asked, space.sightings[asked]) for space in spaces if asked in space.sightings]
        if found or not all(space.closed for space in spaces):
            yield reply, min(found, key=lambda play: play.length, default=None)

    def _without(self, cards: Cards) -> Space:
        if cards not in self._searched:
            space = self._space
            self._searched[cards] = Space(without(space.story, cards), space.variant, self._budget)
        return self._searched[cards]
