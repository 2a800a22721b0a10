"""The keys that end a moment of care: taken, or not."""

from game.ui.commands import Command

DONE = Command("done", "enter,space", group="care", area="ui_care")
LEAVE = Command("leave", "escape,q", group="care", area="ui_care")
