"""A contest in the app, with a real server at the other end of a wire that can be cut."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
from textual.pilot import Pilot
from textual.widgets import Input

from game.engine import Run
from game.saves.contests import Contests
from game.story import Story
from game.team.client.contest_play import ContestPlay
from game.text import Language
from game.ui.app import SteadyApp
from game.ui.contest.errand import away
from game.ui.contest.join import JoinScreen
from game.ui.contest.screen import ContestScreen
from game.ui.contest.watch import WatchScreen
from game.ui.screens.debrief.screen import DebriefScreen
from game.ui.screens.home import HomeScreen
from game.ui.services import Services
from tests.support.reviews import AtOnce
from tests.support.ui import chat_of, drive, press, services, shown
from tests.team.client.playing import ADDRESS, Wire, cut, watched

WELL = ("name-it", "options")


def app(folder: Path, wire: Wire, language: str = "en") -> SteadyApp:
    """A game whose contests are at the other end of the wire."""

    def contest(made: Services, spoken: Language) -> ContestPlay:
        def clock() -> float:
            return wire.serving.now / 1000

        return ContestPlay(made.saves, made.stories, folder, spoken, clock=clock, connect=wire.connect)

    made = replace(services(folder, language), contest=contest)
    made.saves.set_setting("text_speed", "instant")
    return SteadyApp(made, animation_level="none")


async def done(pilot: Pilot[None]) -> None:
    """Wait until everything that was asked for has been answered and shown."""
    for _ in range(3):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def join(pilot: Pilot[None], code: str, name: str = "Mei") -> None:
    """Fill in the form and send it off."""
    await press(pilot, "e")
    for field, typed in zip(pilot.app.screen.query(Input), (ADDRESS, code, "Lantern", name), strict=True):
        field.value = typed
    await press(pilot, "enter")
    await done(pilot)


async def play(pilot: Pilot[None], wire: Wire) -> None:
    """Take the first story of the contest's screen and play it to its end, then look back."""
    await press(pilot, "3", "enter", "enter")
    await done(pilot)
    chat = chat_of(pilot)
    chat.recording = watched(chat.recording, pilot.app.services.saves)  # type: ignore[attr-defined]
    for action in WELL:
        wire.serving.now += 20_000
        assert chat.take(action)
        pilot.app.flow._thinking.look(chat.session)  # type: ignore[attr-defined]  # as a timer does
    chat.open_debrief()
    await done(pilot)
    await press(pilot, "x")


def test_a_code_lets_one_in_and_the_card_stands_at_home(wire: Wire, tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await join(pilot, "7K3M-2QXB")
        assert isinstance(pilot.app.screen, JoinScreen) and "code is wrong" in shown(pilot)
        await press(pilot, "backspace")
        assert pilot.app.screen.wish.code == "7K3M-2QX"  # a slip is mended; the rest need not be typed again
        pilot.app.screen.query_one("#code", Input).value = wire.serving.made.contest.code.lower()
        await press(pilot, "enter")
        await done(pilot)
        assert isinstance(pilot.app.screen, ContestScreen) and "Mei, team Lantern" in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen) and "Spring Cup" in shown(pilot)
        await press(pilot, "t")
        assert isinstance(pilot.app.screen, ContestScreen)

    drive(app(tmp_path, wire), scenario)


