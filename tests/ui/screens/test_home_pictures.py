"""How home, briefing, palette and questions look: pictures to be looked at before they are accepted."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from game.ui.widgets.board import BoardList
from tests.support.ui import Scenario, app, by_name, played, press, settled

SnapCompare = Callable[..., bool]
LOOKS: list[dict[str, Any]] = [{"theme": "light"}, {"theme": "contrast"}, {"plain_signs": True}]


def _then(*keys: str, story: str = "") -> Scenario:
    """Take a story of the board, then press keys."""

    async def scenario(pilot: Pilot[None]) -> None:
        await settled(pilot)
        if story:
            board = pilot.app.screen.query_one(BoardList)
            board.take(board.ids.index(f"story:{story}"))
            await pilot.pause()
        await press(pilot, *keys)

    return scenario


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(100, 30), (80, 24)], ids=by_name)
def test_a_first_visit(snap_compare: SnapCompare, tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    assert snap_compare(app(tmp_path, language), terminal_size=size, run_before=_then())


@pytest.mark.parametrize("size", [(120, 40), (60, 20)], ids=by_name)
def test_after_some_chats(snap_compare: SnapCompare, tmp_path: Path, size: tuple[int, int]) -> None:
    played(tmp_path, "name-it", "options")
    played(tmp_path, "wait", "policy", days_ago=3.05)
    played(tmp_path, "name-it")
    assert snap_compare(app(tmp_path, player="小林"), terminal_size=size, run_before=_then())


@pytest.mark.parametrize("look", LOOKS, ids=["light", "contrast", "plain"])
def test_other_looks(snap_compare: SnapCompare, tmp_path: Path, look: dict[str, Any]) -> None:
    played(tmp_path, "name-it", "options")
    assert snap_compare(app(tmp_path, **look), terminal_size=(80, 24), run_before=_then())


def test_without_colour(snap_compare: SnapCompare, tmp_path: Path) -> None:
    played(tmp_path, "name-it")
    game = app(tmp_path, environ={"NO_COLOR": "1"})
    assert snap_compare(game, terminal_size=(100, 30), run_before=_then())


@pytest.mark.parametrize(("language", "size"), [("zh", (100, 30)), ("en", (80, 24)), ("zh", (60, 20))], ids=by_name)
def test_a_briefing(snap_compare: SnapCompare, tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    assert snap_compare(app(tmp_path, language), terminal_size=size, run_before=_then(story="late-parcel"))


def test_a_story_that_does_not_open(snap_compare: SnapCompare, tmp_path: Path) -> None:
    assert snap_compare(app(tmp_path), terminal_size=(80, 24), run_before=_then(story="broken"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_palette(snap_compare: SnapCompare, tmp_path: Path, language: str) -> None:
    assert snap_compare(app(tmp_path, language), terminal_size=(80, 24), run_before=_then("ctrl+p"))


def test_a_window_too_small(snap_compare: SnapCompare, tmp_path: Path) -> None:
    assert snap_compare(app(tmp_path), terminal_size=(50, 15), run_before=_then())
