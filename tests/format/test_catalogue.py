"""The catalogue knows which stories there are, and never stumbles over its own cache."""

import json
from pathlib import Path

import pytest

from game.format.problems.mistakes import framed
from game.format.shelf.catalogue import Catalogue, story_folders


def shelf(folder: Path, *ids: str) -> Path:
    for id in ids:
        (folder / id).mkdir(parents=True)
        (folder / id / "story.yaml").write_text(framed("top", "").replace("example", id), encoding="utf-8")
    return folder


def test_stories_are_listed_with_titles_of_both_languages(tmp_path: Path) -> None:
    shelf(tmp_path, "one")
    po = 'msgctxt "title"\nmsgid "例子"\nmsgstr "Example"\n'
    (tmp_path / "one" / "en.po").write_text(po, encoding="utf-8")
    (listing,) = Catalogue([tmp_path]).stories()
    assert (listing.id, listing.header.title("zh-CN"), listing.header.title("en")) == ("one", "例子", "Example")


def test_stories_of_ones_own_stand_before_the_shipped_ones(tmp_path: Path) -> None:
    folders = story_folders({"STEADY_STORIES": str(tmp_path)})
    assert folders[0] == tmp_path and any((folder / "picky-returner").is_dir() for folder in folders[1:])


def test_of_two_stories_with_one_id_the_first_counts(tmp_path: Path) -> None:
    first, second = shelf(tmp_path / "a", "one"), shelf(tmp_path / "b", "one", "two")
    catalogue = Catalogue([first, second])
    assert [listing.path.parent for listing in catalogue.stories()] == [first, second]
    assert catalogue.find("one") == first / "one"


def test_a_story_is_found_by_id_by_folder_and_by_file(tmp_path: Path) -> None:
    shelf(tmp_path, "one")
    catalogue = Catalogue([tmp_path])
    for name in ("one", tmp_path / "one", tmp_path / "one" / "story.yaml"):
        story = catalogue.load(name).story
        assert story is not None and story.id == "one"


def test_an_unknown_name_is_a_problem_with_a_guess(tmp_path: Path) -> None:
    result = Catalogue([shelf(tmp_path, "late-parcel")]).load("late-parcl")
    assert result.story is None
    assert [(p.code, dict(p.values)["guess"]) for p in result.problems] == [("no-such-story", "late-parcel")]


def test_a_broken_story_is_listed_under_its_folders_name(tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "story.yaml").write_bytes(b"\xff\xfe[[[")
    assert [listing.id for listing in Catalogue([tmp_path]).stories()] == ["broken"]


def test_headers_come_from_the_cache_until_a_file_changes(tmp_path: Path) -> None:
    stories, cache = shelf(tmp_path / "stories", "one"), tmp_path / "cache"
    Catalogue([stories], cache).stories()
    (file,) = cache.iterdir()
    kept = json.loads(file.read_text(encoding="utf-8"))
    next(iter(kept["stories"].values()))["header"]["titles"]["zh"] = "存下的"
    file.write_text(json.dumps(kept), encoding="utf-8")
    assert Catalogue([stories], cache).stories()[0].header.title("zh") == "存下的"
    story = stories / "one" / "story.yaml"
    story.write_text(story.read_text(encoding="utf-8").replace("例子", "新的题目"), encoding="utf-8")
    assert Catalogue([stories], cache).stories()[0].header.title("zh") == "新的题目"


@pytest.mark.parametrize("damage", ["", "{", "[]", "null", '{"version": 1, "stories": 3}', "[" * 100_000])
def test_a_damaged_cache_is_ignored_and_written_anew(damage: str, tmp_path: Path) -> None:
    stories, cache = shelf(tmp_path / "stories", "one"), tmp_path / "cache"
    cache.mkdir()
    (cache / "stories.json").write_text(damage, encoding="utf-8")
    assert [listing.id for listing in Catalogue([stories], cache).stories()] == ["one"]
    assert "one" in (cache / "stories.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("entry", [None, 3, {"stamp": 1}, {"header": {"id": 5}}])
def test_a_damaged_entry_of_the_cache_is_ignored(entry: object, tmp_path: Path) -> None:
    stories, cache = shelf(tmp_path / "stories", "one"), tmp_path / "cache"
    Catalogue([stories], cache).stories()
    file = cache / "stories.json"
    kept = json.loads(file.read_text(encoding="utf-8"))
    (key,) = kept["stories"]
    kept["stories"][key] = {**kept["stories"][key], **entry} if isinstance(entry, dict) else entry
    file.write_text(json.dumps(kept), encoding="utf-8")
    assert [listing.id for listing in Catalogue([stories], cache).stories()] == ["one"]


@pytest.mark.parametrize("damage", [{"titles": []}, {"titles": {"zh": 5}}, {"level": 9}, {"place": "1"}])
def test_a_damaged_header_in_the_cache_is_read_anew(damage: dict[str, object], tmp_path: Path) -> None:
    stories, cache = shelf(tmp_path / "stories", "one"), tmp_path / "cache"
    fresh = Catalogue([stories], cache).stories()[0].header
    file = cache / "stories.json"
    kept = json.loads(file.read_text(encoding="utf-8"))
    next(iter(kept["stories"].values()))["header"].update(damage)
    file.write_text(json.dumps(kept), encoding="utf-8")
    assert Catalogue([stories], cache).stories()[0].header == fresh


def test_where_no_cache_can_be_kept_the_stories_are_listed_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "in-the-way").write_text("", encoding="utf-8")
    stories = shelf(tmp_path / "stories", "one")
    assert [listing.id for listing in Catalogue([stories], tmp_path / "in-the-way").stories()] == ["one"]
