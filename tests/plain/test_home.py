"""The shift board and the end of a chat, line by line."""

from pathlib import Path

from game.engine import Deal, Session
from game.saves import open_saves
from game.text import load
from tests.support.builders import coat
from tests.support.console import Shelf, play_lines

EN = load("en", strict=True)


def test_the_board_lists_stories_with_numbers(tmp_path: Path) -> None:
    said = play_lines(tmp_path, [], story=None)
    assert said[:2] == [EN("plain.home.title"), "1: The Coat.  Novice. Not tried yet."]


def test_a_number_opens_the_story_and_the_end_leads_back(tmp_path: Path) -> None:
    said = play_lines(tmp_path, ["1", *_good_play(), "", ""], story=None)
    assert said.count(EN("plain.home.title")) == 2
    assert any("Held steady. Endings found: 1." in line for line in said)


def test_an_unfinished_chat_is_on_the_board(tmp_path: Path) -> None:
    play_lines(tmp_path, ["a"])
    assert play_lines(tmp_path, [], story=None)[1].endswith(EN("plain.home.unfinished"))


def test_starting_anew_leaves_the_old_chat_as_it_is(tmp_path: Path) -> None:
    play_lines(tmp_path, ["a"])
    play_lines(tmp_path, ["2", "b"])
    saves = open_saves(tmp_path)
    assert sorted(saves.load(run.id).run.actions for run in saves.unfinished()) == [("care:ask",), ("care:breathe",)]
    saves.close()


def test_an_empty_shelf_says_what_to_do(tmp_path: Path) -> None:
    class Empty(Shelf):
        def stories(self) -> tuple[()]:
            return ()

    assert EN("plain.home.none") in play_lines(tmp_path, ["1"], story=None, shelf=Empty())


def test_the_language_of_the_board_changes_and_is_kept(tmp_path: Path) -> None:
    said = play_lines(tmp_path, ["lang", "q"], story=None)
    assert load("zh")("plain.home.title") in said
    saves = open_saves(tmp_path)
    assert saves.settings().language == "zh"
    saves.close()


def test_the_debrief_comes_in_its_order(tmp_path: Path) -> None:
    """The customer's voice and the hidden need, the player's own guess, the record, the body, the sum, the lesson."""
    said = play_lines(tmp_path, [*_good_play(), "2"])
    expected = [
        EN("plain.heading.ending"),
        "Ending: She keeps it. Held steady.",
        "They listened.",
        "What Ms Gu never said: She needs it on Friday.",
        EN("plain.review.agreed"),
        EN("plain.heading.review"),
        "Reply 1. Loose threads, and after a week. I'd be cross too.",
        "Technique: Name the feeling.",
        "Note: Why listen.",
        EN("plain.heading.body"),
        EN("plain.body.no_care"),
        EN("plain.heading.score"),
        EN("plain.heading.lesson"),
        "One rule to keep: First listen, then explain.",
        "For next time: If she repeats herself, I say it back.",
    ]
    assert [line for line in said if line in expected] == expected


def test_a_finished_chat_can_be_played_again_at_once(tmp_path: Path) -> None:
    said = play_lines(tmp_path, [*_good_play(), "", "1"])
    assert sum(line == "Customer: Ms Gu." for line in said) == 2


def test_a_story_with_mistakes_says_so_and_the_board_stays(tmp_path: Path) -> None:
    class Broken(Shelf):
        def load(self, id_or_path: str | Path, language: str | None = None):  # type: ignore[no-untyped-def]
            from game.format.read import read_text

            return read_text(b"story: [", "coat/story.yaml")

    said = play_lines(tmp_path, ["1", "q"], story=None, shelf=Broken())
    assert EN("plain.home.cannot") in said
    assert any("coat/story.yaml" in line for line in said)


def test_a_place_that_cannot_be_written_still_plays(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    said = play_lines(blocked, _good_play())
    assert load("en")("saves.problem.not_kept") in said
    assert EN("plain.heading.ending") in said
    assert EN("plain.bye") not in said


def _good_play() -> list[str]:
    """What to type for `listen` and `refund` in the first chat that is dealt."""
    session = Session(coat(), Deal("whole", 1))
    typed = []
    for wanted in ("listen", "refund"):
        typed.append(str(1 + [option.id for option in session.view.options].index(wanted)))
        session.act(wanted)
    return typed
