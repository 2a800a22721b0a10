"""Rules of the chat's layout, without a screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.text.width import cell_width
from game.text.wrap import NEVER_FIRST
from game.ui.widgets.bubbles import Change, Frame, Kind, Message, block, changes_row, message_rows
from game.ui.widgets.look import Look
from game.ui.widgets.rows import Row, row_width
from tests.support.widgets import CHAT_EN, CHAT_ZH

FRAME = Frame(40)
ROOMY = Frame(40, roomy=True)
PLAIN = Frame(40, Look(plain_signs=True, colourless=True))


def text(row: Row) -> str:
    return "".join(span.text for span in row)


def shown(message: Message, frame: Frame = FRAME, before: Message | None = None) -> list[str]:
    return [text(row).rstrip() for row in message_rows(message, frame, before)]


def test_a_customer_speaks_on_the_left_and_the_player_on_the_right() -> None:
    assert shown(Message("customer", "在吗")) == ["  在吗"]
    assert shown(Message("player", "在的")) == [" " * 34 + "在的"]


def test_a_bubble_is_as_wide_as_its_text() -> None:
    (row,) = message_rows(Message("customer", "在吗"), FRAME)
    assert [cell_width(span.text) for span in row if span.role == "customer"] == [6]


def test_a_long_text_takes_at_most_seven_tenths_of_the_width() -> None:
    rows = list(message_rows(Message("customer", "很长的一句话" * 20), FRAME))
    assert max(cell_width(span.text) for row in rows for span in row) <= 28


def test_the_last_line_holds_more_than_one_sign_where_it_can() -> None:
    lines = shown(Message("customer", "裙子收到了颜色跟图片完全不一样我要退"))
    assert len(lines) == 2
    assert len(lines[1].strip()) > 4


def test_others_are_named_above_their_bubble() -> None:
    assert shown(Message("other", "先问她", speaker="阿哲")) == ["  阿哲", "  先问她"]


def test_notes_are_centred() -> None:
    assert shown(Message("narration", "九点四十")) == [" " * 16 + "九点四十"]


def test_the_clock_is_shown_only_where_it_moved() -> None:
    first, second = Message("customer", "在吗", time="21:40"), Message("customer", "人呢", time="21:40")
    assert shown(first)[0].endswith("21:40")
    assert "21:40" not in shown(second, before=first)[0]


def test_changes_are_told_with_sign_and_amount() -> None:
    changes = (Change("满意度", 8), Change("心力", -3))
    assert text(changes_row(changes, Look())) == "满意度 ▲8   心力 ▼3"
    assert text(changes_row(changes, Look(plain_signs=True))) == "满意度 +8   心力 -3"
    assert len(shown(Message("player", "好", changes=changes), Frame(40, changes=False))) == 1


def test_markup_and_control_characters_are_plain_text() -> None:
    (line,) = shown(Message("customer", "[/b]\x1b]0;x\x07[red]"))
    assert line.strip() == "[/b]]0;x[red]"


def test_without_colour_a_bar_marks_the_side() -> None:
    assert shown(Message("customer", "在吗"), PLAIN) == [" | 在吗"]
    assert shown(Message("player", "在的"), PLAIN)[0].endswith("在的 |")


def test_caps_replace_the_gap_between_bubbles() -> None:
    before, after = CHAT_ZH[2], Message("customer", "在吗")
    assert len(block(after, ROOMY, before)) == 3
    assert text(block(after, FRAME, before)[0]) == ""


@pytest.mark.parametrize("width", [20, 37, 60, 100])
@pytest.mark.parametrize("message", CHAT_ZH + CHAT_EN, ids=lambda message: message.text[:12])
def test_no_row_is_wider_than_the_widget_and_none_begins_with_a_closing_mark(message: Message, width: int) -> None:
    for frame in (Frame(width), Frame(width, roomy=True), Frame(width, PLAIN.look)):
        for row in message_rows(message, frame):
            assert row_width(row) <= width
            assert text(row).strip()[:1] not in NEVER_FIRST - {"…"}


@given(
    st.sampled_from(["customer", "player", "other", "narration", "system"]), st.text(max_size=80), st.integers(16, 90)
)
def test_no_text_leaves_the_widget(kind: Kind, body: str, width: int) -> None:
    rows = list(message_rows(Message(kind, body, speaker=body[:9]), Frame(width, roomy=True)))
    assert all(row_width(row) <= width for row in rows)
