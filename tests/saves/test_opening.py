"""Whatever lies where the saved data should be: there is a sentence about it, one can play, and nothing gets lost."""

import os
import random
import re
import shutil
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from game.saves import Saves, SavesError, open_saves
from game.saves.migrations import VERSION
from game.saves.opening import open_database
from tests.saves.samples import run_of

PAGE = 4096


def test_a_folder_is_made_where_there_is_none(tmp_path: Path) -> None:
    saves = open_saves(tmp_path / "deep" / "down")
    assert (saves.problems, saves.kept) == ((), True)
    assert (tmp_path / "deep" / "down" / "steady.db").is_file()


def test_opening_twice_leaves_all_as_it_is(tmp_path: Path) -> None:
    run = _fill(tmp_path)
    assert _codes(open_saves(tmp_path)) == []
    assert open_saves(tmp_path).load(run).run.actions == ("look", "again")


RUBBISH = {
    "text": b"once upon a time",
    "long text": b"x" * 9000,
    "noise": random.Random(1).randbytes(5000),
    "zeros": b"\x00" * 8192,
}


@pytest.mark.parametrize("content", RUBBISH.values(), ids=RUBBISH)
def test_what_is_no_database_is_moved_aside(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "steady.db"
    file.write_bytes(content)
    saves = open_saves(tmp_path)
    assert ([problem.code for problem in saves.problems], saves.kept) == (["damaged_lost"], True)
    assert [aside.read_bytes() for aside in _aside(tmp_path)] == [content]
    _can_be_used(saves)


def test_an_empty_file_is_told_of_once_it_is_no_longer_just_being_made(tmp_path: Path) -> None:
    for folder in (tmp_path / "young", tmp_path / "old"):
        folder.mkdir()
        (folder / "steady.db").touch()
    assert _codes(open_saves(tmp_path / "young")) == []
    os.utime(tmp_path / "old" / "steady.db", (1, 1))
    saves = open_saves(tmp_path / "old")
    assert (_codes(saves), saves.kept) == (["empty"], True)
    _can_be_used(saves)


def test_a_folder_in_the_files_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "steady.db").mkdir()
    (tmp_path / "steady.db" / "mine").touch()
    saves = open_saves(tmp_path)
    assert (_codes(saves), saves.kept) == (["is_folder", "not_kept"], False)
    assert (tmp_path / "steady.db" / "mine").exists()
    _can_be_used(saves)


def test_a_file_in_the_folders_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "chats").write_text("mine")
    for folder in (tmp_path / "chats", tmp_path / "chats" / "deeper"):
        saves = open_saves(folder)
        assert (_codes(saves), saves.kept) == (["no_folder", "not_kept"], False)
        _can_be_used(saves)
    assert (tmp_path / "chats").read_text() == "mine"


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "steady.db")) as other:
        other.execute("CREATE TABLE songs (title)")
    before = (tmp_path / "steady.db").read_bytes()
    saves = open_saves(tmp_path)
    assert (_codes(saves), saves.kept) == (["foreign", "not_kept"], False)
    assert (tmp_path / "steady.db").read_bytes() == before
    _can_be_used(saves)


@pytest.mark.parametrize("in_log", [False, True], ids=["in the file", "in its log"])
def test_the_file_of_a_newer_game_is_left_alone(tmp_path: Path, in_log: bool) -> None:
    _fill(tmp_path)
    newer = sqlite3.connect(tmp_path / "steady.db")
    newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    if not in_log:
        newer.close()
    before = _bytes(tmp_path)
    saves = open_saves(tmp_path)
    assert (_codes(saves), saves.kept) == (["newer", "not_kept"], False)
    _can_be_used(saves)
    saves.close()
    assert _bytes(tmp_path) == before
    newer.close()


