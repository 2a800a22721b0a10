"""Looking after a contest from the screen: by keys and by mouse, whatever people call themselves."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import WorkerCancelled

from game.team import orders
from game.team.organising import Found, Governed
from game.ui.contest_admin.app import ContestAdminApp
from game.ui.contest_admin.part_bar import PartBar
from game.ui.contest_admin.table import Table
from game.ui.screens.transcript import TranscriptScreen
from game.ui.widgets.prose import Prose
from tests.support.organisers import RUNS, THEN, Pretended
from tests.support.ui import notices, press, services, shown

SnapCompare = Callable[..., bool]
Scenario = Callable[[Pilot[None]], Awaitable[None]]


def admin(folder: Path, side: Pretended, language: str = "en", slug: str | None = "spring-cup") -> ContestAdminApp:
    """The screen, which looks only when something was done."""
    return ContestAdminApp(services(folder, language), side, slug, every=None, animation_level="none")


async def quiet(pilot: Pilot[None]) -> None:
    """Wait until everything that was asked for is shown."""
    for _ in range(3):
        with suppress(WorkerCancelled):  # a look that a newer one has taken the place of
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def drive(app: ContestAdminApp, scenario: Scenario, size: tuple[int, int] = (80, 24)) -> None:
    async def run() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            await quiet(pilot)
            await scenario(pilot)

    asyncio.run(run())


async def keys(pilot: Pilot[None], *pressed: str) -> None:
    """Press keys, each when the last one has been answered."""
    for key in pressed:
        await press(pilot, key)
        await quiet(pilot)


def test_an_order_needs_a_reason_and_is_said_to_be_done(tmp_path: Path) -> None:
    side = Pretended()

    async def scenario(pilot: Pilot[None]) -> None:
        await keys(pilot, "3", "x", "enter")
        assert side.ordered == []
        pilot.app.screen.query_one("#reason", Input).value = "asked him"
        await keys(pilot, "enter")
        assert side.ordered == [("spring-cup", orders.Void(RUNS[0].run, "asked him"))]
        assert "The run of Kai is taken out" in notices(pilot)[-1]
        await keys(pilot, "x", "escape")
        assert len(side.ordered) == 1

    drive(admin(tmp_path, side), scenario)


def test_only_the_times_that_were_changed_are_set(tmp_path: Path) -> None:
    side = Pretended("planned", now=THEN - 60)

    async def scenario(pilot: Pilot[None]) -> None:
        await keys(pilot, "t")
        screen = pilot.app.screen
        screen.query_one("#freezes", Input).value, screen.query_one("#closes", Input).value = "", "+15"
        screen.query_one("#reason", Input).value = "the network was down"
        await keys(pilot, "f10")
        wished = orders.Times("the network was down", closes=THEN + 4500, by_hand=("freezes",))
        assert side.ordered == [("spring-cup", wished)]
        await keys(pilot, "t")
        pilot.app.screen.query_one("#closes", Input).value = "soon"
        pilot.app.screen.query_one("#reason", Input).value = "x"
        await keys(pilot, "f10")
        assert len(side.ordered) == 1 and "soon" in notices(pilot)[-1]
        typed = [pilot.app.screen.query_one(field, Input).value for field in ("#closes", "#reason")]
        assert typed == ["soon", "x"]  # asked for again, as it was typed

    drive(admin(tmp_path, side), scenario)


def test_what_can_do_nothing_now_is_not_offered(tmp_path: Path) -> None:
    async def offered(pilot: Pilot[None]) -> set[str]:
        screen: Any = pilot.app.screen
        return {command.id for command in screen.commands()}

    async def scenario(pilot: Pilot[None]) -> None:
        found = await offered(pilot)
        assert found >= {"unfreeze", "close", "rename", "wall_code"}
        assert not found & {"open", "freeze", "reveal", "reveal_one", "void", "move", "search"}
        await keys(pilot, "2")
        assert await offered(pilot) >= {"move", "hide", "lead", "search"}
        await keys(pilot, "end")  # who has left
        assert not await offered(pilot) & {"move", "hide", "lead", "rename", "readmit"}

    drive(admin(tmp_path, Pretended()), scenario)


def test_a_member_is_moved_to_a_team_that_is_picked_and_renamed_by_typing(tmp_path: Path) -> None:
    side = Pretended()

    async def scenario(pilot: Pilot[None]) -> None:
        await keys(pilot, "2", "g", "1")
        pilot.app.screen.query_one("#reason", Input).value = "sits there"
        await keys(pilot, "f10", "e")
        pilot.app.screen.query_one("#name", Input).value = "小满"
        await keys(pilot, "enter")
        pilot.app.screen.query_one("#reason", Input).value = "typo"
        await keys(pilot, "enter")
        told = [order for _, order in side.ordered]
        assert told == [orders.Move("m1", "t2", "sits there"), orders.Rename("m1", "小满", "typo")]

    drive(admin(tmp_path, side), scenario)


def test_a_click_goes_from_team_to_members_to_runs_to_the_words_of_one(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        async def take(row: int) -> None:
            await pilot.click(Table, offset=(10, row))
            await quiet(pilot)

        await take(2)
        assert "Kai" in shown(pilot) and "林小满" not in shown(pilot)
        await keys(pilot, "escape")
        assert "林小满" in shown(pilot)
        await pilot.click(PartBar, offset=(32, 0))
        await quiet(pilot)
        assert "read faster than people read" in shown(pilot)
        await take(1)
        assert isinstance(pilot.app.screen, TranscriptScreen)
        assert "Satisfaction" in shown(pilot)
        await keys(pilot, "f2")
        assert "满意度" in shown(pilot)

    drive(admin(tmp_path, Pretended()), scenario)


def test_whatever_people_call_themselves_they_can_be_dealt_with(tmp_path: Path) -> None:
    side = Pretended()

    async def scenario(pilot: Pilot[None]) -> None:
        for deed in ("e", "h"):
            await keys(pilot, "2", "home", "down", "down", deed)
            pilot.app.screen.query_one("#reason", Input).value = "rude"
            await keys(pilot, "f10")
            assert not {"\x1b", "\u202e", "\x07"} & set(shown(pilot) + "".join(notices(pilot)))
        assert [order.member if isinstance(order, orders.Hide) else order.id for _, order in side.ordered] == ["m3"] * 2

    drive(admin(tmp_path, side), scenario)


def test_a_search_narrows_the_members_while_it_is_typed(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await keys(pilot, "2", "slash", "k", "a", "i")
        assert pilot.app.screen.query_one(Table).ids == ("m2",)
        await keys(pilot, "enter", "escape")
        assert len(pilot.app.screen.query_one(Table).ids) == 4

    drive(admin(tmp_path, Pretended()), scenario)


def test_a_long_table_is_turned_part_by_part(tmp_path: Path) -> None:
    side = Pretended()
    side.crowd = 5

    async def scenario(pilot: Pilot[None]) -> None:
        screen: Any = pilot.app.screen
        await keys(pilot, "2")
        assert "1–4 of 5" in shown(pilot) and not screen.check_action("before", ())
        screen.action_more()  # twice before the server has answered
        await keys(pilot, "m")
        assert "5–5 of 5" in shown(pilot) and not screen.check_action("more", ())
        await keys(pilot, "b")
        assert len(screen.query_one(Table).ids) == 4 and screen.check_action("more", ())

    drive(admin(tmp_path, side), scenario)


def test_a_key_that_comes_before_the_answer_turns_no_part_over(tmp_path: Path) -> None:
    side = Pretended()
    side.crowd = 5

    async def scenario(pilot: Pilot[None]) -> None:
        screen: Any = pilot.app.screen
        await keys(pilot, "2", "m")
        screen.action_before()
        screen.action_more()  # the first part is not there yet, and what follows this one is no part of it
        await quiet(pilot)
        assert "1–4 of 5" in shown(pilot)
        screen.show_part("runs")
        screen.action_more()  # what follows the members is no run
        await quiet(pilot)
        assert len(screen.query_one(Table).ids) == len(RUNS) and screen.problem is None

    drive(admin(tmp_path, side), scenario)


def test_the_cursor_stays_on_its_run_when_others_come_in(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await keys(pilot, "3", "down")
        table = pilot.app.screen.query_one(Table)
        before = table.current
        table.fill(table._columns, table._lines[::-1], "")
        assert table.current == before

    drive(admin(tmp_path, Pretended()), scenario)


def test_where_the_server_is_away_what_was_seen_stays_and_an_order_says_why_not(tmp_path: Path) -> None:
    side = Pretended()

    async def scenario(pilot: Pilot[None]) -> None:
        side.away = True
        await keys(pilot, "c")
        pilot.app.screen.query_one("#reason", Input).value = "end"
        await keys(pilot, "enter")
        assert side.ordered == [] and "127.0.0.1" in notices(pilot)[-1]
        assert len(pilot.app.screen.query_one("#head", Prose).blocks) == 4
        assert "灯笼队" in shown(pilot)
        side.away = False
        await keys(pilot, "1")
        assert len(pilot.app.screen.query_one("#head", Prose).blocks) == 3

    drive(admin(tmp_path, side), scenario)


def test_nobody_waits_for_a_silent_server_to_leave(tmp_path: Path) -> None:
    is_over, answered = threading.Event(), []

    class Silent(Pretended):
        def contests(self) -> tuple[Governed, ...]:
            answered.append(is_over.wait(30))
            return ()

    async def run() -> None:
        async with admin(tmp_path, Silent(), slug=None).run_test() as pilot:
            await press(pilot, "q")

    asyncio.run(run())
    assert not answered
    is_over.set()


def test_another_contest_is_made_from_the_list(tmp_path: Path) -> None:
    side = Pretended()

    async def scenario(pilot: Pilot[None]) -> None:
        await keys(pilot, "down", "n")
        pilot.app.screen.query_one("#name", Input).value = "Round 3"
        pilot.app.screen.query_one("#reason", Input).value = "more"
        await keys(pilot, "f10", "f2")
        assert side.ordered == [("spring-cup", Found("Round 3", "more"))]
        assert side.language == "zh"

    drive(admin(tmp_path, side, slug=None), scenario)


PICTURES: dict[str, tuple[str, tuple[int, int], str | None, tuple[str, ...]]] = {
    "contests": ("zh", (80, 24), None, ()),
    "teams": ("zh", (80, 24), "frozen", ()),
    "members": ("en", (110, 30), "closed", ("2",)),
    "runs": ("en", (80, 24), "open", ("3",)),
    "reason": ("zh", (80, 24), "closed", ("4", "n")),
    "times": ("zh", (80, 24), "planned", ("t",)),
}


@pytest.mark.parametrize("picture", PICTURES)
def test_how_it_looks(snap_compare: SnapCompare, tmp_path: Path, picture: str) -> None:
    language, size, state, pressed = PICTURES[picture]
    side: Any = Pretended(state or "frozen", THEN - 60 if state == "planned" else THEN + 900)  # type: ignore[arg-type]

    async def scenario(pilot: Pilot[None]) -> None:
        await quiet(pilot)
        await keys(pilot, *pressed)

    app = admin(tmp_path, side, language, "spring-cup" if state else None)
    assert snap_compare(app, terminal_size=size, run_before=scenario)
