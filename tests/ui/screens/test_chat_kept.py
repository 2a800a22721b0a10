"""A chat and the disk: what is kept before it shows, and what happens when it cannot be."""

from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from game.saves import Saves, SavesError, open_saves
from game.saves.problems import problem
from game.ui.app import SteadyApp
from game.ui.screens.question import Question
from game.ui.widgets.choices import Choices
from tests.support.ui import NOON, PARCEL, chat, chat_of, drive, press, services, shown


class FullDisk(Saves):
    """Saved data on a disk that can be full for a while."""

    full = False

    def append(self, *args: object, **options: object) -> None:
        """Fail while the disk is full."""
        if self.full:
            raise SavesError(problem("full", path="steady.db"))
        super().append(*args, **options)  # type: ignore[arg-type]


async def reply(pilot: Pilot[None], id: str) -> None:
    """Send the reply of this id by its digit."""
    ids = [option.id for option in pilot.app.screen.query_one(Choices).replies]
    await press(pilot, str(ids.index(id) + 1))


def test_an_action_is_on_the_disk_when_it_shows(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await reply(pilot, "name-it")
        others = open_saves(tmp_path)
        assert others.load(chat_of(pilot).recording.run_id).run.actions == ("name-it",)
        assert "对，周六要用" in shown(pilot)

    drive(chat(tmp_path), scenario)


def test_what_could_not_be_kept_is_told_and_tried_again_without_loss(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        saves.full = True
        await reply(pilot, "name-it")
        assert "硬盘满了" in shown(pilot)
        await press(pilot, "enter")
        assert "硬盘满了" in shown(pilot)
        saves.full = False
        await press(pilot, "enter")
        assert chat_of(pilot).session.actions == ("name-it",)

    whole = services(tmp_path)
    saves = FullDisk(whole.saves.database, clock=lambda: NOON)
    saves.set_setting("text_speed", "instant")
    game = SteadyApp(replace(whole, saves=saves), PARCEL, animation_level="none")
    drive(game, scenario)


def test_a_chat_that_moved_on_in_another_window_is_loaded_again(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        open_saves(tmp_path).append(chat_of(pilot).recording.run_id, 0, "wait")
        await reply(pilot, "name-it")
        assert isinstance(pilot.app.screen, Question)
        assert "别的窗口" in shown(pilot)
        await press(pilot, "enter")
        await pilot.pause()
        assert chat_of(pilot).session.actions == ("wait",)

    drive(chat(tmp_path), scenario)


def test_a_chat_that_moved_on_elsewhere_may_go_on_apart(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        first = chat_of(pilot).recording.run_id
        open_saves(tmp_path).append(first, 0, "wait")
        await reply(pilot, "name-it")
        await press(pilot, "down", "enter")
        await reply(pilot, "name-it")
        assert chat_of(pilot).recording.run_id != first
        assert chat_of(pilot).session.actions == ("name-it",)

    drive(chat(tmp_path), scenario)


def test_a_chat_that_moved_on_elsewhere_may_be_left_as_it_is(tmp_path: Path) -> None:
    """Back goes back: nothing is taken over and no copy is made."""

    async def scenario(pilot: Pilot[None]) -> None:
        first = chat_of(pilot).recording.run_id
        open_saves(tmp_path).append(first, 0, "wait")
        await reply(pilot, "name-it")
        await press(pilot, "escape")
        assert pilot.app.screen is chat_of(pilot)
        assert chat_of(pilot).recording.run_id == first
        assert chat_of(pilot).session.actions == ()
        assert [run.id for run in open_saves(tmp_path).history()] == [first]

    drive(chat(tmp_path), scenario)


def test_cards_that_cannot_be_kept_are_asked_about_once(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "h", "1", "2")
        saves.full = True
        await press(pilot, "escape")
        assert [isinstance(screen, Question) for screen in pilot.app.screen_stack].count(True) == 1

    whole = services(tmp_path)
    saves = FullDisk(whole.saves.database, clock=lambda: NOON)
    saves.set_setting("text_speed", "instant")
    drive(SteadyApp(replace(whole, saves=saves), PARCEL, animation_level="none"), scenario)
