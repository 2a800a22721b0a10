"""A chat line by line: everything the app can do can be done here, in words, and nothing typed is ever lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from game.engine import Deal, Session
from game.format.read import ReadResult
from game.saves import Saves, open_saves
from game.saves.recording import Recording
from game.story import Story
from game.text import load
from tests.support.builders import coat, coat_in_chinese
from tests.support.console import Shelf, play_lines

EN = load("en", strict=True)
PROMPT = EN("plain.chat.prompt")


class Meddler(Shelf):
    """Another terminal does something to the one run that is kept, just when the language changes in mid-chat."""

    def __init__(self, folder: Path, meddle: Callable[[Saves, str], None]) -> None:
        super().__init__()
        self._folder, self._meddle = folder, meddle

    def load(self, id_or_path: str | Path, language: str | None = None) -> ReadResult:
        if language == "zh-CN":
            other = open_saves(self._folder)
            [run] = other.unfinished()
            self._meddle(other, run.id)
            other.close()
        return super().load(id_or_path, language)


def _take_a_step(saves: Saves, run_id: str) -> None:
    saves.append(run_id, 1, "care:breathe")


def _delete(saves: Saves, run_id: str) -> None:
    with saves.database.writing():
        saves.database.write("DELETE FROM actions WHERE run = ?", run_id)
        saves.database.write("DELETE FROM runs WHERE id = ?", run_id)


def test_replies_are_numbered_and_a_locked_one_says_why(tmp_path: Path) -> None:
    said = play_lines(tmp_path, [])
    numbered = [line for line in said if line[:2] in ("1:", "2:", "3:", "4:")]
    assert len(numbered) == 4
    assert [line for line in numbered if "Read the rule first." in line] == [
        "{}: A fault is on us. You can't say this now: Read the rule first.".format(
            1 + next(place for place, line in enumerate(numbered) if "A fault" in line)
        )
    ]


def test_a_number_sends_that_reply_whatever_way_it_is_typed(tmp_path: Path) -> None:
    number = _number("listen")
    full_width = "０１２３４"[int(number)]
    for place, typed in enumerate((number, f" {number} ", f"{number}.", f"{number}。", full_width)):
        assert "Lin: I'd be cross too." in play_lines(tmp_path / str(place), [typed])


def test_a_locked_reply_is_refused_with_the_reason_and_nothing_changes(tmp_path: Path) -> None:
    said = play_lines(tmp_path, [_number("rule")])
    assert f"{PROMPT} " in said
    assert "You can't say this now: Read the rule first." in said
    assert "Lin: A fault is on us." not in said


def test_a_card_opens_what_needs_it(tmp_path: Path) -> None:
    said = play_lines(tmp_path, ["h", "1", _number("rule")])
    assert "Trying it on is fine." in said
    assert "Lin: A fault is on us." in said


def test_meters_are_said_in_words_and_numbers_after_each_reply(tmp_path: Path) -> None:
    said = play_lines(tmp_path, [_number("listen")])
    assert "Satisfaction 40, stamina 80, each out of a hundred." in said
    assert any(line.startswith("Result: satisfaction up") for line in said)
    assert "Ms Gu is irritated." in said


def test_breathing_counts_in_words(tmp_path: Path) -> None:
    said = play_lines(tmp_path, ["b"])
    assert said.count(EN("plain.care.breathe_round")) == 3
    assert "Result: stamina up 6. Satisfaction 40, stamina 86." in said
    assert said.count(EN("plain.chat.choose")) == 1  # nothing new can be said, so the replies are not read out again


@pytest.mark.parametrize("typed", ["b", "a", "t"])
def test_care_that_is_used_up_says_so(typed: str, tmp_path: Path) -> None:
    name = {"b": "breathe", "a": "ask", "t": "reframe"}[typed]
    first = [typed, "1"] if typed == "t" else [typed]
    assert EN(f"plain.care.{name}_used") in play_lines(tmp_path, [*first, typed])


def test_a_thought_can_be_chosen_or_left(tmp_path: Path) -> None:
    left = play_lines(tmp_path / "left", ["t", ""])
    chosen = play_lines(tmp_path / "chosen", ["t", "1"])
    assert "You think: It's the coat she's angry at." not in left
    assert chosen[chosen.index("You think: It's the coat she's angry at.") + 1] == "It is."


def test_the_colleague_speaks(tmp_path: Path) -> None:
    assert "Your colleague says: She's been let down before." in play_lines(tmp_path, ["a"])


def test_undo_takes_the_reply_back(tmp_path: Path) -> None:
    said = play_lines(tmp_path, [_number("listen"), "u", "u"])
    assert EN("plain.chat.undone") in said
    assert EN("plain.chat.nothing_to_undo") in said


def test_the_coach_names_techniques_and_reasons(tmp_path: Path) -> None:
    quiet = play_lines(tmp_path / "quiet", [_number("listen")])
    coached = play_lines(tmp_path / "coached", ["c", _number("listen")])
    assert "Technique: Name the feeling." not in quiet
    assert "Technique: Name the feeling." in coached
    assert "Note: Why listen." in coached


def test_softer_insults_are_a_setting(tmp_path: Path) -> None:
    assert "Ms Gu: You lot!" in play_lines(tmp_path / "hard", [_number("argue")])
    soft = play_lines(tmp_path / "soft", ["s", "3", "", _number("argue")])
    assert "Ms Gu: Honestly." in soft
    assert "Ms Gu: You lot!" not in soft


def test_the_language_changes_in_the_middle_of_a_chat(tmp_path: Path) -> None:
    said = play_lines(tmp_path, [_number("listen"), "lang"])
    after = said[said.index(load("zh")("plain.chat.language_now")) :]
    assert "顾女士：我要退。" in after
    assert "顾女士：所以呢？" in after


def test_a_story_told_in_one_language_goes_on_in_it(tmp_path: Path) -> None:
    said = play_lines(tmp_path, ["lang", _number("listen")], shelf=Shelf(coat()))
    assert load("zh")("plain.chat.no_other_language") in said
    assert any("I'd be cross too." in line for line in said)


def test_help_names_every_command(tmp_path: Path) -> None:
    said = play_lines(tmp_path, ["?"])
    assert {"b or breathe: " + EN("plain.does.breathe"), "u or undo: " + EN("plain.does.undo")} <= set(said)


def test_what_is_not_understood_changes_nothing(tmp_path: Path) -> None:
    said = play_lines(tmp_path, ["what?", "99", "\x1b[A", ""])
    assert said.count(EN("plain.not_understood")) == 4


def test_every_step_is_on_the_disk_before_the_next_question(tmp_path: Path) -> None:
    play_lines(tmp_path, ["a", _number("listen")])
    saves = open_saves(tmp_path)
    [waiting] = saves.unfinished()
    assert saves.load(waiting.id).run.actions == ("care:ask", "listen")
    saves.close()


def test_the_end_of_the_input_leaves_with_everything_saved(tmp_path: Path) -> None:
    assert play_lines(tmp_path, [_number("listen")])[-1] == EN("plain.bye")


def test_a_chat_goes_on_where_it_was_left(tmp_path: Path) -> None:
    play_lines(tmp_path, [_number("listen"), "q"])
    said = play_lines(tmp_path, ["1", "l"])
    assert EN("plain.home.which", steps=1) in said
    assert said.count("Lin: I'd be cross too.") == 2


def test_another_terminal_that_went_on_is_noticed_and_nothing_is_lost(tmp_path: Path) -> None:
    """What the other terminal did stays; going on apart from it keeps this one's steps too."""
    number = _number("listen")
    said = play_lines(tmp_path, ["a", "lang", number, "1", number], shelf=Meddler(tmp_path, _take_a_step))
    assert load("zh")("saves.problem.run_moved_on") in said
    saves = open_saves(tmp_path)
    kept = {saves.load(run.id).run.actions for run in saves.history()}
    assert kept == {("care:ask", "care:breathe"), ("care:ask", "listen")}
    saves.close()


