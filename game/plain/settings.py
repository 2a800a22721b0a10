"""The settings that make a difference line by line."""

from game.plain.console import picked
from game.plain.player import Player

SWITCHES = ("coach", "softer_insults")
NAMES = ("language", *SWITCHES)


def change_settings(player: Player) -> bool:
    """Let the player switch settings until they have had enough. Returns whether the language changed."""
    language = player.t.language
    while True:
        _list(player)
        place = picked(player.ask("settings.prompt"), len(NAMES))
        if place is None:
            return player.t.language != language
        if NAMES[place] == "language":
            player.switch_language()
        else:
            player.change(NAMES[place], not getattr(player.settings, NAMES[place]))


def _list(player: Player) -> None:
    player.say("settings.title")
    for number, name in enumerate(NAMES, 1):
        label = player.t(f"plain.settings.{name}")
        player.say("settings.line", number=number, name=label, value=_value(player, name))


def _value(player: Player, name: str) -> str:
    if name == "language":
        return player.t("plain.settings.language_value")
    return player.t("plain.settings.on" if getattr(player.settings, name) else "plain.settings.off")
