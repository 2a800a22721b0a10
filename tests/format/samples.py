"""Small stories for the tests of the format."""

from game.format.problems.mistakes import framed
from game.format.read import ReadResult, read_text
from game.story import Story


def read(text: str) -> ReadResult:
    return read_text(text.encode(), "story.yaml")


def story_of(frame: str, fragment: str, top: str = "") -> Story:
    """The story around a fragment, which must be without errors."""
    result = read(framed(frame, fragment, top))
    assert result.story is not None, [(p.code, p.line, p.column) for p in result.problems]
    return result.story


def codes_of(frame: str, fragment: str, top: str = "") -> list[str]:
    return [problem.code for problem in read(framed(frame, fragment, top)).problems]
