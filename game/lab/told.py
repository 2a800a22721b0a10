"""A checked story told to a person: the whole at a glance, then each problem with a caret and a play that shows it."""

from collections.abc import Iterator, Sequence

from game.format.problems.problem import Problem
from game.format.problems.report import count, text_report
from game.lab.checked import Checked
from game.lab.steps import numbered, run_line
from game.text import Translator
from game.text.paint import Paint, plain

_STEP = 72
"""Cells in which the first words of a reply are told."""


def told(
    checked: Checked, called: str, t: Translator, paint: Paint = plain, width: int = 80, breaks: bool = False
) -> str:
    """Return everything about one story; `called` is how `steady run` finds it.

    Tables fit into `width` cells. Sentences do where they may be broken: on a screen, but not for `grep`.
    """
    blocks = list(_overview(checked, t, width, paint))
    for problem in checked.problems:
        lines = [text_report(problem, t, paint, width if breaks else None), *_play(checked, problem, called, t, paint)]
        blocks.append("\n".join(lines))
    if not checked.problems:
        blocks.append(paint(t("problems.report.fine", story=checked.name), "proved"))
    return ("\n\n" if checked.analysis else "\n").join(blocks)


def _overview(checked: Checked, t: Translator, width: int, paint: Paint) -> Iterator[str]:
    story, analysis = checked.story, checked.analysis
    if story is None or analysis is None:
        return
    from game.lab.tables import endings_table, header, players_table, shortest_plays  # not for a story only read

    yield "\n".join(header(checked, t, width, paint))
    yield "\n".join(endings_table(story, analysis, t, width, paint))
    if analysis.players:
        yield "\n".join(players_table(story, analysis, t, width, paint))
    yield "\n".join(shortest_plays(story, analysis, t, width, paint))


def _play(checked: Checked, problem: Problem, called: str, t: Translator, paint: Paint) -> Iterator[str]:
    """Yield the play that shows a problem, in words and as a command."""
    if problem.deal and checked.story is not None:
        yield f"  {paint(t('lab_check.play'), 'hint')}"
        yield from (f"    {line}" for line in numbered(checked.story, problem.actions, t, _STEP))
        yield f"  {paint(run_line(called, problem.deal, problem.actions), 'dim')}"


def total(checked: Sequence[Checked], t: Translator, paint: Paint = plain) -> str:
    """Return the sum over all stories and where to learn more; nothing where there is nothing to say."""
    problems = [problem for one in checked for problem in one.problems]
    errors, warnings = count(problems)
    if not problems:
        return ""
    worst = next((p for p in problems if p.severity == "error"), problems[0])
    style = "error" if errors else "warning"
    sum_line = paint(t("problems.report.total", errors=errors, warnings=warnings), style)
    return f"{sum_line}\n{t('problems.report.explain', code=worst.code)}"
