"""Brings the pages for writers up to date: `python -m tests.docs.renew`.

Writes the catalogue of mistakes anew, and below each command that a page shows what the command now prints. Where the
page shows nothing, nothing is added; output that is shown in part, with a line `...`, is left for a person to mend.
"""

from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from game.text import LANGUAGES
from tests.docs.following import Printed, follow
from tests.docs.mistakes_page import page_of, page_text
from tests.docs.pages import PAGES
from tests.docs.terminal import LEFT_OUT, PROMPT


def renew(page: Path) -> None:
    """Put what its commands print into a page."""
    lines = page.read_text(encoding="utf-8").splitlines()
    with TemporaryDirectory() as folder:
        followed = [(block, list(group)) for block, group in groupby(follow(page, Path(folder)), lambda one: one.block)]
    for block, printed in reversed(followed):
        end = block.line - 1 + len(block.text.splitlines())
        lines[block.line - 1 : end] = "".join(_shown(one, page) for one in printed).splitlines()
    page.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _shown(one: Printed, page: Path) -> str:
    """A command and what stands below it from now on."""
    output = one.output
    if not one.agrees and set(LEFT_OUT) & set(output.splitlines()):
        print(f"{page.name}:{one.block.line}: look at what `{one.command}` prints now:\n{one.printed}")
    elif not one.agrees:
        output = one.printed.strip("\n") + "\n"
    return f"{PROMPT}{one.command}\n{output}"


if __name__ == "__main__":
    for language in LANGUAGES:
        page_of(language).write_text(page_text(language), encoding="utf-8", newline="\n")
    for page in PAGES:
        renew(page)
