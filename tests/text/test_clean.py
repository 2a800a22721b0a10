"""Outside text can neither command a terminal nor hide or reorder what is read."""

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.text import clean

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)
"""Every code point there is, lone surrogates included."""


@pytest.mark.parametrize(
    ("outside", "shown"),
    [
        ("\x1b]0;pwned\x07hi", "]0;pwnedhi"),
        ("\x9b31mred\x7f", "31mred"),
        ("abc\u202edcba\u2066x\u2069", "abcdcbax"),
        ("zero\u200bwidth\ufeff\u00ad", "zerowidth"),
        ("👩\u200d👧", "👩👧"),
        ("lone\ud800", "lone"),
        ("tag\U000e0041\U000e0101", "tag"),
        ("心里\u3000有事", "心里 有事"),
        ("❤\ufe0f 稳住，亲", "❤\ufe0f 稳住，亲"),
        ("", ""),
    ],
)
def test_what_commands_hides_or_reorders_is_taken_out(outside: str, shown: str) -> None:
    assert clean(outside) == shown


def test_one_line_stays_one_line() -> None:
    assert clean("  first\r\n\tsecond\n\n third ") == "first second third"


def test_every_kind_of_line_break_becomes_a_newline() -> None:
    assert clean("a\r\nb\rc\x85d\u2028e\u2029f\x0bg", multiline=True) == "a\nb\nc\nd\ne\nf\ng"


def test_inner_blanks_of_many_lines_are_kept() -> None:
    assert clean("\na\n\n  b\tc\n", multiline=True) == "a\n\n  b c"


def test_what_is_too_long_is_cut_and_marked() -> None:
    assert clean("稳住" * 10, limit=5) == "稳住稳住…"
    assert clean("稳住", limit=0) == ""


@given(ANYTHING, st.booleans(), st.integers(0, 40))
def test_any_text_is_made_safe(text: str, multiline: bool, limit: int) -> None:
    cleaned = clean(text, multiline=multiline, limit=limit)
    assert len(cleaned) <= limit
    assert all(letter == "\n" or category(letter) not in {"Cc", "Cf", "Cs"} for letter in cleaned)
    assert multiline or "\n" not in cleaned
    cleaned.encode("utf-8")


@given(ANYTHING, st.booleans(), st.integers(0, 40))
def test_cleaning_twice_changes_nothing(text: str, multiline: bool, limit: int) -> None:
    cleaned = clean(text, multiline=multiline, limit=limit)
    assert clean(cleaned, multiline=multiline, limit=limit) == cleaned


@given(st.text(st.sampled_from("稳住，亲 abc“”…—😀é"), max_size=40))
def test_ordinary_text_comes_through_whole(text: str) -> None:
    assert clean(text, multiline=True) == text.strip(" ")
