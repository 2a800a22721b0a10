"""Rules of the chart: exact to the cell, with Chinese names, at every width."""

import pytest

from game.ui.widgets.curve import Curve, CurveChart, Marker, dots, marker_cells
from game.ui.widgets.look import Look
from game.ui.widgets.rows import row_width

CURVES = (Curve("满意度", (40, 48, 42, 30, 70, 82)), Curve("心力", (80, 77, 70, 66, 57, 52)))
MARKERS = (Marker(3, "!", "转折点"), Marker(5, "*", "最好的一句"))


def lines(width: int, look: Look | None = None) -> list[str]:
    chart = CurveChart(CURVES, MARKERS)
    chart.set_reactive(CurveChart.look, look or Look())
    return ["".join(span.text for span in row) for row in chart.rows(width)]


def test_a_flat_line_is_on_one_level_over_the_whole_width() -> None:
    assert set(dots((100, 100), 3, 2)) == {(0, 0), (1, 0), (2, 0)}
    assert set(dots((0, 0), 3, 2)) == {(0, 1), (1, 1), (2, 1)}


def test_a_steep_line_has_no_holes() -> None:
    found = dots((0, 100, 0), 6, 8)
    assert {y for _, y in found} == set(range(8))


def test_the_second_curve_is_told_apart_by_its_gaps() -> None:
    def count(found: dict[tuple[int, int], int]) -> int:
        return sum(bits.bit_count() for bits in found.values())

    assert count(dots((50, 50), 8, 4, dashed=True)) < count(dots((50, 50), 8, 4)) / 2


def test_a_marker_stands_on_its_turn_and_one_out_of_range_nowhere() -> None:
    assert marker_cells([Marker(1, "!"), Marker(9, "?")], (0, 100), 10, 5) == {(9, 0): "!"}


@pytest.mark.parametrize("width", [9, 20, 40, 77])
@pytest.mark.parametrize("look", [Look(), Look(plain_signs=True)])
def test_no_row_is_wider_than_the_widget(width: int, look: Look) -> None:
    chart = CurveChart(CURVES, MARKERS)
    chart.set_reactive(CurveChart.look, look)
    assert max(row_width(row) for row in chart.rows(width)) <= width


def test_the_axes_are_named_and_the_signs_explained() -> None:
    shown = lines(60)
    assert shown[0].startswith("100") and shown[7].lstrip().startswith("0")
    assert all(name in shown[-1] for name in ("满意度", "心力", "转折点", "最好的一句"))


def test_plain_signs_are_ascii() -> None:
    assert all(line.isascii() for line in lines(60, Look(plain_signs=True))[:-1])


@pytest.mark.parametrize("values", [(), (50,)])
def test_a_chat_without_turns_does_no_harm(values: tuple[int, ...]) -> None:
    assert CurveChart((Curve("a", values), Curve("b", values))).rows(40)
