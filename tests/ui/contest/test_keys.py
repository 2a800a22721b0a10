"""What can be done with a contest stands in the key bar of a usual terminal, not in the help alone."""

import pytest

from game.text import Language, load
from game.ui.commands import HELP, LANGUAGE, Command
from game.ui.contest.screen import ContestScreen
from game.ui.contest.watch import WatchScreen
from game.ui.widgets.bars import BarKey, KeyBar

USUAL = 80
BESIDE = ("take_turn", "change", "next")
"""What only some pages or players have, and what the digits above the pages do, too."""


def left_out(commands: tuple[Command, ...], language: Language) -> list[str]:
    """The commands for which a usual terminal has no room."""
    t, shown = load(language), [command for command in (*commands, LANGUAGE, HELP) if command.shown]
    bar = KeyBar()
    bar.keys = tuple(BarKey(command.key_cap, command.label(t), command.id, command.stays) for command in shown)
    fitting = {key.action for _, key in bar.fitting(USUAL)}
    return [command.id for command in shown if command.id not in fitting]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_contest_is_joined_left_and_prepared_by_keys_that_are_shown(language: Language) -> None:
    assert not left_out(tuple(c for c in ContestScreen.COMMANDS if c.id not in BESIDE), language)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_playback_shows_all_its_keys(language: Language) -> None:
    assert not left_out(WatchScreen.COMMANDS, language)
