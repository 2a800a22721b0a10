"""Contests so large that a server publishes out of what it keeps: without awards, and naming only the first persons."""

from game.team.contest import ContestState

LARGE = 300
"""Members with a result up to which every board is counted anew while people play: a fraction of a second; and ..."""
LARGE_AT_THE_END = 5000
"""... once it is over, when there is time: seconds."""
MOST_NAMED = 200
"""Persons whom a list out of what is kept names."""


def is_large(members: int, state: ContestState) -> bool:
    """Return whether a contest is published out of what is kept; `members`: who have a result in any of its stories."""
    return members > (LARGE_AT_THE_END if state == "revealed" else LARGE)
