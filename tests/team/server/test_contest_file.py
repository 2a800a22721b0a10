"""A contest made to measure: from a file and options, with stories from anywhere."""

import argparse
from datetime import datetime
from pathlib import Path

import pytest

from game.cli.call import build_parser
from game.cli.parser import WrongCallError
from game.cli.serve_file import Wish, wish_of
from game.team.reading import StoryDiedError, is_readable, texts_of
from game.team.rules import ContestRules
from game.team.server import contests
from game.team.server.database import Database
from game.team.server.par import KeptPar
from game.team.server.services import Services
from game.team.server.starting import Plan, SameStoryError, begin, say_where
from game.team.server.store import contests as store
from game.team.stories import StoryProblemsError
from game.text import load
from tests.support.calls import PARCEL, Desk

FILE = """
name = "Spring Cup"
stories = "cup"
opens = 2026-05-20T14:00:00
closes = "2026-05-20T18:00"
show_code = true
[rules]
attempts = 2
stories = 1
"""
T = load("en")


def wish(folder: Path, text: str = FILE, *words: str) -> Wish:
    (folder / "contest.toml").write_text(text, encoding="utf-8")
    args: argparse.Namespace = build_parser(["serve"], T).parse_args(
        ["serve", "--rules", str(folder / "contest.toml"), *words]
    )
    return wish_of(args, T)


def test_a_file_says_what_contest_it_is_and_an_option_counts_before_it(tmp_path: Path) -> None:
    story_folder(tmp_path / "cup" / "late-parcel")
    found = wish(tmp_path, FILE, "--name", "Autumn Cup", "--count-stories", "2")
    assert (found.name, found.stories, found.show_code) == ("Autumn Cup", str(tmp_path / "cup"), True)
    assert found.rules == ContestRules(attempts=2, stories=2)
    assert found.times.opens == int(datetime(2026, 5, 20, 14).timestamp() * 1000)
    assert (found.times.closes or 0) - (found.times.opens or 0) == 4 * 3_600_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "not a TOML file"),
        ("title = 'x'", "don't know “title”"),
        ("name = 5", "wrong kind"),
        ("rules = 5", "wrong kind"),
        ("opens = 5", "wrong kind"),
        ("[rules]\nattempts = 900", "attempts"),
        ("[rules]\nbest = 3", "best"),
        ("[rules]\nattempts = 99999999999999999999999999999", "attempts"),
        ("x = " + "[" * 3000, "not a TOML file"),
        ("opens = 'soon'", "cannot read this time"),
        ("#" * 70_000, "too big"),
    ],
)
def test_what_a_file_cannot_say_is_told_in_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(WrongCallError, match=said):
        wish(tmp_path, text)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    answer = Desk(tmp_path).call("--lang", "en", "serve", "--rules", str(tmp_path / "nothing.toml"))
    assert answer.code == 2
    assert "I cannot read" in answer.err


def story_folder(folder: Path, text: str = PARCEL) -> Path:
    folder.mkdir(parents=True)
    (folder / "story.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_story_that_brings_its_reader_down_does_not_bring_the_server_down(tmp_path: Path) -> None:
    """Its process is given no time here, as one that never ends would be."""
    folder = story_folder(tmp_path / "deadly")
    with pytest.raises(StoryDiedError, match="deadly"):
        texts_of([folder], longest=0.0)


@pytest.mark.parametrize(
    "text",
    ["[" * 50_000, "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "!!python/object/apply:os.system [ls]", "\x00", ""],
    ids=["deep", "bomb", "tag", "nul", "empty"],
)
def test_a_text_that_means_harm_is_no_story(tmp_path: Path, text: str) -> None:
    with pytest.raises((StoryProblemsError, StoryDiedError)):
        texts_of([story_folder(tmp_path / "bad", text)])
    assert not is_readable(text)


def test_two_stories_of_one_id_make_no_contest(sqlite: Database, tmp_path: Path) -> None:
    folders = [story_folder(tmp_path / name) for name in ("one", "two")]
    plan = Plan("Cup", folders, contests.Times(), ContestRules())
    with pytest.raises(SameStoryError, match="late-parcel"):
        begin(Services(sqlite), plan, KeptPar(tmp_path / "par.json", lambda story: {}), lambda story: None)


def test_where_people_join_is_kept_and_what_the_wall_shows_is_never_taken_from_it(
    sqlite: Database, tmp_path: Path
) -> None:
    services = Services(sqlite)
    plan = Plan("Cup", [story_folder(tmp_path / "one")], contests.Times(), ContestRules())
    par = KeptPar(tmp_path / "par.json", lambda story: dict.fromkeys((v.id for v in story.variants), 900))
    contest = begin(services, plan, par, lambda story: None).contest
    say_where(services, contest, "http://one:8765", show_code=True)
    again = contests.running(services)
    assert again is not None
    say_where(services, again, "http://two:8765", show_code=False)
    last = contests.running(services)
    assert last is not None
    assert last.join_box(services.now()) is not None
    assert (last.address, last.code_shown) == ("http://two:8765", True)
    newer = contests.make(services, "Another Cup", [], contests.Times(), ContestRules()).contest
    say_where(services, newer, "http://three:8765", show_code=False)
    with services.database.reading() as connection:
        kept = store.every(connection)
    told = [(one.address, one.code_shown) for one in kept]
    assert told == [("http://three:8765", False), ("http://three:8765", True)]
