"""What happens behind the player's back never ends in a traceback, and is told where it matters."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
from textual.pilot import Pilot
from textual.widgets import Input

from game.team.client.kinds import TeamRun
from game.ui.contest.flow import ContestFlow
from game.ui.contest.join import JoinScreen
from game.ui.contest.screen import ContestScreen
from game.ui.screens.home import HomeScreen
from tests.support.contest import AWAY, MINE, RUN, STANDING, TITLES, Staged, contest_app
from tests.support.ui import PARCEL, drive, press, shown
from tests.team.client.playing import ADDRESS, Wire
from tests.ui.contest.test_contest import app, done, join


def contest_of(pilot: Pilot[None]) -> ContestFlow:
    """The way through contests of the app."""
    return pilot.app.flow.contest  # type: ignore[attr-defined, no-any-return]


def slowly(may_answer: threading.Event) -> Callable[[httpx.Request, Callable[[], httpx.Response]], httpx.Response]:
    """A server that thinks until it may answer."""

    def slow(_: httpx.Request, answer: Callable[[], httpx.Response]) -> httpx.Response:
        assert may_answer.wait(5)
        return answer()

    return slow


async def heard(pilot: Pilot[None]) -> None:
    """Wait for the threads that nobody waits for any more."""
    for thread in threading.enumerate():
        if thread.name == "errand":
            thread.join(5)
    await done(pilot)


def test_a_contest_that_was_left_in_another_terminal_is_said_to_be_gone(wire: Wire, tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        for what in ("hide", "fetch", "change", "leave"):
            await join(pilot, wire.serving.made.contest.code, what)
            play = contest_of(pilot).venue.play
            play.leave(play.joined()[0].id, here_only=True)
            contest_of(pilot).act(what)
            await done(pilot)
            assert isinstance(pilot.app.screen, HomeScreen)
            assert "haven't joined" in shown(pilot) or what in ("change", "leave")

    drive(app(tmp_path, wire), scenario)


def test_saved_data_that_fail_while_a_contest_is_shown_are_said(wire: Wire, tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await join(pilot, wire.serving.made.contest.code)
        database = pilot.app.services.saves.database  # type: ignore[attr-defined]
        with database.writing():
            database.write("DROP TABLE outbox")
        contest_of(pilot).courier.send_due()
        contest_of(pilot).act("hide")
        await done(pilot)
        assert isinstance(pilot.app.screen, ContestScreen) and "outbox)" in shown(pilot)
        await press(pilot, "escape", "t")
        assert isinstance(pilot.app.screen, HomeScreen) and "outbox)" in shown(pilot)

    drive(app(tmp_path, wire), scenario)


def test_who_does_not_wait_for_the_answer_is_told_of_it_all_the_same(wire: Wire, tmp_path: Path) -> None:
    """The server thinks of joining, then of leaving; each time the box is closed before it answers."""
    may_join, may_leave = threading.Event(), threading.Event()

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "e")
        typed = (ADDRESS, wire.serving.made.contest.code, "Lantern", "Mei")
        for field, text in zip(pilot.app.screen.query(Input), typed, strict=True):
            field.value = text
        wire.fault = slowly(may_join)
        await press(pilot, "enter", "escape")
        assert isinstance(pilot.app.screen, HomeScreen) and "Spring Cup" not in shown(pilot)
        may_join.set()
        await heard(pilot)
        assert "You have joined" in shown(pilot) and "team Lantern" in shown(pilot)
        await press(pilot, "t")
        await done(pilot)
        wire.fault = slowly(may_leave)
        await press(pilot, "x", "1", "1", "escape")
        assert isinstance(pilot.app.screen, ContestScreen)
        may_leave.set()
        await heard(pilot)
        assert isinstance(pilot.app.screen, HomeScreen) and "Team contest" not in shown(pilot)

    drive(app(tmp_path, wire), scenario)


def test_a_server_that_keeps_one_waiting_is_said_to_be_asked(wire: Wire, tmp_path: Path) -> None:
    may_answer = threading.Event()

    async def scenario(pilot: Pilot[None]) -> None:
        await join(pilot, wire.serving.made.contest.code)
        wire.fault = slowly(may_answer)
        await press(pilot, "r")
        for _ in range(100):
            if "asking the server" in shown(pilot):
                break
            await pilot.pause(0.02)
        assert "asking the server" in shown(pilot)
        may_answer.set()
        await heard(pilot)
        assert "asking the server" not in shown(pilot)

    drive(app(tmp_path, wire), scenario)


def test_the_runs_of_one_team_are_never_shown_in_another_contest(tmp_path: Path) -> None:
    """One leads a team in both, and the second contest's server is away."""
    runs = (TeamRun(RUN, "Ann", PARCEL, TITLES, 1, "counted", 700),)
    staged = Staged("en", replace(STANDING, is_lead=True), runs=runs)

    async def scenario(pilot: Pilot[None]) -> None:
        contest_of(pilot).changed()
        await press(pilot, "t", "4")
        await done(pilot)
        assert "Ann" in shown(pilot)
        contest_of(pilot).changed()
        assert "Ann" in shown(pilot)  # what was seen stays
        other = replace(MINE, id="c2", title="Autumn Cup")
        staged.look, staged.problem = replace(STANDING, membership=other, is_lead=True), AWAY
        contest_of(pilot).changed()
        await done(pilot)
        assert "Autumn Cup" in shown(pilot) and "Ann" not in shown(pilot)

    drive(contest_app(tmp_path, staged, "en"), scenario)


def test_an_answer_that_comes_while_a_screen_is_being_made_waits_for_its_widgets(tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        flow = contest_of(pilot)
        flow.board()
        for _ in range(200):  # at every step of the making, and some after it
            flow.changed()
            await asyncio.sleep(0)
        await done(pilot)
        assert isinstance(pilot.app.screen, ContestScreen) and STANDING.membership.title in shown(pilot)

    drive(contest_app(tmp_path, language="en"), scenario)


def test_an_answer_that_comes_while_a_screen_is_being_closed_is_told_to_nobody(tmp_path: Path) -> None:
    """Its widgets go before it does."""

    async def scenario(pilot: Pilot[None]) -> None:
        contest_of(pilot).board()
        await done(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, ContestScreen)
        screen.dismiss()
        for _ in range(200):  # at every step of the closing, and some after it
            screen.contest_changed()
            await asyncio.sleep(0)
        await done(pilot)
        assert isinstance(pilot.app.screen, HomeScreen)

    drive(contest_app(tmp_path, language="en"), scenario)


def test_a_refusal_that_comes_after_the_form_was_closed_is_told_to_nobody(wire: Wire, tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await join(pilot, "7K3M-2QXB")
        form = pilot.app.screen
        assert isinstance(form, JoinScreen)
        wish = form.wish
        await press(pilot, "escape")
        await form._joining(wish)
        assert isinstance(pilot.app.screen, HomeScreen) and "code is wrong" not in shown(pilot)

    drive(app(tmp_path, wire), scenario)
