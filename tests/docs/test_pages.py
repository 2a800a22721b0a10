"""What the pages for writers show is true: examples read and can be solved, commands print what is shown."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.cli.call import COMMANDS, build_parser
from game.cli.serve_file import wish_of
from game.format.grammar.fields import KEYS
from game.format.problems.mistakes import codes
from game.format.problems.problem import WARNINGS
from game.format.read import read_text
from game.format.writing.scaffold import smallest_story
from game.lab.checked import all_problems
from game.lab.solving import solve_now
from game.team.rules import ContestRules
from game.text import load
from tests.docs.following import follow
from tests.docs.mistakes_page import entry_of
from tests.docs.pages import PAGES, ROOT, Block, blocks, framed, in_the_base, language_of

EVERY_PAGE = [*PAGES, *sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("README*.md"))]
FOR_WRITERS = [page for page in EVERY_PAGE if page.name not in ("architecture.md", "commands.md")]
FIRST_STORIES = [page for page in PAGES if page.name.startswith("first-story")]
CONTESTS = [page for page in EVERY_PAGE if page.name.startswith("contests")]
IN_TWO_LANGUAGES = [ROOT / "docs" / "contests.md", ROOT / "docs" / "team-server.md", ROOT / "README.md"]
ADVICE = {code for code in codes() if code in WARNINGS and entry_of(code).solved}
"""What solving says of a story as short as an example; a page says of none of them that it could ship."""
CALLS = re.compile(r"(?:`|^\$ |^\.venv/bin/)steady ([^`\n|<]+)(?=`|$)", re.M)
"""The words of a command, in a sentence or on a line of its own."""


def told(page: Path) -> str:
    return str(page.relative_to(ROOT))


def examples() -> Iterator[tuple[Path, Block, str]]:
    """Each example on any page, with the whole story that it stands for."""
    for page in EVERY_PAGE:
        base = ""
        for block in blocks(page):
            if block.kind != "yaml" or block.note.startswith(("file:", "part of:")):
                continue
            base = block.text if block.note == "base" else base
            frame = block.noted("frame")
            story = in_the_base(base, block.text) if block.note == "in the base" else block.text
            yield page, block, framed(frame, block.text) if frame else story


@pytest.mark.parametrize("page", PAGES, ids=told)
def test_a_page_followed_literally_prints_what_it_shows(page: Path, tmp_path: Path) -> None:
    """Where it does not: look at it, then `python -m tests.docs.renew`."""
    for one in follow(page, tmp_path):
        assert one.agrees, f"{page.name}:{one.block.line}: {one.command}\n{one.printed}"


@pytest.mark.parametrize("page", FIRST_STORIES, ids=told)
def test_the_pieces_to_type_stand_in_the_file_as_shown_next(page: Path) -> None:
    found = blocks(page)
    for at, block in enumerate(found):
        if path := block.noted("part of"):
            whole = next(later.text for later in found[at:] if later.noted("file") == path)
            assert block.text in whole, f"{page.name}:{block.line}"


@pytest.mark.parametrize("page", FIRST_STORIES, ids=told)
def test_the_first_file_is_what_a_new_story_is(page: Path) -> None:
    first = next(block for block in blocks(page) if block.noted("file"))
    id = (first.noted("file") or "").partition("/")[0]
    assert first.text == smallest_story(id, language_of(page))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_story_leaves_nothing_to_mend(language: str) -> None:
    """Who begins to write is not greeted by a warning; the smallest example is a good one."""
    result = read_text(smallest_story("late-parcel", language).encode(), "story.yaml")
    assert result.story is not None
    assert list(all_problems(result, next(solve_now([result.story])))) == []


@pytest.mark.parametrize(
    ("page", "block", "story"), [pytest.param(*one, id=f"{told(one[0])}:{one[1].line}") for one in examples()]
)
def test_an_example_reads_clean_and_keeps_what_it_claims(page: Path, block: Block, story: str) -> None:
    result = read_text(story.encode(), page.name)
    assert [(p.line, p.code) for p in result.problems] == []
    assert result.story is not None
    found = {problem.code for problem in all_problems(result, next(solve_now([result.story])))}
    assert found <= ADVICE, story


def test_the_page_of_the_format_names_every_key() -> None:
    page = (ROOT / "docs" / "story-format.md").read_text(encoding="utf-8")
    assert [key for key in sorted(KEYS) if not re.search(rf"\b{key}\b", page)] == []


@pytest.mark.parametrize("page", CONTESTS, ids=told)
def test_a_contest_made_to_measure_can_be_made(page: Path, tmp_path: Path) -> None:
    """The file on the page is understood; what it says of the rules is how they are when nothing is said."""
    (block,) = (block for block in blocks(page) if block.kind == "toml")
    file = tmp_path / "cup.toml"
    file.write_text(block.text, encoding="utf-8")
    words, t = ["serve", "--rules", str(file)], load("en")
    wish = wish_of(build_parser(words, t).parse_args(words), t)
    assert wish.rules == ContestRules()
    assert wish.show_code and wish.address and wish.times.opens and wish.times.freezes and wish.times.closes


@pytest.mark.parametrize("page", IN_TWO_LANGUAGES, ids=told)
def test_both_languages_of_a_page_show_the_same_to_copy(page: Path) -> None:
    """Comments and what is quoted are words, and differ; commands and settings are the same."""
    other = page.with_name(f"{page.stem}.zh-CN.md")
    assert _to_copy(page) == _to_copy(other)


def _to_copy(page: Path) -> list[str]:
    every = "\n".join(block.text for block in blocks(page) if block.kind)
    return re.sub(r'"[^"]*"| *#.*|^#.*', "", every, flags=re.M).splitlines()


@pytest.mark.parametrize("page", EVERY_PAGE, ids=told)
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]*)(?:#([^)\s]*))?\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not _is_there(page, *target)] == []


def _is_there(page: Path, path: str, heading: str) -> bool:
    if path.startswith("https:"):
        return True
    file = page.parent / path if path else page
    if not heading:
        return file.exists()
    titles = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), flags=re.M)
    return heading in {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", FOR_WRITERS, ids=told)
def test_every_command_that_a_page_names_is_one(page: Path) -> None:
    """Where a page shows what it prints, it is run; the words of those in a sentence or a README are read."""
    for command in CALLS.findall(page.read_text(encoding="utf-8")):
        words = shlex.split(command)
        if words == ["--help"] or (len(words) == 1 and words[0] in COMMANDS):
            continue
        build_parser(words, load("en")).parse_args(words)


@pytest.mark.parametrize("page", EVERY_PAGE, ids=told)
def test_the_codes_that_a_page_speaks_of_are_in_the_catalogue(page: Path) -> None:
    explained = re.findall(r"steady explain ([a-z-]+)", page.read_text(encoding="utf-8"))
    assert set(explained) <= set(codes())
