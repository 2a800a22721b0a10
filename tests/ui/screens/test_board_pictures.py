"""How the team board looks: pictures to be looked at before they are accepted."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.support.turns import taken_turns
from tests.support.ui import Scenario, app, press, settled

SnapCompare = Callable[..., bool]


def _then(*keys: str) -> Scenario:
    async def scenario(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await press(pilot, *keys)

    return scenario


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["usual", "large"])
def test_the_board(snap_compare: SnapCompare, tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    taken_turns(tmp_path)
    assert snap_compare(app(tmp_path, language), terminal_size=size, run_before=_then("t"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nobody_has_played(snap_compare: SnapCompare, tmp_path: Path, language: str) -> None:
    assert snap_compare(app(tmp_path, language), terminal_size=(80, 24), run_before=_then("t"))


def test_the_board_of_a_story_small_without_colour(snap_compare: SnapCompare, tmp_path: Path) -> None:
    taken_turns(tmp_path)
    game = app(tmp_path, environ={"NO_COLOR": "1"}, plain_signs=True)
    assert snap_compare(game, terminal_size=(60, 20), run_before=_then("t", "right"))


@pytest.mark.parametrize(("language", "keys"), [("zh", "t n"), ("en", "t n 2"), ("zh", "t n 3"), ("en", "t n 7")])
def test_taking_a_turn(snap_compare: SnapCompare, tmp_path: Path, language: str, keys: str) -> None:
    taken_turns(tmp_path)
    assert snap_compare(app(tmp_path, language), terminal_size=(80, 24), run_before=_then(*keys.split()))
