"""Texts of a server made safe to show, wherever they stand in an answer."""

from typing import Any

from game.team.names import clean_name
from game.text import clean

NAMES = frozenset(("name", "team", "player"))
"""Fields that hold what somebody called themselves, a team or a contest."""


def harmless(data: Any, field: str = "") -> Any:
    """Return what was read from JSON with every text in it cleaned; fields keep their names."""
    if isinstance(data, str):
        return clean_name(data) if field in NAMES else clean(data)
    if isinstance(data, list):
        return [harmless(item, field) for item in data]
    if isinstance(data, dict):
        return {name: harmless(value, name) for name, value in data.items()}
    return data