def test_a_truncated_file_is_moved_aside_and_the_rest_read(tmp_path: Path) -> None:
    runs = _fill_much(tmp_path)
    file = tmp_path / "steady.db"
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    saves = open_saves(tmp_path)
    assert (_codes(saves), saves.kept) == (["damaged"], True)
    assert _aside(tmp_path)[0].read_bytes() == whole[: len(whole) // 2]
    _holds_beginnings(saves, runs)
    _can_be_used(saves)


@pytest.mark.parametrize("seed", range(9))
def test_any_broken_page_costs_at_most_what_stands_on_it(tmp_path: Path, seed: int) -> None:
    runs = _fill_much(tmp_path)
    file = tmp_path / "steady.db"
    pages = file.stat().st_size // PAGE
    page = seed if seed < 5 else random.Random(seed).randrange(pages)
    with file.open("r+b") as handle:
        handle.seek(page * PAGE)
        handle.write(random.Random(seed).randbytes(PAGE))
    saves = open_saves(tmp_path)
    assert (_codes(saves), saves.kept) == (["damaged"], True)
    _holds_beginnings(saves, runs)
    _can_be_used(saves)


def test_one_broken_page_of_actions_leaves_most_runs_whole(tmp_path: Path) -> None:
    runs = _fill_much(tmp_path)
    _break_page_with(tmp_path / "steady.db", b"again-12-")
    saves = open_saves(tmp_path)
    [told] = saves.problems
    assert (told.code, dict(told.values)["runs"]) == ("damaged_cut", len(saves.history()))
    _holds_beginnings(saves, runs)
    whole = [run.id for run in saves.history() if list(saves.load(run.id).run.actions) == runs[run.id]]
    assert len(runs) * 0.7 < len(whole) < len(runs)


def test_settings_outlive_a_broken_page(tmp_path: Path) -> None:
    runs = _fill_much(tmp_path)
    with closing(open_saves(tmp_path)) as saves:
        saves.set_setting("player", "小安")
    _break_page_with(tmp_path / "steady.db", b"again-12-")
    assert open_saves(tmp_path).settings().player == "小安"
    assert runs


@pytest.mark.parametrize("seed", range(25))
def test_flipped_bits_never_hurt(tmp_path: Path, seed: int) -> None:
    """Some flips hit free space or a text and are not damage to SQLite; none may end in a traceback."""
    _fill_much(tmp_path)
    file, dice = tmp_path / "steady.db", random.Random(seed)
    content = bytearray(file.read_bytes())
    for _ in range(3):
        content[dice.randrange(100 if seed % 2 else len(content))] ^= 1 << dice.randrange(8)
    file.write_bytes(content)
    saves = open_saves(tmp_path)
    for summary in saves.history():
        try:
            saves.load(summary.id)
        except SavesError as error:
            assert error.problem.code.startswith("run_")
    _can_be_used(saves)


def test_a_log_of_another_file_is_no_harm(tmp_path: Path) -> None:
    """Somebody put a backup back and left the log of the file that was there."""
    runs = _fill_much(tmp_path / "old")
    _fill(tmp_path / "new")
    with closing(open_saves(tmp_path / "new")) as other:
        other.start(run_of("look"), "en")
        shutil.copy(tmp_path / "new" / "steady.db-wal", tmp_path / "old" / "steady.db-wal")
    saves = open_saves(tmp_path / "old")
    _can_be_used(saves)
    if saves.problems == ():
        assert {run.id for run in saves.history()} >= set(runs)
    else:
        assert (_codes(saves), len(_aside(tmp_path / "old"))) == (["damaged"], 1)


@pytest.mark.parametrize("left", [None, b""], ids=["no file", "empty file"])
def test_a_log_without_its_file_is_kept_aside(tmp_path: Path, left: bytes | None) -> None:
    with closing(open_saves(tmp_path)) as saves:
        saves.start(run_of("look"), "en")
        log = (tmp_path / "steady.db-wal").read_bytes()
    for file in tmp_path.iterdir():
        file.unlink()
    (tmp_path / "steady.db-wal").write_bytes(log)
    if left is not None:
        (tmp_path / "steady.db").write_bytes(left)
    saves = open_saves(tmp_path)
    assert _codes(saves) == ["damaged"]
    assert [file.read_bytes() for file in tmp_path.glob("*damaged*-wal")] == [log]
    _can_be_used(saves)


def test_a_stale_log_cut_in_the_middle_keeps_what_was_committed_before(tmp_path: Path) -> None:
    saves = open_saves(tmp_path)
    run = saves.start(run_of("look"), "en").id
    saves.append(run, 1, "again")
    shutil.copytree(tmp_path, tmp_path / "copy", ignore=shutil.ignore_patterns("*-shm"))
    log = tmp_path / "copy" / "steady.db-wal"
    log.write_bytes(log.read_bytes()[:-100])
    copy = open_saves(tmp_path / "copy")
    assert copy.problems == ()
    assert copy.load(run).run.actions == ("look",)


def test_two_damaged_files_of_one_second_are_both_kept(tmp_path: Path) -> None:
    for text in (b"first", b"second", b"third"):
        (tmp_path / "steady.db").write_bytes(text)
        open_saves(tmp_path).close()
    assert {file.read_bytes() for file in _aside(tmp_path)} == {b"first", b"second", b"third"}


def test_a_repair_that_was_cut_off_is_finished(tmp_path: Path) -> None:
    """Killed between moving the damaged file aside and putting the new one in its place."""
    run = _fill(tmp_path)
    (tmp_path / "steady.db").rename(tmp_path / "steady.db.repair")
    saves = open_saves(tmp_path)
    assert saves.load(run).run.actions == ("look", "again")
    assert not (tmp_path / "steady.db.repair").exists()


def test_a_log_left_by_a_repair_that_was_cut_off_does_not_get_into_the_new_file(tmp_path: Path) -> None:
    run = _fill(tmp_path)
    with closing(open_saves(tmp_path / "other")) as other:
        other.start(run_of("bye"), "en")
        log = (tmp_path / "other" / "steady.db-wal").read_bytes()
    (tmp_path / "steady.db").rename(tmp_path / "steady.db.repair")
    (tmp_path / "steady.db-wal").write_bytes(log)
    assert [summary.id for summary in open_saves(tmp_path).history()] == [run]
    assert [file.read_bytes() for file in tmp_path.glob("*damaged*-wal")] == [log]


@pytest.mark.parametrize("place", [3, 18, 19, 47, 63], ids=["magic", "writing", "reading", "schema", "version"])
def test_a_bad_bit_in_the_header_costs_nothing(tmp_path: Path, place: int) -> None:
    runs = _fill_much(tmp_path)
    content = bytearray((tmp_path / "steady.db").read_bytes())
    content[place] ^= VERSION if place == 63 else 16
    (tmp_path / "steady.db").write_bytes(content)
    saves = open_saves(tmp_path)
    assert _codes(saves) == ["damaged"]
    assert {run: list(saves.load(run).run.actions) for run in runs} == runs


def test_names_of_folders_may_hold_any_sign(tmp_path: Path) -> None:
    folder = tmp_path / "a?b#c%20d 存档&x=1"
    run = _fill(folder)
    assert open_saves(folder).load(run).run.actions == ("look", "again")


def test_a_half_written_repair_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "steady.db").write_bytes(b"damaged")
    (tmp_path / "steady.db.repair").write_bytes(b"half")
    saves = open_saves(tmp_path)
    assert _codes(saves) == ["damaged"]
    _can_be_used(saves)


