"""Everything that has an address is found where it was written."""

from pathlib import Path

import pytest

from game.format.problems.mistakes import framed
from game.format.read import ReadResult, read_story
from tests.format.samples import read

STORIES = sorted(file.parent for file in Path("stories").glob("*/story.yaml"))
SPOKEN = """
say:
  - 顾女士：在吗？
  - if: late
    say:
      - 顾女士：晚了。
      - if: heard
        say: 顾女士：你倒是听了。
    else: {顾女士: 没晚。}
  - insult: 顾女士：你们一群废物。
    softer: 顾女士：你们太不像话了。
choices:
  - id: hello
    text: 在的。
    needs: late
    locked: 还早。
    reply: 顾女士：好。
next:
  - {if: heard, go: END}
  - END
"""


def written(result: ReadResult, address: str) -> str:
    """What the mark of a problem with that address covers, on its first line."""
    problem = result.places.problem("always-true", address)
    return problem.excerpt[problem.column - 1 : problem.end_column - 1]


@pytest.fixture
def spoken() -> ReadResult:
    result = read(framed("scene", SPOKEN, "facts: [late]\nvariants: {late: {facts: [late]}}\nteaches: [C01, K01]\n"))
    assert result.problems == ()
    return result


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("scenes.opening", "opening"),
        ("scenes.opening.say.1", "顾女士：在吗？"),
        ("scenes.opening.say.2", "顾女士：晚了。"),
        ("scenes.opening.say.2.if", "late"),
        ("scenes.opening.say.3.if", "heard"),
        ("scenes.opening.say.4", "{顾女士: 没晚。}"),
        ("scenes.opening.say.5", "顾女士：你们一群废物。"),
        ("scenes.opening.next.1.if", "heard"),
        ("scenes.opening.next.2", "END"),
        ("choices.hello", "hello"),
        ("choices.hello.needs", "late"),
        ("choices.hello.locked", "还早。"),
        ("choices.hello.reply.1", "顾女士：好。"),
        ("endings.calm", "calm"),
        ("endings.calm.when", "satisfaction >= 50"),
        ("teaches.2", "K01"),
    ],
)
def test_an_address_is_found_where_it_was_written(spoken: ReadResult, address: str, text: str) -> None:
    assert address in spoken.places
    assert written(spoken, address) == text


def test_what_has_no_place_is_shown_where_it_belongs(spoken: ReadResult) -> None:
    assert "endings.walk-out" not in spoken.places
    assert "scenes.opening.say.4.if" not in spoken.places, "what stands under `else` has no condition of its own"
    assert written(spoken, "endings.walk-out") == "endings"
    assert written(spoken, "choices.hello.at_fault") == "hello"
    assert spoken.places.problem("dead-end", "").line == 1


@pytest.mark.parametrize("folder", STORIES, ids=lambda folder: folder.name)
def test_every_line_of_the_shipped_stories_is_found(folder: Path) -> None:
    """The lines are counted as the reader counts them: each address leads to the words of that very line."""
    result = read_story(folder)
    assert result.story is not None
    lines = {
        f"scenes.{scene.id}.say.{number}": line
        for scene in result.story.scenes.values()
        for number, line in enumerate(scene.say, 1)
    } | {
        f"choices.{choice.id}.reply.{number}": line
        for choice in result.story.choices.values()
        for number, line in enumerate(choice.reply, 1)
    }
    assert lines
    for address, line in lines.items():
        problem = result.places.problem("line-never-said", address)
        assert address in result.places and line.text[:12] in problem.excerpt, address
