"""A save is noticed once, however the editor saves, and never half of it."""

import os
from pathlib import Path
from threading import Event

from game.ui.preview.draft import Draft
from game.ui.preview.watcher import GONE, TORN, Looker, Watcher
from tests.support.preview import copied, edit

ZH = "zh-CN"


class Watched:
    """A story looked at by a clock that the test turns."""

    def __init__(self, folder: Path) -> None:
        self.now = 0.0
        self.file = copied(folder)
        self.looker = Looker(self.file, lambda: self.now)
        self.looker.first(ZH)
        self._ticks = 0

    def look(self, later: float = 0.0) -> Draft | None:
        self.now += later
        return self.looker.look(ZH)

    def save(self, text: str) -> None:
        """Write in place; a clock of files that is too coarse is helped."""
        self.file.write_text(text, encoding="utf-8")
        self._ticks += 1
        os.utime(self.file, ns=(self._ticks * 10**9, self._ticks * 10**9))

    @property
    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")


def title(draft: Draft | None) -> str:
    assert draft and draft.story
    return draft.story.title


def test_nothing_is_told_of_what_was_not_saved(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    assert watched.look() is None
    os.utime(watched.file)
    assert watched.look(1.0) is None


def test_a_save_in_place_is_told_of_once(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    watched.save(watched.text.replace("迟到的包裹", "晚到的包裹"))
    assert title(watched.look()) == "晚到的包裹"
    assert watched.look(1.0) is None


def test_a_new_file_moved_over_the_old_one_is_a_save(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    beside = watched.file.with_name(".story.yaml.swp")
    beside.write_text(watched.text.replace("迟到的包裹", "晚到的包裹"), encoding="utf-8")
    os.replace(beside, watched.file)
    assert title(watched.look()) == "晚到的包裹"


def test_half_a_file_is_waited_for(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    whole = watched.text.replace("迟到的包裹", "晚到的包裹")
    watched.save(whole[: len(whole) // 2])
    assert watched.look() is None
    watched.save(whole)
    assert title(watched.look(TORN / 2)) == "晚到的包裹"


def test_a_file_with_mistakes_that_lies_still_is_told_of(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    watched.save(watched.text.replace("slip:", "slp:"))
    assert watched.look() is None
    draft = watched.look(TORN)
    assert draft and draft.story is None
    assert [problem.code for problem in draft.problems(None)] == ["unknown-key"] * 2


def test_a_file_that_is_deleted_before_it_is_written_anew_was_never_gone(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    text = watched.text
    watched.file.unlink()
    assert watched.look() is None
    assert watched.look(GONE / 2) is None
    watched.save(text)
    assert watched.look() is None


def test_a_file_that_stays_away_is_told_of_and_its_return_too(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    text = watched.text
    watched.file.unlink()
    watched.look()
    gone = watched.look(GONE)
    assert gone and [problem.code for problem in gone.problems(None)] == ["cannot-read"]
    watched.save(text)
    assert title(watched.look()) == "迟到的包裹"


def test_a_folder_in_place_of_the_file_is_a_problem_and_no_more(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    watched.file.unlink()
    watched.file.mkdir()
    watched.look()
    found = watched.look(GONE)
    assert found and found.story is None


def test_a_saved_translation_is_a_save(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    edit(watched.file.with_name("en.po"), "Yes, for Saturday.", "For Saturday!")
    draft = watched.look()
    assert draft
    story = draft.told("en")
    assert story and story.choices["name-it"].reply[0].text == "For Saturday!"


def test_a_save_is_told_of_twice_the_second_time_with_the_problems_of_its_translation(tmp_path: Path) -> None:
    told: list[int] = []
    done = Event()

    def note(draft: Draft) -> None:
        told.append(len(draft.problems(None)))
        if len(told) == 3:
            done.set()

    watched = Watched(tmp_path)
    watcher = Watcher(watched.looker, lambda: ZH, note)
    watcher.start(Draft(watched.file, watched.looker.first(ZH).result))
    edit(watched.file.with_name("en.po"), 'msgctxt "choices.name-it.reply.1"', 'msgctxt "choices.nobody.reply.1"')
    assert done.wait(30)
    watcher.stop()
    assert told[1] < told[2]
