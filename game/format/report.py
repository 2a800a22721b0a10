"""Problems shown: to a person with the line and a caret, to a program as JSON, to a code host as annotations."""

from collections.abc import Iterable
from typing import Any

from game.format.problems import Problem, Translator
from game.text.clean import clean
from game.text.width import cell_width, truncate

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
    if not problem.excerpt.strip():
        return []
    line = _visible(problem.excerpt)
    start = problem.column - 1
    end = problem.end_column - 1 if problem.end_line == problem.line else len(line)
    first = start - len(_lead(line[:start])) if cell_width(line) > WIDEST_EXCERPT else 0
    shown = truncate(line[first:], WIDEST_EXCERPT, ellipsis="")
    before = cell_width(line[first:start])
    marked = max(cell_width(line[start : min(end, first + len(shown))]), 1)
    number = str(problem.line)
    gutter = " " * len(number)
    return [f"  {number} | {shown}", f"  {gutter} | {' ' * before}{'^' * marked}"]


def _lead(before: str) -> str:
    """Return, backwards, as much of what stands before the caret as is shown of a long line."""
    return truncate(before[::-1], WIDEST_EXCERPT // 4, ellipsis="")


def _visible(text: str) -> str:
    """Return the text without what would move the cursor, one character for one, so that columns hold."""
    if text.isprintable():
        return text
    return "".join(character if clean(f"a{character}a") == f"a{character}a" else " " for character in text)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
