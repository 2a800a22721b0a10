"""How the chat looks: pictures to be looked at before they are accepted."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from game.ui.widgets.choices import Choices
from tests.support.ui import Scenario, by_name, chat, press, settled

SnapCompare = Callable[..., bool]
LOOKS: list[dict[str, Any]] = [{"theme": "light"}, {"theme": "contrast"}, {"plain_signs": True}]


def _said(*replies: str) -> Scenario:
    """Send these replies."""

    async def scenario(pilot: Pilot[None]) -> None:
        await settled(pilot)
        for id in replies:
            ids = [option.id for option in pilot.app.screen.query_one(Choices).replies]
            await press(pilot, str(ids.index(id) + 1))

    return scenario


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(120, 40), (100, 30), (80, 24), (60, 20)], ids=by_name)
def test_after_a_reply(snap_compare: SnapCompare, tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    assert snap_compare(chat(tmp_path, language), terminal_size=size, run_before=_said("name-it"))


@pytest.mark.parametrize("look", LOOKS, ids=["light", "contrast", "plain"])
def test_other_looks(snap_compare: SnapCompare, tmp_path: Path, look: dict[str, Any]) -> None:
    assert snap_compare(chat(tmp_path, **look), terminal_size=(100, 30), run_before=_said("wait"))


def test_without_colour(snap_compare: SnapCompare, tmp_path: Path) -> None:
    game = chat(tmp_path, environ={"NO_COLOR": "1"})
    assert snap_compare(game, terminal_size=(100, 30), run_before=_said("wait"))


def test_exhausted_with_the_coach(snap_compare: SnapCompare, tmp_path: Path) -> None:
    assert snap_compare(chat(tmp_path, coach=True), terminal_size=(100, 30), run_before=_said("wait"))


def test_the_end(snap_compare: SnapCompare, tmp_path: Path) -> None:
    assert snap_compare(chat(tmp_path), terminal_size=(100, 30), run_before=_said("name-it", "options"))
