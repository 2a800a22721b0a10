"""A story as its writer saved it last: read, told in both languages, with what is wrong with it."""

from dataclasses import replace
from pathlib import Path

from game.analysis.facts import Analysis
from game.engine import digest, start
from game.format.names import po_file
from game.format.problems.problem import Problem, in_order
from game.format.read import ReadResult, read_story
from game.format.translation.voice import same_language
from game.lab.checked import all_problems
from game.story import Story

SPOKEN = ("zh-CN", "en")
"""The languages in which stories are told."""


class Draft:
    """What a look at a story's files found."""

    def __init__(self, file: Path, result: ReadResult) -> None:
        self.file = file
        self.result = result
        self._told: dict[str, tuple[Story, tuple[Problem, ...]]] = {}

    @property
    def story(self) -> Story | None:
        """The story in its own language; None where mistakes keep it from being played."""
        return self.result.story

    def told(self, language: str) -> Story | None:
        """Return the story told in a language, read when it is first wanted; None where it cannot be played."""
        story = self.story
        if story is None or same_language(language, story.language):
            return story
        return self._translated(story, language)[0]

    def finish(self) -> None:
        """Read what only the list of problems needs: a translation that is not being shown."""
        for language in self._others():
            self.told(language)

    def problems(self, analysis: Analysis | None) -> tuple[Problem, ...]:
        """Return everything that is known to be wrong, in reading order."""
        told = [self._told[language][1] for language in self._others() if language in self._told]
        more = [problem for problems in told for problem in problems]
        return all_problems(replace(self.result, problems=in_order((*self.result.problems, *more))), analysis)

    def _others(self) -> list[str]:
        """The languages into which it has been translated."""
        story = self.story
        others = [language for language in SPOKEN if story and not same_language(language, story.language)]
        return [language for language in others if po_file(self.file.parent, language).is_file()]

    def _translated(self, story: Story, language: str) -> tuple[Story, tuple[Problem, ...]]:
        if language not in self._told:
            from game.format.translation.retelling import translate

            self._told[language] = translate(story, language, self.file.parent)
        return self._told[language]


def read_draft(file: Path, language: str, same: Draft | None = None) -> Draft:
    """Read a story's file, ready to be shown in a language at once. Never raises for anything a file may hold.

    Of an earlier draft from the `same` story file only the translations are read anew.
    """
    draft = Draft(file, read_story(file) if same is None else same.result)
    story = draft.told(language)
    if draft.story is not None and story is not None:
        # What the rules and the bench need to know is worked out here, and not while somebody waits for a screen.
        start(story)
        digest(draft.story)
    return draft
