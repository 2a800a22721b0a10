"""How the preview looks: pictures to be looked at before they are accepted."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.support.preview import Preview, Scenario, copied, edit, follow, preview, solved
from tests.support.ui import by_name, press

SnapCompare = Callable[..., bool]
LOOKS: list[dict[str, Any]] = [
    {"theme": "light"}, {"theme": "contrast"}, {"plain_signs": True}, {"environ": {"NO_COLOR": "1"}},
]  # fmt: skip


def _then(file: Path, *keys: str, change: tuple[str, str] | None = None, solve: bool = True) -> Scenario:
    """Let the solver be ready, press keys, save a change."""

    async def scenario(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, Preview)
        await pilot.pause()
        if solve:
            app.bench.know(app.bench.logic, solved(file))
            app._tell_what_is_known()
        await press(pilot, *keys)
        if change:
            edit(file, *change)
            await follow(pilot)
        await pilot.pause()

    return scenario


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(160, 44), (120, 40), (80, 24), (60, 20)], ids=by_name)
def test_while_writing(snap_compare: SnapCompare, tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    file = copied(tmp_path)
    assert snap_compare(preview(tmp_path, file, language), terminal_size=size, run_before=_then(file, "1"))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=by_name)
def test_a_broken_save(snap_compare: SnapCompare, tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    file = copied(tmp_path)
    before = _then(file, "1", "p", change=("        slip:", "        slp:"))
    assert snap_compare(preview(tmp_path, file, language), terminal_size=size, run_before=before)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=by_name)
def test_the_writers_numbers(snap_compare: SnapCompare, tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    file = copied(tmp_path)
    assert snap_compare(preview(tmp_path, file, language), terminal_size=size, run_before=_then(file, "c"))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)], ids=by_name)
def test_where_to_go(snap_compare: SnapCompare, tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    file = copied(tmp_path)
    assert snap_compare(preview(tmp_path, file, language), terminal_size=size, run_before=_then(file, "g"))


@pytest.mark.parametrize("look", LOOKS, ids=["light", "contrast", "plain", "colourless"])
def test_other_looks(snap_compare: SnapCompare, tmp_path: Path, look: dict[str, Any]) -> None:
    file = copied(tmp_path)
    before = _then(file, "1", "c", change=("        slip:", "        slp:"))
    assert snap_compare(preview(tmp_path, file, **look), terminal_size=(120, 40), run_before=before)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_to_play_yet(snap_compare: SnapCompare, tmp_path: Path, language: str) -> None:
    file = copied(tmp_path)
    edit(file, "        slip:", "        slp:")
    before = _then(file, solve=False)
    assert snap_compare(preview(tmp_path, file, language), terminal_size=(80, 24), run_before=before)


def test_before_anything_is_proved(snap_compare: SnapCompare, tmp_path: Path) -> None:
    file = copied(tmp_path)
    before = _then(file, solve=False)
    assert snap_compare(preview(tmp_path, file), terminal_size=(120, 40), run_before=before)
