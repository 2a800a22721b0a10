"""Rules of the key bar: what does not fit gives way, and what one cannot do without stays."""

import pytest

from game.ui.commands import HELP, LANGUAGE, Command
from game.ui.screens.chat.actions import ChatActions
from game.ui.widgets.bars import BarKey, KeyBar
from game.ui.widgets.rows import row_width

NEEDED = [BarKey(cap, label, cap, True) for cap, label in (("Q", "Pause"), ("F2", "中文"), ("?", "Help"))]
OTHERS = [BarKey(str(number), "Something", f"do_{number}") for number in range(9)]


@pytest.mark.parametrize("width", range(30, 200, 7))
def test_the_most_needed_keys_stay_and_nothing_is_cut_off(width: int) -> None:
    bar = KeyBar()
    bar.keys = (*OTHERS[:4], NEEDED[0], *OTHERS[4:], *NEEDED[1:])
    kept = [key for _, key in bar.fitting(width)]
    assert [key for key in kept if key.stays] == NEEDED
    assert [key for key in kept if not key.stays] == OTHERS[: len(kept) - len(NEEDED)]
    assert row_width(bar.rows(width)[0]) <= width + 2  # the blanks behind the last key may be cut


def test_language_help_and_the_way_out_stay() -> None:
    assert HELP.stays and LANGUAGE.stays
    assert [command.id for command in ChatActions.COMMANDS if command.stays] == ["pause"]
    assert not Command("anything", "x,f5").stays
