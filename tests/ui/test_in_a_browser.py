"""A game in a browser runs on a computer that is not the player's: it leaves no files there and takes little of it."""

from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any, ClassVar

from textual.pilot import Pilot

from game.engine import Run
from game.story import Story
from game.text import load
from game.ui import app
from game.ui.app import SteadyApp
from game.ui.screens.debrief.screen import DebriefScreen
from game.ui.screens.transcript import TranscriptScreen
from tests.support.reviews import AtOnce
from tests.support.ui import PARCEL, chat_of, drive, notices, press, services, shown


class Hosted(SteadyApp):
    """The app as behind a page."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [Path(app.__file__).parent / "app.tcss"]
    is_web = True


def test_it_saves_no_files_tells_no_place_and_solves_after_the_end(tmp_path: Path) -> None:
    made: list[AtOnce] = []

    def solver(story: Story, run: Run) -> AtOnce:
        made.append(AtOnce(story, run))
        return made[-1]

    offered = replace(services(tmp_path), solver=solver)
    offered.saves.set_setting("text_speed", "instant")

    async def scenario(pilot: Pilot[None]) -> None:
        before = {*Path.cwd().glob("*.svg"), *tmp_path.iterdir()}
        await press(pilot, "f12")
        await press(pilot, "l")
        screen = pilot.app.screen
        assert isinstance(screen, TranscriptScreen)
        screen.post_message(TranscriptScreen.KeepWanted("a", "b"))
        await pilot.pause()
        assert len(notices(pilot)) == 2 and set(notices(pilot)) == {load("zh")("ui.no_files")}
        assert {*Path.cwd().glob("*.svg"), *tmp_path.iterdir()} == before
        await press(pilot, "escape")
        flow: Any = pilot.app.flow  # type: ignore[attr-defined]
        pilot.app.action_settings()  # type: ignore[attr-defined]
        await pilot.pause()
        assert str(tmp_path) not in shown(pilot)
        await press(pilot, "escape", "2")
        flow._thinking.look(chat_of(pilot).session)  # as a timer does
        assert not made
        await press(pilot, "2", "1", "x")
        assert isinstance(pilot.app.screen, DebriefScreen) and len(made) == 1

    drive(Hosted(offered, PARCEL, animation_level="none"), scenario)