def test_a_run_that_is_named_is_gone_on_with_unasked(tmp_path: Path) -> None:
    saves = open_saves(tmp_path)
    runs = [Recording.begin(saves, Session(coat(), Deal("whole", order)), "en") for order in (1, 2)]
    for run in runs:
        run.act("listen")
    saves.close()
    said = play_lines(tmp_path, [], run=runs[0].run_id)
    assert EN("plain.home.resume") not in said
    assert said.index("Ms Gu: I want to send it back.") < said.index("Ms Gu: So?")


def test_nothing_said_is_decoration(tmp_path: Path) -> None:
    """A screen reader reads box drawing, arrows and stars out loud."""
    said = "".join(play_lines(tmp_path, ["?", "h", "1", "b", _number("listen"), "1", ""]))
    assert not [sign for sign in said if sign in "─│┌┐└┘├┤═║▀▄█░▒▓★●○✕▲▼→←…•*#|"]


def _number(choice: str, story: Story | None = None) -> str:
    """The number under which a reply is listed in the first chat that is dealt."""
    session = Session(story or coat(), Deal("whole", 1))
    return str(1 + [option.id for option in session.view.options].index(choice))


def test_the_numbers_used_here_are_those_that_are_dealt(tmp_path: Path) -> None:
    saves = open_saves(tmp_path)
    assert saves.next_deal(coat_in_chinese()) == Deal("whole", 1)
    saves.close()


def test_what_another_terminal_did_can_be_taken_over(tmp_path: Path) -> None:
    said = play_lines(tmp_path, ["a", "lang", _number("listen"), "2"], shelf=Meddler(tmp_path, _take_a_step))
    offered = said.index(load("zh")("saves.problem.run_moved_on"))
    assert load("zh")("plain.care.breathed") in said[offered:]


def test_what_cannot_be_kept_is_not_done(tmp_path: Path) -> None:
    """A step that did not reach the disk is said not to have happened, and may be tried again."""
    said = play_lines(tmp_path, ["a", "lang", _number("listen")], shelf=Meddler(tmp_path, _delete))
    assert load("zh")("saves.step_not_kept") in said
    assert not any("I'd be cross too." in line and line.startswith("小林") for line in said)


def test_a_ranked_chat_goes_on_without_coach_and_without_a_step_back(tmp_path: Path) -> None:
    saves = open_saves(tmp_path)
    saves.set_setting("coach", True)
    session = Session(coat(), Deal("whole", 1), mode="ranked")
    session.act("care:ask")
    Recording.begin(saves, session, "en")
    saves.close()
    said = play_lines(tmp_path, ["1", _number("listen"), "u"])
    assert "Lin: I'd be cross too." in said
    assert "Technique: Name the feeling." not in said
    assert EN("saves.problem.ranked_keeps") in said
