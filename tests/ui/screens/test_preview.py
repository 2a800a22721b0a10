"""The preview: a save is followed where one stands, problems stand beside the chat, any place can be gone to."""

from pathlib import Path

from textual.pilot import Pilot

from game.saves import open_saves
from game.ui.screens.chat.screen import TO_DEBRIEF
from game.ui.screens.debrief.screen import DebriefScreen
from game.ui.screens.preview.waiting import WaitingScreen
from game.ui.widgets.choices import Choices
from tests.support.preview import (
    copied,
    drive,
    edit,
    follow,
    preview,
    reply,
    screen,
)
from tests.support.ui import press, shown

# Following a save


def test_a_changed_text_is_shown_where_one_stands(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await reply(pilot, "name-it")
        edit(file, "那你说现在怎么办。", "那现在你说怎么办。")
        await follow(pilot)
        assert "那现在你说怎么办。" in shown(pilot)
        assert "第 1 次存盘：跟上了，还在原来的地方" in shown(pilot)
        assert screen(pilot).session.actions == ("name-it",)

    file = copied(tmp_path)
    drive(preview(tmp_path, file), scenario)


def test_the_cursor_stays_on_its_reply(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await reply(pilot, "name-it")
        await press(pilot, "down")
        edit(file, "那你说现在怎么办。", "那现在你说怎么办。")
        await follow(pilot)
        choices = screen(pilot).query_one(Choices)
        assert choices.replies[choices.cursor].id == "policy"

    file = copied(tmp_path)
    drive(preview(tmp_path, file), scenario)


def test_a_run_that_breaks_goes_on_in_the_same_scene_by_its_shortest_play(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await reply(pilot, "name-it")
        edit(file, "id: name-it", "id: name-her")
        await follow(pilot)
        session = screen(pilot).session
        assert (session.state.scene, len(session.actions)) == ("middle", 1)
        assert "现在在「middle」" in shown(pilot)

    file = copied(tmp_path)
    drive(preview(tmp_path, file), scenario)


def test_a_scene_that_is_gone_is_told_and_the_chat_goes_as_far_as_it_can(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await reply(pilot, "name-it")
        edit(file, "id: name-it", "id: name-her")
        edit(file, "  middle:", "  later:")
        await follow(pilot)
        assert screen(pilot).session.actions == ()
        assert "「middle」这一幕没有了" in shown(pilot)

    file = copied(tmp_path)
    drive(preview(tmp_path, file), scenario)


def test_replies_that_lead_elsewhere_now_are_kept_and_told(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await reply(pilot, "name-it")
        edit(file, "  middle:", "  later:")
        await follow(pilot)
        assert screen(pilot).session.actions == ("name-it",)
        assert "同样的话现在走到「later」" in shown(pilot)

    file = copied(tmp_path)
    drive(preview(tmp_path, file), scenario)


def test_the_last_good_story_goes_on_under_a_broken_one(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        edit(file, "        slip: TEMPLATE", "        slp: TEMPLATE")
        await follow(pilot)
        assert "这一版还不能演" in shown(pilot)
        assert "第 45 行" in shown(pilot)
        assert "slp: TEMPLATE" in shown(pilot)
        assert "^^^" in shown(pilot)
        await reply(pilot, "name-it")
        assert screen(pilot).session.actions == ("name-it",)
        edit(file, "        slp: TEMPLATE", "        slip: TEMPLATE")
        await follow(pilot)
        assert "第 2 次存盘：跟上了，还在原来的地方" in shown(pilot)
        assert "slp" not in shown(pilot)

    file = copied(tmp_path)
    drive(preview(tmp_path, file), scenario)


def test_a_file_that_goes_away_is_a_problem_and_no_end(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        text = file.read_bytes()
        file.unlink()
        await follow(pilot)
        assert "这一版还不能演" in shown(pilot)
        await reply(pilot, "name-it")
        file.write_bytes(text)
        await follow(pilot)
        assert "还在原来的地方" in shown(pilot)
        assert screen(pilot).session.actions == ("name-it",)

    file = copied(tmp_path)
    drive(preview(tmp_path, file), scenario)


def test_a_story_that_cannot_be_played_yet_begins_when_it_can(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app.screen, WaitingScreen)
        assert "sn: 1" in shown(pilot)
        edit(file, "sn: 1\n", "")
        await follow(pilot)
        await reply(pilot, "name-it")
        assert screen(pilot).session.actions == ("name-it",)

    file = copied(tmp_path)
    edit(file, "level: 1\n", "level: 1\nsn: 1\n")
    drive(preview(tmp_path, file), scenario)


def test_hostile_files_are_text_and_nothing_else(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        for text in (
            b"",
            b"\x00\xff\xfe",
            b"a: &a [*a, *a]\n" * 50,
            b"[" * 5000,
            b"story: [/oops][@click=x]\n",
        ):
            file.write_bytes(text)
            await follow(pilot)
            assert "这一版还不能演" in shown(pilot)
        await reply(pilot, "name-it")

    file = copied(tmp_path)
    drive(preview(tmp_path, file), scenario)


def test_the_translation_is_shown_and_followed(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await reply(pilot, "name-it")
        await press(pilot, "f2")
        assert "Yes, for Saturday." in shown(pilot)
        edit(file.with_name("en.po"), "Yes, for Saturday.", "Yes, it's for Saturday!")
        await follow(pilot)
        assert "Yes, it's for Saturday!" in shown(pilot)
        assert screen(pilot).session.actions == ("name-it",)

    file = copied(tmp_path)
    drive(preview(tmp_path, file), scenario)


# Nothing is kept


def test_nothing_played_here_is_among_the_players_runs(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await reply(pilot, "name-it")
        await reply(pilot, "options")
        await reply(pilot, TO_DEBRIEF)
        assert isinstance(pilot.app.screen, DebriefScreen)

    drive(preview(tmp_path, copied(tmp_path)), scenario)
    assert open_saves(tmp_path).history() == ()


def test_a_debrief_follows_new_words_and_closes_when_the_rules_change(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await reply(pilot, "name-it")
        await reply(pilot, "options")
        await reply(pilot, TO_DEBRIEF)
        await press(pilot, "x", "1")
        edit(file, "title: 等你的电话", "title: 等一个电话")
        await follow(pilot)
        assert isinstance(pilot.app.screen, DebriefScreen)
        assert "等一个电话" in shown(pilot)
        await press(pilot, "question_mark")
        edit(file, "satisfaction >= 45", "satisfaction >= 46")
        await follow(pilot)
        assert pilot.app.screen_stack == [screen(pilot)]

    file = copied(tmp_path)
    drive(preview(tmp_path, file), scenario)
