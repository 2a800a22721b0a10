"""How a player wants things drawn, handed to every widget."""

from dataclasses import dataclass

HIGH_FROM = 28
"""Rows of the screen from which there is room for whole portraits and the large circle."""


@dataclass(frozen=True)
class Look:
    """Choices of display: `calm` stops all movement, `plain_signs` keeps to ASCII signs, `colourless` no colour."""

    calm: bool = False
    plain_signs: bool = False
    colourless: bool = False

    @property
    def up(self) -> str:
        """The sign before an amount gained."""
        return "+" if self.plain_signs else "▲"

    @property
    def down(self) -> str:
        """The sign before an amount lost."""
        return "-" if self.plain_signs else "▼"

    @property
    def cursor(self) -> str:
        """The sign before the row that Enter takes."""
        return ">" if self.plain_signs else "›"

    @property
    def locked(self) -> str:
        """The sign before the reason of a lock."""
        return "x" if self.plain_signs else "✕"

    @property
    def bar(self) -> str:
        """The edge of a bubble that has no colour."""
        return "|" if self.plain_signs else "│"

    def amount(self, change: int) -> str:
        """A change with its sign: ▲8, ▼3; nothing for 0."""
        return f"{self.up if change > 0 else self.down}{abs(change)}" if change else ""
