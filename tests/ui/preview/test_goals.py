"""Where a writer can go: everything a player can meet, with what was proved of the way."""

from pathlib import Path

from game.analysis.facts import Play
from game.format.read import read_story
from game.ui.preview.goals import Goal, goals_of, matching, play_to, scene_of
from tests.support.preview import solved
from tests.support.ui import PARCEL, STORIES

FILE = STORIES / PARCEL / "story.yaml"


def parcel_goals() -> tuple[Goal, ...]:
    result = read_story(FILE)
    assert result.story
    return goals_of(result.story, result.places, solved(FILE))


def goal(address: str) -> Goal:
    return next(goal for goal in parcel_goals() if goal.address == address)


def test_every_goal_stands_in_its_line_of_the_file() -> None:
    lines = FILE.read_text(encoding="utf-8").split("\n")
    for one in parcel_goals():
        if one.kind in ("scene", "reply"):
            assert one.id in lines[one.line - 1]
        elif one.kind in ("line", "answer", "lock"):
            assert one.text[:6] in lines[one.line - 1]


def test_goals_say_what_was_proved_and_nothing_before_that() -> None:
    assert goal("choices.name-it").verdict == "proved"
    assert goal("choices.hold").verdict == "violated"
    result = read_story(FILE)
    assert result.story
    assert {one.verdict for one in goals_of(result.story, result.places, None)} == {"unknown"}


def test_lines_that_everybody_meets_are_found_by_their_words_alone() -> None:
    goals = parcel_goals()
    assert goal("scenes.middle.say.1") not in matching(goals, "")
    assert goal("scenes.middle.say.1") in matching(goals, "现在怎么办")


def test_a_number_finds_what_stands_in_that_line_of_the_file() -> None:
    reply = goal("choices.options")
    goals = parcel_goals()
    assert matching(goals, str(reply.line))[0] == reply
    assert matching(goals, str(reply.line + 1))[0] == reply
    assert matching(goals, "9" * 50)[0].kind == "ending"


def test_a_reply_is_gone_to_before_it_is_sent_and_its_answer_after() -> None:
    analysis = solved(FILE)
    before, after = play_to(goal("choices.options"), analysis), play_to(goal("choices.options.reply.1"), analysis)
    assert before and after
    assert len(before.actions) == 1 and before.actions != ("options",)
    assert len(after.actions) == 2 and after.actions[-1] == "options"
    assert play_to(goal("choices.hold"), analysis) is None
    assert play_to(goal("choices.options"), None) is None


def test_the_endings_of_an_empty_meter_are_proved_too() -> None:
    assert {goal("endings.walk-out").verdict, goal("endings.hand-over").verdict} <= {"proved", "violated"}


def test_a_lock_is_gone_to_where_it_is_seen() -> None:
    assert play_to(goal("choices.hold.locked"), solved(FILE)) == Play("default", ())


def test_every_goal_but_an_ending_lies_in_a_scene() -> None:
    story = read_story(FILE).story
    assert story
    for one in parcel_goals():
        assert (scene_of(one, story) in story.scenes) == (one.kind != "ending")


def test_no_goal_is_left_out_of_a_real_story() -> None:
    """Scenes, replies and endings of a shipped story are all there."""
    result = read_story(Path(__file__).parents[3] / "stories" / "picky-returner")
    story = result.story
    assert story
    addresses = {one.address for one in goals_of(story, result.places, None)}
    assert addresses >= {f"scenes.{id}" for id in story.scenes} | {f"choices.{id}" for id in story.choices}
    assert addresses >= {f"endings.{ending.id}" for ending in story.endings}
