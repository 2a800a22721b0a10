"""Problems as values: what is wrong, where, and what to do, told in either language.

A problem holds no sentence, only its code and the words to fill in, so that the checker, the preview and the game
show the same list in the language of whoever looks at it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

Severity = Literal["error", "warning"]

WARNINGS = frozenset(
    {
        "always-best",
        "always-false",
        "always-true",
        "best-by-luck",
        "bom",
        "dear-too-often",
        "emoji-not-marked",
        "fact-never-set",
        "fake-choice",
        "first-is-best",
        "half-width-punctuation",
        "lesson-not-practised",
        "longest-is-best",
        "masks-pay",
        "maybe-speaker",
        "needs-without-locked",
        "one-ending-for-most",
        "po-changed-number",
        "po-missing",
        "po-stale",
        "po-unknown-address",
        "po-wrong-speaker",
        "promise-never-opened",
        "promise-not-opened",
        "reply-too-long",
        "slips-pay",
        "stock-phrases-pay",
        "text-too-wide",
        "unknown-lesson",
        "unreachable-scene",
    }
)
"""Codes that leave a story what it should be, or nearly; every other code is an error."""


class Translator(Protocol):
    """Looks a message up by its key and fills in the words."""

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the message of that key with `values` filled in."""
        ...


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a writer's file. Lines and columns count from 1, columns in characters, the end exclusive."""

    code: str
    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    values: tuple[tuple[str, str], ...] = ()
    excerpt: str = ""
    """The line itself, as written."""
    deal: str = ""
    """The deal in which a play shows the problem; empty where none does."""
    actions: tuple[str, ...] = ()
    """That play, as `steady run --choose` takes it."""

    @property
    def severity(self) -> Severity:
        """`error`: the story cannot be played, or not as it is meant; `warning`: it can, and could be better."""
        return "warning" if self.code in WARNINGS else "error"

    def message(self, t: Translator) -> str:
        """Return what is wrong, as a sentence."""
        return t(f"problems.{self.code}.message", **dict(self.values))

    def hint(self, t: Translator) -> str:
        """Return what to do about it: the likely word where there is one, else general advice."""
        values = dict(self.values)
        key = "problems.guess.hint" if values.get("guess") else f"problems.{self.code}.hint"
        return t(key, **values)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems in reading order, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line, p.column, p.code)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Is there a problem among them that keeps the story from being played?"""
    return any(problem.severity == "error" for problem in problems)
