"""argparse in the user's language.

argparse writes its headings and complaints in English. Its headings come in through two public methods,
`add_argument_group` and `HelpFormatter.add_usage`; its complaints all go out through `error`. There, what it says is
recognised and said again in the user's words.
"""

import argparse
import re
from collections.abc import Sequence
from functools import partial
from typing import Any, NoReturn, Protocol

from game.text import Translator, wrap

EARLY_OPTIONS = ("--lang", "--saves")
"""What must be known before anything can be said or parsed."""
HEADINGS = {"positional arguments": "cli.heading.arguments", "options": "cli.heading.options"}
NAME = r"argument (?P<name>\S+)"
COMPLAINTS = tuple(
    (re.compile(pattern, re.DOTALL), key)
    for pattern, key in (
        (r"the following arguments are required: (?P<name>.+)", "cli.mistake.required"),
        (r"unrecognized arguments: (?P<words>.+)", "cli.mistake.unknown"),
        (r"argument COMMAND: invalid choice: '?(?P<word>.*?)'? \(choose from .*", "cli.mistake.command"),
        (rf"{NAME}: invalid choice: '?(?P<word>.*?)'? \(choose from (?P<known>.*)\)", "cli.mistake.choice"),
        (rf"{NAME}: expected (?:one|at least one) argument", "cli.mistake.needs_value"),
        (rf"{NAME}: ignored explicit argument .*", "cli.mistake.takes_no_value"),
        (rf"{NAME}: invalid \S+ value: '?(?P<word>.*?)'?", "cli.mistake.value"),
        (rf"{NAME}: not allowed with argument (?P<other>.+)", "cli.mistake.clash"),
    )
)  # fmt: skip
"""What argparse says, by its message patterns of Python 3.11 to 3.14, and what we say instead."""


class Subparsers(Protocol):
    """What a command adds itself to."""

    def add_parser(self, name: str, **keywords: Any) -> argparse.ArgumentParser:
        """Add the parser of a command; `help` is its line in the list of commands."""
        ...


class CallEndsError(Exception):
    """The call is answered by a text alone: help and version (code 0) or a complaint (code 2)."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


class WrongCallError(Exception):
    """A call that cannot be answered, found out after its words were read. The text is in the user's language."""


class Parser(argparse.ArgumentParser):
    """A parser that speaks the user's language and raises CallEndsError where argparse would end the process."""

    def __init__(self, *, t: Translator, **keywords: Any) -> None:
        self.t = t
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=partial(_Formatter, t=t), **keywords)
        self.add_argument("-h", "--help", action=_Help, nargs=0, help=t("cli.option.help"))

    def add_argument_group(self, *args: Any, **keywords: Any) -> Any:
        """Add a group; argparse's own two come through here too and get their headings."""
        title, *rest = args or (None,)
        return super().add_argument_group(self.t(HEADINGS[title]) if title in HEADINGS else title, *rest, **keywords)

    def error(self, message: str) -> NoReturn:
        """Raise the complaint in the user's words, with the usage."""
        raise CallEndsError(2, f"{self._complaint(message)}\n{self.format_usage().strip()}")

    def _complaint(self, message: str) -> str:
        for pattern, key in COMPLAINTS:
            match = pattern.fullmatch(message)
            if match:
                return self.t(key, **{name: _plain(word) for name, word in match.groupdict().items()})
        return self.t("cli.mistake.other", detail=message)


class Version(argparse.Action):
    """`--version` as an option like any other."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: object, values: object, option: str | None = None
    ) -> NoReturn:
        """Raise the answer."""
        raise CallEndsError(0, str(self.const))


class _Help(argparse.Action):
    def __call__(
        self, parser: argparse.ArgumentParser, namespace: object, values: object, option: str | None = None
    ) -> NoReturn:
        raise CallEndsError(0, parser.format_help().rstrip())


class _Formatter(argparse.HelpFormatter):
    """Help broken by cells, not by characters: Chinese is twice as wide as `len` thinks."""

    def __init__(self, prog: str, *, t: Translator) -> None:
        super().__init__(prog, max_help_position=28)
        self._t = t

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self._t("cli.heading.usage") if prefix is None else prefix)

    def format_help(self) -> str:
        """The help, with the colons after headings as the language writes them."""
        text = super().format_help()
        for name in ("arguments", "options", "commands"):
            heading = self._t(f"cli.heading.{name}")
            text = text.replace(f"{heading}:\n", self._t("cli.heading.line", heading=heading) + "\n")
        return text

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrap(text, width - len(indent)))


def _plain(words: str) -> str:
    """A list of argparse's without its quotation marks."""
    return re.sub(r"'([^']*)'", r"\1", words)


def option_value(words: Sequence[str], name: str) -> str | None:
    """Return the value of an option that stands before the command, found before the parser can be built.

    Of two, the last one counts, as it does for argparse.
    """
    found = None
    rest = iter(words)
    for word in rest:
        option, given, value = word.partition("=")
        if option in EARLY_OPTIONS:
            value = value if given else next(rest, "")
            found = value if option == name else found
        elif not word.startswith("-"):
            break
    return found