def test_what_is_wrong_with_a_field_is_seen_with_it_however_low_the_window(wire: Wire, tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await join(pilot, "7K3")
        form, code, fault = (pilot.app.screen.query_one(f"#{id}") for id in ("form", "code", "fault-code"))
        assert pilot.app.screen.focused is code
        assert all(form.region.contains_region(one.region) for one in (code, fault))

    drive(app(tmp_path, wire), scenario, size=(60, 14))


def test_who_is_in_already_joins_again_only_as_somebody_else_who_takes_turns_here(wire: Wire, tmp_path: Path) -> None:
    def joined() -> int:
        return wire.asked.count(("POST", "/api/join"))

    async def scenario(pilot: Pilot[None]) -> None:
        await join(pilot, wire.serving.made.contest.code)
        await join(pilot, wire.serving.made.contest.code, "Kai")
        assert "as Mei" in shown(pilot) and joined() == 1
        await press(pilot, "2")
        await done(pilot)
        await press(pilot, "1")
        assert isinstance(pilot.app.screen, ContestScreen) and "Kai, team Lantern" in shown(pilot) and joined() == 2
        await join(pilot, wire.serving.made.contest.code, "Mei")
        assert "Join as" not in shown(pilot)  # who is known goes on
        await press(pilot, "1")
        await done(pilot)
        assert isinstance(pilot.app.screen, ContestScreen) and "Mei, team Lantern" in shown(pilot) and joined() == 2
        (mine, _) = Contests(pilot.app.services.saves.database).joined()  # type: ignore[attr-defined]
        await away(lambda: wire.serving.admin("readmit", member=mine.member))
        await join(pilot, wire.serving.made.contest.code, "Mei")
        await press(pilot, "2")  # the server does not know her any more
        await done(pilot)
        assert isinstance(pilot.app.screen, ContestScreen) and "Mei, team Lantern" in shown(pilot) and joined() == 3

    drive(app(tmp_path, wire), scenario)


def test_an_attempt_is_played_counted_and_watched_and_its_review_waits(wire: Wire, tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await join(pilot, wire.serving.made.contest.code)
        await play(pilot, wire)
        assert not chat_of(pilot).session.can_undo
        assert "Counted:" in shown(pilot) and "now place 1" in shown(pilot)
        await press(pilot, "2")
        assert "left: 2" in shown(pilot)
        await press(pilot, "f2")
        assert "算上了" in shown(pilot) and "还有 2 次机会" in shown(pilot)
        await press(pilot, "escape", "f2", "4", "enter")
        await done(pilot)
        assert isinstance(pilot.app.screen, WatchScreen) and not pilot.app.screen.check_action("review", ())
        await press(pilot, "right", "f2")
        assert "第 1 步，共 2 步" in shown(pilot) and "换我也急" in shown(pilot)
        await press(pilot, "end")
        assert "第 2 步，共 2 步" in shown(pilot)
        await press(pilot, "home")
        assert "开场，共 2 步" in shown(pilot)

    drive(app(tmp_path, wire), scenario)


def test_a_run_waits_while_the_server_is_away_and_goes_out_later(wire: Wire, tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await join(pilot, wire.serving.made.contest.code)
        await press(pilot, "o")
        await done(pilot)
        wire.fault = cut
        await play(pilot, wire)
        assert isinstance(pilot.app.screen, DebriefScreen) and "Not sent yet" in shown(pilot)
        wire.fault = None
        pilot.app.flow.contest.act("send")  # type: ignore[attr-defined]
        await done(pilot)
        assert "Counted:" in shown(pilot)

    drive(app(tmp_path, wire), scenario)


def test_offline_shows_what_was_seen_and_says_so(wire: Wire, tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await join(pilot, wire.serving.made.contest.code)
        wire.fault = cut
        await press(pilot, "r")
        await done(pilot)
        assert "as seen at" in shown(pilot) and "Mei, team Lantern" in shown(pilot)
        await press(pilot, "3", "enter", "enter")
        await done(pilot)
        assert "couldn't begin" in shown(pilot) and "Try again" in shown(pilot)

    drive(app(tmp_path, wire), scenario)


def test_the_review_comes_when_the_attempts_are_used_up(wire: Wire, tmp_path: Path) -> None:
    """Before that nothing is solved: what is not there cannot be looked up."""
    game, begun = app(tmp_path, wire), []

    def solver(story: Story, run: Run) -> AtOnce:
        begun.append(run)
        return AtOnce(story, run)

    game.services = replace(game.services, solver=solver)

    async def scenario(pilot: Pilot[None]) -> None:
        await join(pilot, wire.serving.made.contest.code)
        shows = []
        for _ in range(3):
            await play(pilot, wire)
            shows.append([bool(pilot.app.screen.query(part)) for part in ("#review", "#waits")] + [bool(begun)])
            await press(pilot, "escape")
        assert shows == [[False, True, False], [False, True, False], [True, False, True]]
        assert "all 3 attempts used" in shown(pilot)
        await press(pilot, "4", "end", "enter")
        await done(pilot)
        await press(pilot, "r")
        await done(pilot)
        assert isinstance(pilot.app.screen, DebriefScreen) and pilot.app.screen.query("#review")
        await press(pilot, "f2")
        assert pilot.app.screen._told.story.language == "zh-CN"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, WatchScreen)

    drive(game, scenario)


def test_a_chat_that_was_broken_off_is_gone_on_with_from_the_shift_board(wire: Wire, tmp_path: Path) -> None:
    """Its story is the contest's alone."""

    async def scenario(pilot: Pilot[None]) -> None:
        await join(pilot, wire.serving.made.contest.code)
        await press(pilot, "3", "enter", "enter")
        await done(pilot)
        assert chat_of(pilot).take("name-it")
        await press(pilot, "escape", "end", "up", "enter")
        await done(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen) and "The Late Parcel" in shown(pilot)
        await press(pilot, "c")
        await done(pilot)
        assert chat_of(pilot).session.actions == ("name-it",) and chat_of(pilot).session.mode == "ranked"

    drive(app(tmp_path, wire), scenario)


def test_hiding_and_leaving_are_told_to_the_server(wire: Wire, tmp_path: Path) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await join(pilot, wire.serving.made.contest.code)
        assert "attempts left: 3 of 3" in shown(pilot)  # who has no result yet sees what there is to play
        await press(pilot, "1", "h")
        await done(pilot)
        assert "hidden:" in shown(pilot)
        await press(pilot, "x", "1", "2")
        assert isinstance(pilot.app.screen, ContestScreen)  # the second question was answered with staying
        await press(pilot, "x", "1", "1")
        await done(pilot)
        assert isinstance(pilot.app.screen, HomeScreen) and "Team contest" not in shown(pilot)
        assert ("DELETE", "/api/me?runs=keep") in wire.asked

    drive(app(tmp_path, wire), scenario)


def test_an_answer_that_comes_too_late_disturbs_nobody(wire: Wire, tmp_path: Path) -> None:
    """The form and the contest are closed while the server still thinks; then it answers."""
    may_answer = threading.Event()

    def slow(_: httpx.Request, answer: Callable[[], httpx.Response]) -> httpx.Response:
        assert may_answer.wait(5)
        return answer()

    async def scenario(pilot: Pilot[None]) -> None:
        await join(pilot, wire.serving.made.contest.code)
        wire.fault = slow
        await press(pilot, "r", "3", "enter", "enter", "escape", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        may_answer.set()
        await done(pilot)
        assert isinstance(pilot.app.screen, HomeScreen)

    drive(app(tmp_path, wire), scenario)