def test_who_waits_too_long_for_another_terminal_is_told(tmp_path: Path) -> None:
    run = _fill(tmp_path)
    with closing(sqlite3.connect(tmp_path / "steady.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        database, problems = open_database(tmp_path / "steady.db", patience=0.05)
        assert [problem.code for problem in problems] == ["locked", "not_kept"]
        assert Saves(database).load(run).run.actions == ("look", "again")


def test_a_write_that_waits_too_long_can_be_tried_again(tmp_path: Path) -> None:
    run = _fill(tmp_path)
    saves = Saves(open_database(tmp_path / "steady.db", patience=0.05)[0])
    with closing(sqlite3.connect(tmp_path / "steady.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(SavesError, match="locked"):
            saves.append(run, 2, "bye")
        other.execute("ROLLBACK")
    saves.append(run, 2, "bye")
    assert saves.load(run).run.actions == ("look", "again", "bye")


def test_who_writes_has_the_file_from_the_first_look_to_the_last(tmp_path: Path) -> None:
    """Else another terminal could write between the look at the run and the action added to it."""
    first, second = (open_database(tmp_path / "steady.db", patience=0.05)[0] for _ in range(2))
    with first.writing(), pytest.raises(SavesError, match="locked"), second.writing():
        pass
    with second.writing():
        pass


def test_damage_that_shows_while_playing_is_told_and_mended_at_the_next_start(tmp_path: Path) -> None:
    runs = _fill_much(tmp_path)
    saves = open_saves(tmp_path)
    first = next(iter(runs))
    size = (tmp_path / "steady.db").stat().st_size
    with (tmp_path / "steady.db").open("r+b") as file:
        file.seek(PAGE)
        file.write(b"\xff" * (size - PAGE))
    with pytest.raises(SavesError, match="damaged_now"):
        saves.load(first)
    saves.close()
    assert _codes(open_saves(tmp_path)) == ["damaged"]


def _fill(folder: Path) -> str:
    with closing(open_saves(folder)) as saves:
        return saves.start(run_of("look", "again"), "en").id


def _fill_much(folder: Path) -> dict[str, list[str]]:
    """Put a file of many runs into a folder; returns their actions."""
    content, runs = _much()
    folder.mkdir(exist_ok=True)
    (folder / "steady.db").write_bytes(content)
    return dict(runs)


@cache
def _much() -> tuple[bytes, dict[str, list[str]]]:
    """Made once: every run costs a sync of the disk."""
    runs = {}
    with TemporaryDirectory() as folder, closing(open_saves(Path(folder))) as saves:
        for number in range(40):
            actions = [f"again-{number}-{place}-{'x' * 30}" for place in range(15)]
            runs[saves.start(run_of(*actions), "en").id] = actions
        saves.close()
        return Path(folder, "steady.db").read_bytes(), runs


def _break_page_with(file: Path, text: bytes) -> None:
    """Break a page of rows; one that only points to others would take those with it."""
    content = file.read_bytes()
    pages = range(len(content) // PAGE)
    page = next(n for n in pages if content[n * PAGE] in (10, 13) and text in content[n * PAGE : (n + 1) * PAGE])
    file.write_bytes(content[: page * PAGE] + b"\xff" * PAGE + content[(page + 1) * PAGE :])


def _holds_beginnings(saves: Saves, runs: dict[str, list[str]]) -> None:
    """What was saved of a run is how it began: no step is missing in the middle, none was made up."""
    for summary in saves.history():
        actions = list(saves.load(summary.id).run.actions)
        assert actions == runs[summary.id][: len(actions)]


def _can_be_used(saves: Saves) -> None:
    saved = saves.start(run_of("look"), "en")
    saves.append(saved.id, 1, "again")
    assert saves.load(saved.id).run.actions == ("look", "again")


def _codes(saves: Saves) -> list[str]:
    """What was wrong; whether all, some or nothing of a damaged file was rescued is asked where it is known."""
    return [problem.code.removesuffix("_cut").removesuffix("_lost") for problem in saves.problems]


def _aside(folder: Path) -> list[Path]:
    return [file for file in folder.iterdir() if re.fullmatch(r"steady\.db\.damaged-\d{8}-\d{6}(-\d+)?", file.name)]


def _bytes(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if not file.name.endswith("-shm")}
