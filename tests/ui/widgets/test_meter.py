"""Rules of a meter: number, change, bar and word agree, in every look, at every width."""

import pytest
from textual.pilot import Pilot

from game.ui.widgets.look import Look
from game.ui.widgets.meter import Meter, Reading, bar
from game.ui.widgets.rows import row_width
from tests.support.widgets import WidgetApp, drive, lines_of

LOOKS = [Look(), Look(plain_signs=True), Look(colourless=True)]


def drawn(value: int, change: int, width: int = 20, look: Look = LOOKS[0]) -> str:
    return "".join(span.text for span in bar(Reading(value, change), value, width, look))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("width", [1, 7, 20, 33])
def test_a_bar_fills_its_width_at_any_value(look: Look, width: int) -> None:
    for value in range(0, 101, 7):
        for change in (-100, -9, -1, 0, 1, 9, 100):
            assert row_width(bar(Reading(value, change), value, width, look)) == width


def test_the_bar_is_exact_to_an_eighth_of_a_cell() -> None:
    assert drawn(50, 0).strip() == "█" * 10
    assert drawn(53, 0).strip() == "█" * 10 + "▋"


def test_a_loss_and_a_gain_leave_different_traces_without_colour() -> None:
    assert drawn(50, -20, look=LOOKS[2]) == "█" * 10 + "▒" * 4 + "░" * 6
    assert drawn(50, 20, look=LOOKS[2]) == "█" * 6 + "▓" * 4 + "░" * 10
    assert drawn(50, -20, look=LOOKS[1]) == "#" * 10 + "-" * 4 + "." * 6


def test_the_trace_of_a_loss_has_a_role_of_its_own() -> None:
    roles = [span.role for span in bar(Reading(50, -20), 50, 20, LOOKS[0]) if span.text]
    assert roles == ["fill-mid", "loss", "track"]


def test_name_word_number_and_change_stand_in_one_row() -> None:
    meter = Meter("满意度", Reading(46, -6, "有点悬"))

    async def scenario(_: Pilot[None]) -> None:
        assert lines_of(meter)[0] == "满意度  有点悬" + " " * 18 + "46 ▼6"

    drive(WidgetApp(meter), scenario, (38, 4))


def test_a_word_without_room_in_the_headline_stands_behind_the_bar() -> None:
    meter = Meter("Satisfaction", Reading(46, -6, "under strain"))

    async def scenario(_: Pilot[None]) -> None:
        headline, below = lines_of(meter)
        assert headline.startswith("Satisfaction") and headline.endswith("46 ▼6")
        assert below.endswith(" under strain")

    drive(WidgetApp(meter), scenario, (26, 4))


def test_compact_is_one_row_and_drops_the_word_where_there_is_no_room() -> None:
    meter = Meter("心力", Reading(71, 8, "还稳"))

    async def scenario(pilot: Pilot[None]) -> None:
        meter.compact = True
        await pilot.pause()
        assert len(lines_of(meter)) == 1
        assert lines_of(meter)[0].endswith("还稳")
        await pilot.resize_terminal(20, 4)
        await pilot.pause()
        assert "还稳" not in lines_of(meter)[0]

    drive(WidgetApp(meter), scenario, (40, 4))


def test_calm_jumps_to_the_value() -> None:
    meter = Meter("心力", Reading(71))

    async def scenario(_: Pilot[None]) -> None:
        meter.reading = Reading(40, -31)
        assert meter.shown == 40

    drive(WidgetApp(meter, look=Look(calm=True)), scenario)
