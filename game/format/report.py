"""Problems shown: to a person with the line and a caret, to a program as JSON, to a code host as annotations."""

from collections.abc import Iterable
from typing import Any

from game.format.problems import Problem, Translator
from game.text.clean import clean
from game.text.width import cell_width

WIDEST_EXCERPT = 100
"""Cells of the line shown; a longer one is shown around the caret."""


def text_report(problem: Problem, t: Translator) -> str:
    """Return a problem for a person: place, sentence, the line itself with a caret below, and what to do."""
    place = t("problems.report.place", file=problem.file, line=problem.line, column=problem.column)
    head = f"{place}: {t(f'problems.report.{problem.severity}')} [{problem.code}] {problem.message(t)}"
    hint = f"  {t('problems.report.hint')} {problem.hint(t)}"
    return "\n".join([head, *_excerpt(problem), hint])


def as_json(problem: Problem, t: Translator) -> dict[str, Any]:
    """Return a problem for a program."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "end_line": problem.end_line,
        "end_column": problem.end_column,
        "message": problem.message(t),
        "hint": problem.hint(t),
    }


def github_annotation(problem: Problem, t: Translator) -> str:
    """Return a problem as a workflow command, which a code host shows beside the line."""
    place = {
        "file": problem.file,
        "line": problem.line,
        "endLine": problem.end_line,
        "col": problem.column,
        "endColumn": problem.end_column,
        "title": problem.code,
    }
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items())
    return f"::{problem.severity} {properties}::{_escaped(f'{problem.message(t)} {problem.hint(t)}')}"


def count(problems: Iterable[Problem]) -> tuple[int, int]:
    """Return how many errors and how many warnings there are."""
    severities = [problem.severity for problem in problems]
    return severities.count("error"), severities.count("warning")


def _excerpt(problem: Problem) -> list[str]:
    """Return the line and below it a caret, as wide as the mistake is on the screen."""
    line = problem.excerpt.replace("\t", " ")
    if not line.strip():
        return []
    start = problem.column - 1
    end = problem.end_column - 1 if problem.end_line == problem.line else len(line)
    first = 0 if cell_width(_visible(line)) <= WIDEST_EXCERPT else max(0, start - WIDEST_EXCERPT // 4)
    shown = line[first : first + WIDEST_EXCERPT] if first or len(line) > WIDEST_EXCERPT else line
    before = cell_width(_visible(line[first:start]))
    marked = max(cell_width(_visible(line[start : min(end, first + len(shown))])), 1)
    number = str(problem.line)
    gutter = " " * len(number)
    return [f"  {number} | {_visible(shown)}", f"  {gutter} | {' ' * before}{'^' * marked}"]


def _visible(text: str) -> str:
    """Return the text without what would move the cursor, one character for one, so that columns hold."""
    if text.isprintable():
        return text
    return "".join(character if clean(f"a{character}a") == f"a{character}a" else " " for character in text)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
