"""Rules of the replies: every way of choosing, locks that say why, and text that is shown whole."""

import pytest
from textual.pilot import Pilot

from game.text.wrap import NEVER_FIRST
from game.ui.widgets.choices import Choices, Reply, reply_rows
from game.ui.widgets.look import Look
from game.ui.widgets.rows import row_width
from tests.support.widgets import REPLIES_EN, REPLIES_ZH, WidgetApp, drive, lines_of

LOCK = ("locked", "walk", "心力要 75，现在 71")


def after(*keys: str, replies: tuple[Reply, ...] = REPLIES_ZH) -> list[tuple[str, ...]]:
    app = WidgetApp(Choices(replies))

    async def scenario(pilot: Pilot[None]) -> None:
        app.query_one(Choices).focus()
        await pilot.press(*keys)

    drive(app, scenario)
    return app.posted


@pytest.mark.parametrize(
    ("keys", "posted"),
    [
        (["2"], [("chosen", "refund")]),
        (["enter"], [("chosen", "photo")]),
        (["down", "enter"], [("chosen", "refund")]),
        (["up", "enter"], [LOCK]),
        (["4"], [LOCK]),
        (["5"], []),
        (["0", "x"], []),
    ],
)
def test_keys_choose(keys: list[str], posted: list[tuple[str, ...]]) -> None:
    assert after(*keys) == posted


def test_the_mouse_chooses_the_reply_below_it_whatever_its_line() -> None:
    app = WidgetApp(Choices(REPLIES_ZH))

    async def scenario(pilot: Pilot[None]) -> None:
        await pilot.click(Choices, offset=(10, 1))
        await pilot.click(Choices, offset=(10, 2))

    drive(app, scenario, (60, 24))
    assert app.posted == [("chosen", "photo"), ("chosen", "refund")]


def test_the_cursor_begins_on_the_first_open_reply() -> None:
    assert after("enter", replies=(REPLIES_ZH[3], REPLIES_ZH[1])) == [("chosen", "refund")]


def test_nothing_to_choose_does_nothing() -> None:
    assert after("enter", "up", "1", replies=()) == []


def test_a_sign_marks_the_cursor_without_colour() -> None:
    choices = Choices(REPLIES_ZH)

    async def scenario(_: Pilot[None]) -> None:
        assert lines_of(choices)[0].startswith(" >1  麻烦您")
        assert sum(">" in line for line in lines_of(choices)) == 1

    drive(WidgetApp(choices, look=Look(plain_signs=True)), scenario)


def test_a_locked_reply_gives_its_reason_below_its_text() -> None:
    rows = reply_rows(REPLIES_ZH[3], 4, 60, Look(), False)
    assert [span.role for row in rows for span in row if span.role] == ["cursor", "digit", "locked", "reason"]
    assert rows[1][-1].text == "✕ 心力要 75，现在 71"


@pytest.mark.parametrize("width", [20, 40, 79])
@pytest.mark.parametrize("reply", REPLIES_ZH + REPLIES_EN, ids=lambda reply: reply.text[:10])
def test_a_reply_is_wrapped_whole_into_its_column(reply: Reply, width: int) -> None:
    rows = reply_rows(reply, 1, width, Look(), True)
    assert all(row_width(row) <= width for row in rows)
    assert all(row[-1].text[:1] not in NEVER_FIRST for row in rows)
    whole = "".join(span.text for row in rows for span in row if span.role in ("text", "locked"))
    assert whole.replace(" ", "") == reply.text.replace(" ", "")


def test_more_replies_than_room_scroll_down_to_the_cursor() -> None:
    choices = Choices([Reply(str(number), "很长的一句话，" * 12) for number in range(9)])

    async def scenario(pilot: Pilot[None]) -> None:
        choices.styles.max_height = 8
        choices.focus()
        await pilot.pause()
        await pilot.press("up")
        assert choices.cursor == 8
        assert any(line.startswith(" ›9") for line in lines_of(choices))

    drive(WidgetApp(choices), scenario, (40, 24))


def test_other_replies_replace_the_old_ones() -> None:
    choices = Choices(REPLIES_ZH)

    async def scenario(pilot: Pilot[None]) -> None:
        choices.focus()
        await pilot.press("down", "down")
        choices.set_replies(REPLIES_EN)
        await pilot.pause()
        assert choices.cursor == 0
        assert "window" in lines_of(choices)[0]

    drive(WidgetApp(choices), scenario)


def test_the_same_replies_in_other_words_keep_the_cursor() -> None:
    choices = Choices([Reply("a", "等一下"), Reply("b", "好的")])

    async def scenario(pilot: Pilot[None]) -> None:
        choices.focus()
        await pilot.press("down")
        choices.set_replies([Reply("a", "wait"), Reply("b", "fine")])
        assert choices.cursor == 1

    drive(WidgetApp(choices), scenario)


def test_other_replies_begin_at_their_first_line_however_far_the_old_ones_were_scrolled() -> None:
    choices = Choices([Reply(str(number), "很长的一句话，" * 12) for number in range(9)])

    async def scenario(pilot: Pilot[None]) -> None:
        choices.styles.max_height = 8
        choices.focus()
        await pilot.press("up")
        choices.display = False  # as while the customer types
        await pilot.pause()
        choices.display = True
        choices.set_replies([Reply(f"other-{number}", "另外的一句话，" * 12) for number in range(9)])
        await pilot.pause()
        assert lines_of(choices)[0].startswith(" ›1")

    drive(WidgetApp(choices), scenario, (40, 24))
