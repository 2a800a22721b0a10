"""How the contest looks: pictures to be looked at before they are accepted."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from game.engine import Deal, Session
from game.team.client.kinds import Watched
from game.ui.contest.sending import RankedEnd
from game.ui.screens.debrief.screen import DebriefScreen
from tests.support.contest import AWAY, SENDINGS, STANDING, Staged, clock, contest_app, document
from tests.support.ui import Scenario, parcel, press, settled
from tests.support.wall_boards import NOW

SnapCompare = Callable[..., bool]
USUAL, LARGE, SMALL = (80, 24), (120, 40), (60, 20)


@pytest.fixture(autouse=True)
def greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The time of day in pictures is that of Greenwich."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def _then(*keys: str) -> Scenario:
    async def scenario(pilot: Pilot[None]) -> None:
        await settled(pilot)
        pilot.app.flow.contest.changed()  # type: ignore[attr-defined]  # as after the first look
        await press(pilot, *keys)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    return scenario


def test_the_card_at_home(snap_compare: SnapCompare, tmp_path: Path) -> None:
    assert snap_compare(contest_app(tmp_path), terminal_size=USUAL, run_before=_then())


def test_a_form_with_faults_and_a_warning(snap_compare: SnapCompare, tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await _then("e")(pilot)
        for field, typed in zip(
            pilot.app.screen.query(Input), ("http://contest.example.com", "7K3", "拿铁", "admin"), strict=True
        ):
            field.value = typed
        await press(pilot, "enter")

    assert snap_compare(contest_app(tmp_path, language="en"), terminal_size=SMALL, run_before=scenario)


def test_joining_a_second_time(snap_compare: SnapCompare, tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await _then("t", "e")(pilot)
        typed = ("192.168.1.5:8765", "7k3m-2qxb", "拿铁", "阿哲")
        for field, text in zip(pilot.app.screen.query(Input), typed, strict=True):
            field.value = text
        await press(pilot, "enter")

    assert snap_compare(contest_app(tmp_path), terminal_size=USUAL, run_before=scenario)


@pytest.mark.parametrize(("language", "size"), [("zh", LARGE), ("en", USUAL)], ids=["zh", "en"])
def test_ones_own_place(snap_compare: SnapCompare, tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    game = contest_app(tmp_path, Staged(look=replace(STANDING, hidden=True, is_lead=True)), language)
    assert snap_compare(game, terminal_size=size, run_before=_then("t"))


def test_the_teams_of_a_frozen_board(snap_compare: SnapCompare, tmp_path: Path) -> None:
    look = replace(STANDING, state="frozen", clock=clock(freezes=NOW - 60))
    game = contest_app(tmp_path, Staged(look=look, teams=document(state="frozen", frozen=True, teams=5)), "en")
    assert snap_compare(game, terminal_size=LARGE, run_before=_then("t", "2"))


def test_the_stories_small_without_colour_and_offline(snap_compare: SnapCompare, tmp_path: Path) -> None:
    game = contest_app(tmp_path, Staged(problem=AWAY), environ={"NO_COLOR": "1"}, plain_signs=True)
    assert snap_compare(game, terminal_size=SMALL, run_before=_then("t", "3"))


def test_what_was_sent(snap_compare: SnapCompare, tmp_path: Path) -> None:
    assert snap_compare(contest_app(tmp_path, theme="light"), terminal_size=USUAL, run_before=_then("t", "4"))


def test_a_briefing_with_an_attempt(snap_compare: SnapCompare, tmp_path: Path) -> None:
    assert snap_compare(contest_app(tmp_path, language="en"), terminal_size=USUAL, run_before=_then("3"))


def test_a_debrief_that_waits(snap_compare: SnapCompare, tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await _then()(pilot)
        end = RankedEnd(SENDINGS[2].run, lambda: SENDINGS[2], 2)
        context = pilot.app.context  # type: ignore[attr-defined]
        await pilot.app.push_screen(DebriefScreen(context, _ended(), page=1, end=end))
        await pilot.pause()

    assert snap_compare(contest_app(tmp_path), terminal_size=USUAL, run_before=scenario)


def test_a_playback(snap_compare: SnapCompare, tmp_path: Path) -> None:
    watched = Watched(_ended(), "counted", "小林", 720, 824, (4200, 9800), lambda _: None)
    game = contest_app(tmp_path, Staged(watched=watched))
    assert snap_compare(game, terminal_size=USUAL, run_before=_then("t", "4", "end", "enter", "right"))


def test_leaving(snap_compare: SnapCompare, tmp_path: Path) -> None:
    assert snap_compare(contest_app(tmp_path), terminal_size=USUAL, run_before=_then("t", "x"))


def _ended() -> Session:
    session = Session(parcel(), Deal("default"), mode="ranked", player="小林")
    for action in ("name-it", "options"):
        session.act(action)
    return session
