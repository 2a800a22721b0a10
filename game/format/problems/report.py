"""Problems shown: to a person with the line and a caret, to a program as JSON, to a code host as annotations."""

from collections.abc import Iterable
from typing import Any

from game.format.problems.problem import Problem, Translator
from game.text.clean import clean
from game.text.paint import Paint, plain
from game.text.width import cell_width, truncate
from game.text.wrap import wrap

WIDEST_EXCERPT = 100
"""Cells of the line shown; a longer one is shown around the caret."""
_INDENT = "  "


def text_report(problem: Problem, t: Translator, paint: Paint = plain, width: int | None = None) -> str:
    """Return a problem for a person: place, sentence, the line itself with a caret below, and what to do.

    With a `width` in cells, sentences are broken and the line is cut to fit; without one, they are as long as they are.
    """
    hint = t("problems.report.hint", text=problem.hint(t))
    lines = wrap(hint, width - len(_INDENT)) if width else [hint]
    told = [paint(f"{_INDENT}{line}", "hint") for line in lines]
    return "\n".join([*_head(problem, t, paint, width), *excerpt(problem, paint, width), *told])


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


def github_annotation(problem: Problem, t: Translator, more: str = "") -> str:
    """Return a problem as a workflow command, which a code host shows beside the line; `more` is said last."""
    place = {
        "file": problem.file,
        "line": problem.line,
        "endLine": problem.end_line,
        "col": problem.column,
        "endColumn": problem.end_column,
        "title": problem.code,
    }
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items())
    text = f"{problem.message(t)} {problem.hint(t)} {more}".rstrip()
    return f"::{problem.severity} {properties}::{_escaped(text)}"


def count(problems: Iterable[Problem]) -> tuple[int, int]:
    """Return how many errors and how many warnings there are."""
    severities = [problem.severity for problem in problems]
    return severities.count("error"), severities.count("warning")


def _head(problem: Problem, t: Translator, paint: Paint, width: int | None) -> list[str]:
    """Return where it is and what is wrong, on one line where that fits."""
    place = t("problems.report.place", file=problem.file, line=problem.line, column=problem.column)
    kind, message = f"{t(f'problems.report.{problem.severity}')} [{problem.code}]", problem.message(t)
    head = f"{place}: {paint(kind, problem.severity)}"
    if not width or cell_width(f"{place}: {kind} {message}") <= width:
        return [f"{head} {message}"]
    return [head, *(f"{_INDENT}{line}" for line in wrap(message, width - len(_INDENT)))]


def excerpt(problem: Problem, paint: Paint = plain, width: int | None = None) -> list[str]:
    """Return the line as written and below it a caret, as wide as the mistake is on the screen; nothing for no line."""
    if not problem.excerpt.strip():
        return []
    widest = min(WIDEST_EXCERPT, width - len(f"{_INDENT}{problem.line} | ")) if width else WIDEST_EXCERPT
    line = _visible(problem.excerpt)
    start = problem.column - 1
    end = problem.end_column - 1 if problem.end_line == problem.line else len(line)
    first = start - len(_lead(line[:start], widest)) if cell_width(line) > widest else 0
    shown = truncate(line[first:], widest, ellipsis="")
    before = cell_width(line[first:start])
    marked = max(cell_width(line[start : min(end, first + len(shown))]), 1)
    number = str(problem.line)
    gutter = " " * len(number)
    caret = paint("^" * marked, problem.severity)
    margin = paint(f"{_INDENT}{number} |", "dim"), paint(f"{_INDENT}{gutter} |", "dim")
    return [f"{margin[0]} {shown}", f"{margin[1]} {' ' * before}{caret}"]


def _lead(before: str, widest: int) -> str:
    """Return, backwards, as much of what stands before the caret as is shown of a long line."""
    return truncate(before[::-1], widest // 4, ellipsis="")


def _visible(text: str) -> str:
    """Return the text without what would move the cursor, one character for one, so that columns hold."""
    if text.isprintable():
        return text
    return "".join(character if clean(f"a{character}a") == f"a{character}a" else " " for character in text)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
