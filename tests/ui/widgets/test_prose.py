"""Rules of prose: every line fits, no sign is lost, roles stay with their words."""

from hypothesis import given
from hypothesis import strategies as st

from game.text import cell_width
from game.ui.widgets.look import Look
from game.ui.widgets.prose import GAP, Block, block_rows, flowed, gauge, para, quote
from game.ui.widgets.rows import Row, Span, row_width

WORDS = st.text("慢慢说，。！“”abc xy", min_size=0, max_size=30)


def text(row: Row) -> str:
    return "".join(span.text for span in row)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", "note", "strong"])), max_size=5), st.integers(8, 40))
def test_nothing_but_blanks_is_lost_and_roles_stay(pieces: list[tuple[str, str]], width: int) -> None:
    spans = [Span(words, role) for words, role in pieces]
    rows = list(flowed(spans, width))
    kept = [(sign, span.role) for row in rows for span in row for sign in span.text if not sign.isspace()]
    assert kept == [(sign, span.role) for span in spans for sign in span.text if not sign.isspace()]
    assert all(row_width(row) <= width for row in rows)


def test_later_lines_stand_under_the_first_word_behind_the_lead() -> None:
    rows = [text(row) for row in block_rows(para("one two three four", lead="You  "), 14)]
    assert rows == ["You  one two", "     three", "     four"]


def test_a_quote_has_its_bar_on_every_line() -> None:
    rows = [text(row) for row in block_rows(quote("one two three four", Look()), 12)]
    assert len(rows) == 2 and all(row.startswith("│ ") for row in rows)


def test_a_centred_paragraph_leaves_no_lonely_word() -> None:
    rows = [text(row).strip() for row in block_rows(para("one two three four five six seven", where="centre"), 28)]
    assert len(rows) == 2
    assert abs(cell_width(rows[0]) - cell_width(rows[1])) < 8


def test_no_line_begins_with_a_mark_even_where_the_role_changes() -> None:
    rows = [text(row) for row in block_rows(Block((Span("一二三四五", "strong"), Span("，六七"))), 10)]
    assert not any(row.startswith("，") for row in rows)


def test_a_gap_is_one_empty_line() -> None:
    assert list(block_rows(GAP, 20)) == [()]


def test_a_gauge_fills_its_width_and_does_without_colour() -> None:
    for value in (-5, 0, 33.3, 100, 140):
        row = gauge(value, 24, Look())
        assert row_width(row) == 24
        assert len(row[0].text) == round(max(0, min(100, value)) * 24 / 100)
    assert text(gauge(50, 10, Look(plain_signs=True))) == "#####-----"


def test_what_reads_like_markup_stays_as_it_is_and_controls_are_gone() -> None:
    rows = [text(row) for row in block_rows(para("[/red] \x1b[5m\u202ehi"), 40)]
    assert rows == ["[/red] [5mhi"]
