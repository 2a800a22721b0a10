"""The catalogue of mistakes keeps its word: every bad example makes exactly its mistake, every good one none."""

from pathlib import Path

import pytest

from game.format.problems.mistakes import MARK, Mistake, codes, framed, mistake
from game.format.problems.problem import Problem
from game.format.read import ReadResult, read_story, read_text
from game.text.messages import load

LONG, LONGISH = "字" * 2100, "字" * 130
WITHOUT_EXAMPLE = {"cannot-read", "no-such-story", "not-proved", "too-much"}
EXAMPLES = [code for code in codes() if code not in WITHOUT_EXAMPLE and not mistake(code).solved]


def whole(entry: Mistake, fragment: str) -> str:
    text = framed(entry.frame, fragment, entry.top) if entry.frame != "po" else fragment
    return text.replace("{LONG}", LONG).replace("{LONGISH}", LONGISH)


def read_example(
    entry: Mistake, text: str | None, folder: Path, *, encoding: str = "utf-8", pad: int = 0
) -> ReadResult:
    if entry.frame == "po":
        (folder / "story.yaml").write_text(framed("top", ""), encoding="utf-8")
        if text is not None:
            (folder / "en.po").write_text(text, encoding="utf-8")
        return read_story(folder, "en")
    assert text is not None
    return read_text(text.encode(encoding) + b"#" * pad, "story.yaml")


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_bad_example_makes_exactly_its_mistake_at_the_mark(code: str, tmp_path: Path) -> None:
    entry = mistake(code)
    text = whole(entry, entry.bad) if entry.bad is not None else None
    before, _, rest = text.partition(MARK) if text is not None else ("", "", "")
    bad = None if text is None else before + rest
    result = read_example(entry, bad, tmp_path, encoding=entry.encoding, pad=entry.pad)
    place = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    assert [(p.code, p.line, p.column) for p in result.problems] == [(code, *place)]


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_good_example_is_clean(code: str, tmp_path: Path) -> None:
    entry = mistake(code)
    assert entry.good is not None
    result = read_example(entry, whole(entry, entry.good), tmp_path)
    assert result.problems == ()
    assert result.story is not None


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", EXAMPLES)
def test_a_problem_can_be_told_in_both_languages(code: str, language: str, tmp_path: Path) -> None:
    """Strict translators raise for a missing sentence and for a missing word in it."""
    entry = mistake(code)
    text = None if entry.bad is None else whole(entry, entry.bad).replace(MARK, "", 1)
    t = load("zh" if language == "zh" else "en", strict=True)
    for problem in read_example(entry, text, tmp_path, encoding=entry.encoding, pad=entry.pad).problems:
        assert "{" not in problem.message(t).replace("{{", "")
        assert problem.hint(t)


def test_every_code_that_the_reader_can_report_is_in_the_catalogue() -> None:
    reported = set()
    for file in Path("game/format").rglob("*.py"):
        source = file.read_text(encoding="utf-8")
        reported |= {code for code in codes() if f'"{code}"' in source or code.startswith(("unknown-", "not-a-"))}
    solved = {code for code in codes() if mistake(code).solved} | {"not-proved"}
    assert set(codes()) - solved == reported - solved


def test_the_unreadable_file_is_told_apart(tmp_path: Path) -> None:
    (problem,) = read_story(tmp_path / "nowhere.yaml").problems
    assert problem.code == "cannot-read"
    assert isinstance(problem, Problem) and problem.message(load("zh", strict=True))
