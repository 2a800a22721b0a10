"""Where writing is refused, by rights or for lack of room, one is told, can play on, and what was kept stays."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from game.saves import Saves, SavesError, open_saves
from tests.saves.samples import run_of

ROOT = Path(__file__).parents[2]
NOBODY = 65534
posix_only = pytest.mark.skipif(os.name != "posix", reason="rights and limits work otherwise there")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that everybody may enter, with a saved run in it."""
    tmp_path.chmod(0o755)
    with closing(open_saves(tmp_path / "saves")) as opened:
        opened.start(run_of("look", "again"), "en")
    return tmp_path / "saves"


@posix_only
@pytest.mark.parametrize(
    ("folder_mode", "file_mode", "codes"),
    [
        (0o777, 0o444, ["read_only", "not_kept"]),
        (0o555, 0o444, ["denied", "not_kept"]),
        (0o555, 0o666, ["denied", "not_kept"]),
    ],
)
def test_a_file_that_can_only_be_read_is_played_from_but_not_changed(
    folder: Path, folder_mode: int, file_mode: int, codes: list[str]
) -> None:
    before = (folder / "steady.db").read_bytes()
    with _rights(folder, folder_mode, file_mode), closing(open_saves(folder)) as saves:
        assert saves.kept is False
        assert [problem.code for problem in saves.problems] in (codes, ["read_only", "not_kept"])
        assert [run.length for run in saves.history()] == [2]
        _can_be_used(saves)
    assert (folder / "steady.db").read_bytes() == before


@posix_only
def test_what_stands_in_the_log_of_a_folder_that_can_only_be_read_is_seen(folder: Path) -> None:
    saves = open_saves(folder)
    saves.start(run_of("look", "again", "bye"), "en")
    live = folder.with_name("live")
    shutil.copytree(folder, live, ignore=shutil.ignore_patterns("*-shm"))
    saves.close()
    with _rights(live, 0o555, 0o444), closing(open_saves(live)) as opened:
        assert sorted(run.length for run in opened.history()) == [2, 3]


@posix_only
@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o777, 0o000), (0o000, 0o666), (0o555, 0o000)])
def test_a_file_that_cannot_be_read_is_left_alone(folder: Path, folder_mode: int, file_mode: int) -> None:
    before = (folder / "steady.db").read_bytes()
    with _rights(folder, folder_mode, file_mode), closing(open_saves(folder)) as saves:
        assert ([problem.code for problem in saves.problems], saves.kept) == (["denied", "not_kept"], False)
        assert saves.history() == ()
        _can_be_used(saves)
    assert (folder / "steady.db").read_bytes() == before


@posix_only
def test_where_no_folder_may_be_made_one_can_play(folder: Path) -> None:
    with _rights(folder, 0o555, 0o444), closing(open_saves(folder / "deeper")) as saves:
        assert ([problem.code for problem in saves.problems], saves.kept) == (["denied", "not_kept"], False)
        _can_be_used(saves)


@posix_only
def test_a_damaged_file_that_cannot_be_moved_stays_where_it_is(folder: Path) -> None:
    (folder / "steady.db").write_bytes(b"damaged")
    with _rights(folder, 0o555, 0o444), closing(open_saves(folder)) as saves:
        assert saves.kept is False
        assert [problem.code for problem in saves.problems][-1] == "not_kept"
        _can_be_used(saves)
    assert (folder / "steady.db").read_bytes() == b"damaged"


def test_without_room_the_action_is_not_acknowledged_and_can_be_tried_again(saves: Saves) -> None:
    run = saves.start(run_of(), "en").id
    [pages] = saves.database.read("PRAGMA page_count")
    saves.database.read(f"PRAGMA max_page_count = {pages['page_count'] + 2}")
    place = 0
    with pytest.raises(SavesError, match="full"):
        for place in range(1000):
            saves.append(run, place, "x" * 100)
    assert 0 < place == len(saves.load(run).run.actions)
    saves.database.read("PRAGMA max_page_count = 100000")
    saves.append(run, place, "look")
    assert len(saves.load(run).run.actions) == place + 1


@posix_only
@pytest.mark.parametrize("limit", [100_000, 300_000])
def test_when_a_write_fails_in_the_system_all_that_was_acknowledged_is_there(tmp_path: Path, limit: int) -> None:
    run, place, code = _worker("fill_up", tmp_path, limit)
    assert code in ("disk", "full")
    saves = open_saves(tmp_path)
    assert saves.problems == ()
    assert saves.load(run).run.actions == ("x" * 100,) * int(place) + ("look",)


@posix_only
def test_a_damaged_file_stays_where_it_is_while_there_is_no_room_to_mend_it(tmp_path: Path) -> None:
    (tmp_path / "steady.db").write_bytes(b"damaged" * 100)
    assert _worker("fill_up", tmp_path, 0) in (["disk", "not_kept"], ["full", "not_kept"])
    assert (tmp_path / "steady.db").read_bytes() == b"damaged" * 100


@posix_only
def test_where_there_is_no_room_from_the_start_one_can_play(tmp_path: Path) -> None:
    assert _worker("fill_up", tmp_path, 0) in (["disk", "not_kept"], ["full", "not_kept"])


@contextmanager
def _rights(folder: Path, folder_mode: int, file_mode: int) -> Iterator[None]:
    """The folder and its files with these rights, seen by somebody to whom rights apply."""
    for file in folder.iterdir():
        file.chmod(file_mode)
    folder.chmod(folder_mode)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o755)


def _can_be_used(saves: Saves) -> None:
    saved = saves.start(run_of("look"), "en")
    saves.append(saved.id, 1, "again")
    assert saves.load(saved.id).run.actions == ("look", "again")


def _worker(*call: object) -> list[str]:
    command = [sys.executable, "-m", "tests.saves.workers", *map(str, call)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert (done.stderr, done.returncode) == ("", 0)
    return done.stdout.split()
