"""Rules of the chat widget: it stays at the end, never jumps under a reader, and adding costs only what is added."""

from textual.events import MouseScrollUp
from textual.pilot import Pilot

from game.ui.widgets.bubbles import Message
from game.ui.widgets.look import Look
from game.ui.widgets.transcript import Transcript
from tests.support.widgets import CHAT_EN, CHAT_ZH, WidgetApp, drive, lines_of

MANY = [Message("customer" if number % 2 else "player", f"第{number}条，请稍等。") for number in range(200)]


def test_the_newest_message_is_in_sight_in_the_very_call_that_adds_it() -> None:
    chat = Transcript(MANY)

    async def scenario(_: Pilot[None]) -> None:
        chat.append([Message("customer", "最后一句")])
        assert chat.scroll_offset.y == chat.max_scroll_y
        assert any("最后一句" in line for line in lines_of(chat))

    drive(WidgetApp(chat), scenario)


def test_a_reader_who_scrolled_up_is_left_in_peace() -> None:
    chat = Transcript(MANY)

    async def scenario(pilot: Pilot[None]) -> None:
        chat.focus()
        chat.scroll_to(y=chat.max_scroll_y - 30, animate=False)
        before = lines_of(chat)
        chat.append([Message("customer", "最后一句")])
        await pilot.pause()
        assert lines_of(chat) == before
        await pilot.press("end")
        assert any("最后一句" in line for line in lines_of(chat))

    drive(WidgetApp(chat), scenario)


def test_adding_keeps_every_row_that_was_laid_out() -> None:
    chat = Transcript(CHAT_ZH)

    async def scenario(_: Pilot[None]) -> None:
        before = list(chat._rows)
        chat.append([Message("customer", "好")])
        assert all(old is new for old, new in zip(before, chat._rows, strict=False))

    drive(WidgetApp(chat), scenario)


def test_of_a_long_chat_only_the_end_is_laid_out_at_once() -> None:
    chat = Transcript()

    async def scenario(_: Pilot[None]) -> None:
        chat.set_messages(MANY * 25)
        assert len(chat._heights) < 100

    drive(WidgetApp(chat), scenario)


def test_home_shows_the_first_message_of_a_long_chat() -> None:
    chat = Transcript(MANY)

    async def scenario(pilot: Pilot[None]) -> None:
        chat.focus()
        await pilot.press("home")
        assert any("第0条" in line for line in lines_of(chat)[:2])

    drive(WidgetApp(chat), scenario)


def test_laying_out_older_messages_does_not_move_what_is_read() -> None:
    chat = Transcript(MANY)

    async def scenario(pilot: Pilot[None]) -> None:
        chat.scroll_to(y=chat.max_scroll_y - 30, animate=False)
        before = lines_of(chat)
        chat._fill(20)
        assert lines_of(chat) == before

    drive(WidgetApp(chat), scenario)


def test_laying_out_older_messages_waits_for_a_scroll_on_its_way() -> None:
    chat = Transcript(MANY)

    async def scenario(_: Pilot[None]) -> None:
        laid_out, end = len(chat._heights), chat.max_scroll_y
        chat.action_page_up()
        chat._fill_unless_moving()
        assert len(chat._heights) == laid_out and chat.scroll_target_y < end
        await chat.stop_animation("scroll_y")
        chat._fill_unless_moving()
        assert len(chat._heights) > laid_out

    drive(WidgetApp(chat), scenario)


def test_end_leads_to_the_end_whatever_comes_in_meanwhile() -> None:
    chat = Transcript(MANY)

    async def scenario(_: Pilot[None]) -> None:
        chat.scroll_to(y=0, animate=False)
        chat.action_scroll_end()
        chat._fill()
        chat.append([Message("customer", "最后一句")])
        assert chat.scroll_offset.y == chat.max_scroll_y
        assert any("最后一句" in line for line in lines_of(chat))

    drive(WidgetApp(chat), scenario)


def test_replacing_everything_shows_the_other_language() -> None:
    chat = Transcript(CHAT_ZH)

    async def scenario(_: Pilot[None]) -> None:
        chat.set_messages(CHAT_EN)
        shown = " ".join(lines_of(chat))
        assert "Saturday" in shown and "周六" not in shown

    drive(WidgetApp(chat), scenario, (80, 40))


def test_a_new_width_wraps_anew_and_keeps_the_end_in_sight() -> None:
    chat = Transcript(CHAT_ZH * 4)

    async def scenario(pilot: Pilot[None]) -> None:
        await pilot.resize_terminal(40, 20)
        await pilot.pause()
        assert all(len(strip.text) <= 40 for strip in map(chat.render_line, range(chat.size.height)))
        assert any("怎么弄" in line for line in lines_of(chat))

    drive(WidgetApp(chat), scenario)


def test_a_new_width_keeps_the_message_that_is_read() -> None:
    chat = Transcript(MANY)

    async def scenario(pilot: Pilot[None]) -> None:
        chat.action_scroll_home()
        chat.scroll_to(y=100, animate=False)
        top = chat._message_at(100)
        await pilot.resize_terminal(50, 24)
        await pilot.pause()
        assert any(f"第{top}条" in line or f"第{top + 1}条" in line for line in lines_of(chat)[:5])

    drive(WidgetApp(chat), scenario)


def test_typing_stands_at_the_end_and_goes_with_the_next_message() -> None:
    chat = Transcript(CHAT_ZH)

    async def scenario(_: Pilot[None]) -> None:
        chat.set_typing("对方正在输入")
        assert any("对方正在输入" in line for line in lines_of(chat))
        chat.append([Message("customer", "好")])
        assert not any("对方正在输入" in line for line in lines_of(chat))

    drive(WidgetApp(chat), scenario)


def test_calm_typing_does_not_move() -> None:
    chat = Transcript(CHAT_ZH)

    async def scenario(_: Pilot[None]) -> None:
        chat.set_typing("对方正在输入")
        assert chat._timer is None
        assert any("对方正在输入 ..." in line for line in lines_of(chat))

    drive(WidgetApp(chat, look=Look(calm=True)), scenario)


def test_the_mouse_wheel_scrolls() -> None:
    chat = Transcript(MANY[:50])

    async def scenario(pilot: Pilot[None]) -> None:
        end = chat.scroll_offset.y
        chat._on_mouse_scroll_up(_wheel(chat))
        await pilot.pause()
        assert chat.scroll_target_y < end

    drive(WidgetApp(chat), scenario)


def _wheel(chat: Transcript) -> MouseScrollUp:
    return MouseScrollUp(chat, 1, 1, 0, -1, 0, False, False, False)
