"""Problems are shown where they are: under the right column of the screen, however wide the characters before it."""

import re
from dataclasses import replace

import pytest

from game.format.problems.mistakes import framed
from game.format.problems.problem import Problem
from game.format.problems.report import WIDEST_EXCERPT, as_json, count, github_annotation, text_report
from game.text.messages import Translator, load
from game.text.paint import ansi
from game.text.width import cell_width
from tests.format.samples import read

ZH, EN = load("zh", strict=True), load("en", strict=True)


def problem(excerpt: str, column: int, width: int = 1) -> Problem:
    return Problem("syntax", "s.yaml", 3, column, 3, column + width, excerpt=excerpt)


def test_the_caret_stands_under_the_mistake_behind_wide_characters() -> None:
    line, caret = text_report(problem("- 客户：色差: 大", 8), ZH).split("\n")[1:3]
    assert cell_width(line[: line.index(": 大")]) == caret.index("^")


def test_the_caret_is_as_wide_as_the_mistake() -> None:
    assert "^^^^" in text_report(problem("go: 那里", 5, 2), ZH) and "^^^^^" not in text_report(
        problem("go: 那里", 5, 2), ZH
    )


def test_a_long_line_is_shown_around_the_mistake() -> None:
    line, caret = text_report(problem("字" * 300 + "x" + "字" * 300, 301), ZH).split("\n")[1:3]
    assert cell_width(line) <= WIDEST_EXCERPT + len("  3 | ") and line[_character_at(line, caret.index("^"))] == "x"


def _character_at(line: str, cell: int) -> int:
    return next(place for place in range(len(line)) if cell_width(line[:place]) == cell)


def test_no_control_character_of_a_file_reaches_the_screen() -> None:
    text = text_report(read(framed("choice", "- id: a\n  text: 好\x1b[2J\n")).problems[0], ZH)
    assert "\x1b" not in text


def test_the_same_problem_speaks_both_languages() -> None:
    (found,) = read(framed("choice", "- id: a\n  text: 好。\n  go: openin\n")).problems
    assert found.message(ZH) == "没有叫“openin”的场景。" and found.hint(ZH) == "是不是想写“opening”？"
    assert found.message(EN) == "There is no scene “openin”." and found.hint(EN) == "Did you mean “opening”?"


def test_programs_get_every_field() -> None:
    (found,) = read(framed("choice", "- id: a\n  text: 好。\n  go: openin\n")).problems
    assert as_json(found, EN) == {
        "code": "unknown-scene",
        "severity": "error",
        "file": "story.yaml",
        "line": 13,
        "column": 13,
        "end_line": 13,
        "end_column": 19,
        "message": "There is no scene “openin”.",
        "hint": "Did you mean “opening”?",
    }


@pytest.mark.parametrize("file", ["a:b,c%.yaml", "x\ny.yaml"])
def test_an_annotation_is_one_line_that_nothing_breaks_out_of(file: str) -> None:
    text = github_annotation(Problem("syntax", file, 3, 4, 3, 5), EN)
    assert text.startswith("::error file=") and "\n" not in text
    assert text.split("::")[1].count(",") == 5


def test_errors_and_warnings_are_counted_apart() -> None:
    assert count([Problem("syntax", "x"), Problem("bom", "x"), Problem("tab", "x")]) == (2, 1)


@pytest.mark.parametrize("t", [ZH, EN], ids=["zh", "en"])
def test_on_a_screen_no_line_is_wider_than_it(t: Translator) -> None:
    wide = replace(problem("字" * 100, 60), values=(("detail", "很长的话" * 30),), code="syntax")
    text = text_report(wide, t, width=80)
    assert max(map(cell_width, text.split("\n"))) <= 80
    assert text_report(wide, t).count("\n") == 3


def test_colour_changes_no_character() -> None:
    painted = text_report(problem("go: 那里", 5, 2), ZH, ansi)
    assert "\x1b[1;31m" in painted and re.sub(r"\x1b\[[\d;]*m", "", painted) == text_report(
        problem("go: 那里", 5, 2), ZH
    )
