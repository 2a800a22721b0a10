"""The catalogue of mistakes keeps its word for what only solving a story finds."""

from pathlib import Path

import pytest

from game.format.problems.mistakes import MARK, Mistake, codes, framed, mistake
from game.lab.checked import Checked, check_story
from game.lab.solving import Lab
from game.text import load

ZH, EN = load("zh", strict=True), load("en", strict=True)
WITHOUT_EXAMPLE = {"not-proved"}
SOLVED = [code for code in codes() if mistake(code).solved]


def checked(entry: Mistake, fragment: str | None, folder: Path) -> tuple[Checked, tuple[int, int]]:
    """The example, solved, and where its mark stands."""
    assert fragment is not None
    before, _, rest = framed(entry.frame, fragment, entry.top).partition(MARK)
    file = folder / "story.yaml"
    file.write_text(before + rest, encoding="utf-8")
    return check_story(file, Lab()), (before.count("\n") + 1, len(before) - before.rfind("\n"))


@pytest.mark.parametrize("code", SOLVED)
def test_a_bad_example_makes_its_mistake_at_the_mark_and_no_other_error(code: str, tmp_path: Path) -> None:
    entry = mistake(code)
    found, place = checked(entry, entry.bad, tmp_path)
    assert [(p.line, p.column) for p in found.problems if p.code == code] == [place]
    assert {p.code for p in found.problems if p.severity == "error"} <= {code}
    for problem in found.problems:  # strict translators raise for a missing sentence and for a missing word in it
        assert all(problem.message(t) and problem.hint(t) for t in (ZH, EN))


@pytest.mark.parametrize("code", SOLVED)
def test_a_good_example_does_not_make_it_and_is_without_errors(code: str, tmp_path: Path) -> None:
    entry = mistake(code)
    found, _ = checked(entry, entry.good, tmp_path)
    assert found.ok and code not in {problem.code for problem in found.problems}


def test_every_code_that_the_lab_can_report_is_in_the_catalogue() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in Path("game/lab").glob("*.py"))
    told = {code for code in codes() if f'"{code}"' in source}
    assert told - {"unreachable-scene"} == {*SOLVED, *WITHOUT_EXAMPLE}
