"""A story file read whole: the story, or every reason why there is none yet."""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from game.format.checks.lints import check_replies, check_texts
from game.format.checks.references import check_references, check_use
from game.format.checks.routes import check_routes
from game.format.grammar.fields import KEYS
from game.format.names import PORTRAIT_FILE, STORY_FILE
from game.format.problems.collector import Collector, Spot
from game.format.problems.problem import Problem, has_errors, in_order
from game.format.reader.places import Places
from game.format.reader.reading import Reader
from game.format.reader.story import build_story
from game.format.translation.voice import same_language, speaking
from game.format.yaml.nodes import no_collection
from game.format.yaml.recovery import Tree, parse
from game.format.yaml.source import LARGEST_FILE, read_bytes, read_source
from game.story import Story
from game.text.clean import clean

LARGEST_PORTRAIT = 16 * 1024
_LANGUAGE = re.compile(r"^language: *[\"']?(\w\w)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A story, None only where a problem is an error, and all its problems in reading order."""

    story: Story | None
    problems: tuple[Problem, ...]
    places: Places = field(default_factory=lambda: Places(""), repr=False, compare=False)
    """Where each thing of the story stands in the file."""


def read_story(path: Path, language: str | None = None) -> ReadResult:
    """Read a story's folder or file; with a `language` (`zh-CN`, `en`) other than its own, as its PO file tells it.

    Never raises for anything a file may hold, be or lack: what is wrong is among the problems.
    """
    file = story_file(path)
    try:
        data = read_bytes(file, LARGEST_FILE)
    except OSError as error:
        return ReadResult(None, (_unreadable(file, error),))
    result = read_text(data, str(file))
    if result.story is None:
        return result
    story = replace(result.story, portrait=_portrait(file.parent))
    if language is None or same_language(language, story.language):
        return replace(result, story=story)
    # PO files are for players of the other language only; the rest need not wait for their parser.
    from game.format.translation.retelling import translate

    translated, problems = translate(story, language, file.parent)
    return replace(result, story=translated, problems=in_order((*result.problems, *problems)))


def read_text(data: bytes, file: str) -> ReadResult:
    """Read a story out of a file's bytes; `file` is the name under which problems are reported."""
    source, problems = read_source(data, file, KEYS)
    if source is None:
        return ReadResult(None, in_order(problems.problems))
    with no_collection():
        tree = parse(source, problems) if not problems.full else Tree(None)
        reader = Reader(problems, tree.lost)
        language = _language_of(source.text)
        story = build_story(reader, tree.root, speaking(language))
        check_references(reader)
        chinese = same_language(language, "zh")
        if story is not None:
            check_use(reader, story)
            check_routes(reader, story)
            check_replies(reader, story, chinese=chinese)
        check_texts(reader, chinese=chinese)
    found = in_order(problems.problems)
    return ReadResult(None if has_errors(found) else story, found, Places(file, source.lines, tree.root))


def story_file(path: Path) -> Path:
    """Return the story's file for a folder or the file itself."""
    return path / STORY_FILE if path.is_dir() else path


def _language_of(text: str) -> str:
    """Return the language that the file names, as far as that shows before it is parsed."""
    match = _LANGUAGE.search(text)
    return match[1] if match else "en"


def _unreadable(file: Path, error: OSError) -> Problem:
    problems = Collector(str(file), [])
    problems.at("cannot-read", Spot(0, 0), reason=error.strerror or type(error).__name__)
    return problems.problems[0]


def _portrait(folder: Path) -> str | None:
    try:
        data = read_bytes(folder / PORTRAIT_FILE, LARGEST_PORTRAIT)
    except OSError:
        return None
    return clean(data.decode("utf-8", "replace"), multiline=True, limit=LARGEST_PORTRAIT)
