"""Lines break as Chinese and English typesetters break them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.text import cell_width, wrap
from game.text.wrap import NEVER_FIRST, NEVER_LAST

MARKS = "，。、；：！？）」』”’…（「『“‘"
MIXED = st.text(st.sampled_from("稳住亲客户 abcde,.!?()😀é-\n" + MARKS), max_size=80)
CHINESE = st.lists(
    st.sampled_from(["稳", "住亲", "客，", "户。", "（好", "）吧", "“是”", "……", "——"]), max_size=30
).map("".join)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("四天没动了，东西在哪儿？", 12, ["四天没动了，", "东西在哪儿？"]),
        ("四天没动了，东西在哪儿？", 11, ["四天没动", "了，东西在", "哪儿？"]),
        ("他说：“好的。”", 7, ["他说：", "“好", "的。”"]),
        ("等等……行吧", 5, ["等", "等……", "行吧"]),
        ("I can refund it today.", 10, ["I can", "refund it", "today."]),
        ("订单A1024已发货", 8, ["订单", "A1024已", "发货"]),
        ("稳住 , 亲", 80, ["稳住 , 亲"]),
        ("一\n\n二", 10, ["一", "", "二"]),
        ("", 10, [""]),
        ("a  b", 2, ["a", "b"]),
    ],
)
def test_examples(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_a_chinese_run_after_a_space_fills_the_line() -> None:
    assert wrap("您好 我想问一下这个包裹", 20)[0] == "您好 我想问一下这个"


def test_a_word_longer_than_a_line_is_broken_hard() -> None:
    assert wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_a_hard_break_spares_the_closing_mark() -> None:
    assert wrap("abcdefgh.", 4) == ["abcd", "efg", "h."]


def test_no_break_between_an_apostrophe_and_its_word() -> None:
    assert wrap("so I can't stay", 8) == ["so I", "can't", "stay"]


@given(MIXED, st.integers(2, 30))
def test_no_line_is_wider_than_the_width(text: str, width: int) -> None:
    assert all(cell_width(line) <= width for line in wrap(text, width))


@given(MIXED, st.integers(1, 30))
def test_only_white_space_is_lost(text: str, width: int) -> None:
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())


@given(MIXED, st.integers(1, 30))
def test_no_line_ends_in_white_space(text: str, width: int) -> None:
    assert all(line == line.rstrip() for line in wrap(text, width))


@given(CHINESE, st.integers(14, 30))
def test_no_mark_stands_where_it_may_not(text: str, width: int) -> None:
    """Runs of marks longer than a line leave no choice; these are shorter."""
    lines = [line for line in wrap(_without_long_runs(text), width) if line]
    assert not [line for line in lines[1:] if line[0] in NEVER_FIRST]
    assert not [line for line in lines[:-1] if line[-1] in NEVER_LAST]


@given(
    st.lists(st.sampled_from(["steady", "dear,", "(please)", "I", "can't", "wait..."]), max_size=20), st.integers(8, 30)
)
def test_words_that_fit_are_never_torn(words: list[str], width: int) -> None:
    assert " ".join(wrap(" ".join(words), width)).split() == words


@given(MIXED, st.integers(2, 30))
def test_wrapping_a_wrapped_text_changes_nothing(text: str, width: int) -> None:
    once = wrap(text, width)
    assert wrap("\n".join(once), width) == once


def _without_long_runs(text: str) -> str:
    """Put a plain character after every third mark in a row."""
    kept: list[str] = []
    for letter in text:
        if all(mark in NEVER_FIRST | NEVER_LAST for mark in [*kept[-3:], letter]) and len(kept) >= 3:
            kept.append("好")
        kept.append(letter)
    return "".join(kept)
