"""Things that lead to one another, put in an order in which, rounds apart, everything leads onward."""

from collections.abc import Collection, Iterator, Sequence

Open = tuple[int, Iterator[int]]
"""A thing under way, and those it leads to that have not been looked at."""


def in_order(after: Sequence[Collection[int]]) -> list[list[int]]:
    """The things 0, 1, … by rounds, each round before those it leads to; most rounds are a single thing.

    `after` says where each leads. Things lie on one round where each leads to the other (Tarjan's strongly connected
    components, 1972).
    """
    return _Search(after).rounds[::-1]


class _Search:
    def __init__(self, after: Sequence[Collection[int]]) -> None:
        self._after = after
        self._met: dict[int, int] = {}
        self._earliest: dict[int, int] = {}
        self._on_the_way: list[int] = []
        self._closed: set[int] = set()
        self.rounds: list[list[int]] = []
        for start in range(len(after)):
            if start not in self._met:
                self._from(start)

    def _from(self, start: int) -> None:
        """Depth first with a list of its own, since a story may have more scenes than Python has calls."""
        todo = [self._opened(start)]
        while todo:
            thing, rest = todo[-1]
            for target in rest:
                if target not in self._met:
                    todo.append(self._opened(target))
                    break
                if target not in self._closed:
                    self._earliest[thing] = min(self._earliest[thing], self._met[target])
            else:
                todo.pop()
                self._close(thing, todo)

    def _opened(self, thing: int) -> Open:
        self._met[thing] = self._earliest[thing] = len(self._met)
        self._on_the_way.append(thing)
        return thing, iter(sorted(self._after[thing], reverse=True))  # of those side by side the last comes last

    def _close(self, thing: int, todo: list[Open]) -> None:
        if todo:
            before = todo[-1][0]
            self._earliest[before] = min(self._earliest[before], self._earliest[thing])
        if self._earliest[thing] == self._met[thing]:
            place = self._on_the_way.index(thing)
            self.rounds.append(self._on_the_way[place:])
            self._closed.update(self._on_the_way[place:])
            del self._on_the_way[place:]
