"""Widths are terminal cells; nothing is ever torn in the middle of a character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.text import cell_width, pad, truncate
from game.text.width import clusters

MIXED = st.text(st.sampled_from("稳住，亲 abc😀é❤\ufe0f\u0301…"), max_size=30)
"""Cleaned text: without the zero-width joiner."""


@pytest.mark.parametrize(
    ("text", "cells"), [("abc", 3), ("稳住", 4), ("e\u0301", 1), ("❤\ufe0f", 2), ("😀", 2), ("", 0)]
)
def test_width_counts_cells(text: str, cells: int) -> None:
    assert cell_width(text) == cells


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("稳住，亲", 8, "稳住，亲"),
        ("稳住，亲", 7, "稳住，…"),
        ("稳住，亲", 6, "稳住…"),
        ("ab 稳住", 4, "ab…"),
        ("稳住", 1, "…"),
        ("稳住", 0, ""),
    ],
)
def test_what_is_cut_ends_in_an_ellipsis(text: str, width: int, shown: str) -> None:
    assert truncate(text, width) == shown


def test_padding_fills_on_the_other_side() -> None:
    assert pad("稳住", 7) == "稳住   "
    assert pad("稳住", 7, "right") == "   稳住"
    assert pad("稳住", 7, "center") == " 稳住  "


@given(MIXED, st.integers(0, 20))
def test_truncated_text_fits(text: str, width: int) -> None:
    assert cell_width(truncate(text, width)) <= width


@given(MIXED, st.integers(0, 20))
def test_padded_text_has_exactly_the_width(text: str, width: int) -> None:
    assert cell_width(pad(text, width)) == width


@given(st.text(st.sampled_from("稳 ab😀é❤\ufe0f\u0301\u200d…"), max_size=30))
def test_clusters_are_the_text_and_its_width(text: str) -> None:
    pieces = list(clusters(text))
    assert "".join(piece for piece, _ in pieces) == text
    assert sum(cells for _, cells in pieces) == cell_width(text)
