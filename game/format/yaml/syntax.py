"""What libyaml's complaints mean for someone who only wanted to write a line of chat."""

from typing import Any

from game.format.problems.collector import Collector, Mark, Spot

_BY_CONTEXT = {
    "while scanning an anchor": "special-start",
    "while scanning an alias": "special-start",
    "while scanning a tag": "special-start",
    "while scanning a block scalar": "special-start",
    "while scanning a directive": "special-start",
    "while scanning a quoted scalar": "open-quote",
    "while parsing a quoted scalar": "bad-escape",
    "while parsing a flow sequence": "open-bracket",
    "while parsing a flow mapping": "open-bracket",
    "while scanning a simple key": "no-colon",
}
_BY_PROBLEM = {
    "found character that cannot start any token": "special-start",
    "mapping keys are not allowed in this context": "special-start",
    "block sequence entries are not allowed in this context": "special-start",
    "did not find expected node content": "open-bracket",
}
_SPECIAL = "@`%&*!|>?-,[]{}#\"'"


def report(error: Any, lines: list[str], problems: Collector, offset: int = 0) -> None:
    """Record a syntax error; `offset` lines of the file stand before the text in which it was found."""
    mark = _place(error, lines, offset)
    line = lines[mark.line] if mark.line < len(lines) else ""
    code = _code(error, line, mark.column)
    if code == "special-start":
        problems.at(code, mark, sign=line[mark.column : mark.column + 1] or "?")
    else:
        problems.at(code, mark)


def diagnose(error: Any, lines: list[str]) -> tuple[str, int]:
    """Return the code of a syntax error and the number of its line, from 0."""
    mark = _place(error, lines, 0)
    return _code(error, lines[mark.line] if mark.line < len(lines) else "", mark.column), mark.line


def _place(error: Any, lines: list[str], offset: int) -> Mark:
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context", None) or ""
    # Where a quote or bracket was opened helps; where the file ended without it does not.
    begun = getattr(error, "context_mark", None)
    if begun is not None and (_BY_CONTEXT.get(context) in ("open-quote", "open-bracket", "special-start", "no-colon")):
        mark = begun
    if mark is None:
        return Spot(offset, 0)
    number = min(mark.line + offset, max(len(lines) - 1, 0))
    column = min(mark.column, max(len(lines[number]) - 1, 0)) if lines else 0
    return Spot(number, column)


def _code(error: Any, line: str, column: int) -> str:
    problem = getattr(error, "problem", None) or ""
    context = getattr(error, "context", None) or ""
    before = line[:column].rstrip()
    if problem == "mapping values are not allowed in this context":
        return "second-colon" if ": " in line[:column] else "indent"
    if code := _BY_PROBLEM.get(problem) or _BY_CONTEXT.get(context):
        return code
    if problem.startswith("did not find expected") and before:
        if before.endswith(('"', "'")):
            return "after-quote"
        if before.endswith(("]", "}")) or before.lstrip("- ").endswith(tuple("*&!")):
            return "special-start" if before[-1] in "*&!" else "after-bracket"
        return "special-start" if _starts_special(before) else "indent"
    return "indent" if problem.startswith("did not find expected") else "syntax"


def _starts_special(before: str) -> bool:
    value = before.rsplit(": ", 1)[-1].lstrip("- ")
    return value[:1] in _SPECIAL if value else False
