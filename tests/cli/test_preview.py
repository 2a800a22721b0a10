"""`steady preview`: what is refused before any screen is drawn. What it does is in tests/ui and tests/pty."""

from tests.support.calls import Desk


def test_without_a_terminal_the_call_names_what_to_use_instead(desk: Desk) -> None:
    answer = desk.call("preview", str(desk.story))
    assert (answer.code, answer.out) == (2, "")
    assert "steady check" in answer.err


def test_a_folder_without_a_story_and_a_name_that_nothing_has_are_refused(desk: Desk) -> None:
    (desk.story.parent / "empty").mkdir()
    for name, word in (("empty", "story.yaml"), ("nothing.yaml", "steady new"), ("a\0b", "steady new")):
        answer = desk.call("preview", str(desk.story.parent / name))
        assert (answer.code, answer.out) == (2, "")
        assert word in answer.err
        assert "Traceback" not in answer.err
