"""A story that a call names, opened; or what is wrong with it, told to the person who called."""

from typing import TYPE_CHECKING

from game.cli.context import Context
from game.cli.parser import WrongCallError

if TYPE_CHECKING:
    from game.story import Story


def open_story(name: str, context: Context) -> "Story | None":
    """Return the story of that id or path in the language of the call; None where it has mistakes, which are told.

    Raises WrongCallError where there is no such story.
    """
    from game.format.problems.problem import has_errors
    from game.format.problems.report import text_report
    from game.format.shelf.catalogue import Catalogue, story_folders

    result = Catalogue(story_folders(context.streams.environ)).load(name, context.story_language)
    absent = next((problem for problem in result.problems if problem.code in NOT_THERE), None)
    if absent is not None:
        raise WrongCallError(f"{absent.message(context.t)} {absent.hint(context.t)}")
    if has_errors(result.problems):
        for problem in result.problems:
            context.say(text_report(problem, context.t))
    return result.story


NOT_THERE = frozenset(("cannot-read", "no-such-story"))
"""Codes that say that there is nothing to read: the call is wrong, not the story."""
