"""Editors are told the same format as the reader reads, in both languages."""

import re
from pathlib import Path
from typing import Any

import pytest

from game.format.grammar.fields import CHOICE, SHAPES
from game.format.problems.mistakes import codes, framed, mistake
from game.format.writing.scaffold import smallest_story
from game.format.writing.schema import SCHEMA_FILE, json_schema, schema_text
from game.text.messages import load
from tests.format.mutations import SEEDS
from tests.format.samples import read
from tests.format.schema_rules import complaints, loaded

SCHEMA = json_schema(load("en", strict=True))
FRAMED = [code for code in codes() if mistake(code).frame not in ("po", "none") and mistake(code).encoding == "utf-8"]
SHAPE_CODES = ("unknown-key", "unknown-word", "number-out-of-range", "missing-key", "not-a-number", "not-true-or-false")
"""Mistakes that editors can know of, too."""


def told(text: str) -> list[str]:
    return list(complaints(loaded(text), SCHEMA, SCHEMA))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_key_word_and_kind_of_mapping_is_described(language: str) -> None:
    """A strict translator raises where a description is missing."""
    schema = json_schema(load("zh" if language == "zh" else "en", strict=True))
    assert {"story", *schema["definitions"]} == {shape.name for shape in SHAPES}
    for shape in (schema, *schema["definitions"].values()):
        assert shape["description"] and all(key["description"] for key in shape["properties"].values())


def test_every_listed_word_has_its_meaning() -> None:
    lists = [part for part in _parts(SCHEMA) if "enum" in part]
    assert len(lists) > 8 and all(len(part["enum"]) == len(part["enumDescriptions"]) for part in lists)


def test_keys_words_and_limits_come_from_the_table() -> None:
    choice = SCHEMA["definitions"]["choice"]
    assert list(choice["properties"]) == list(CHOICE.fields)
    assert choice["required"] == ["id", "text"] and choice["additionalProperties"] is False
    assert choice["properties"]["uses"]["anyOf"][1]["maxItems"] == 2
    assert "RUSH" in choice["properties"]["slip"]["enum"]


@pytest.mark.parametrize("code", FRAMED)
def test_what_the_reader_takes_editors_take(code: str) -> None:
    """Tried with every right example of the catalogue of mistakes."""
    entry = mistake(code)
    if entry.good is not None:
        text = framed(entry.frame, entry.good, entry.top)
        assert read(text).story is None or told(text) == []


@pytest.mark.parametrize("code", SHAPE_CODES)
def test_what_the_reader_refuses_for_its_shape_editors_refuse(code: str) -> None:
    entry = mistake(code)
    assert entry.bad is not None
    text = framed(entry.frame, entry.bad.replace("▸", ""), entry.top)
    assert code in [problem.code for problem in read(text).problems] and told(text)


@pytest.mark.parametrize("text", [*SEEDS, smallest_story("x", "zh"), smallest_story("x", "en")])
def test_whole_stories_fit_the_schema(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("file", sorted(Path("stories").glob("*/story.yaml")), ids=lambda file: file.parent.name)
def test_shipped_stories_name_the_schema_in_their_first_line_and_fit_it(file: Path) -> None:
    first, _, rest = file.read_text(encoding="utf-8").partition("\n")
    named = re.fullmatch(r"# yaml-language-server: \$schema=(.+)", first)
    assert named and (file.parent / named[1]).resolve() == (Path("stories") / SCHEMA_FILE).resolve()
    assert told(rest) == []


def test_the_shipped_schema_is_of_this_format() -> None:
    """`python -m game.format.writing.schema > stories/story.schema.json` writes it."""
    assert (Path("stories") / SCHEMA_FILE).read_text(encoding="utf-8") == schema_text()


def test_the_shipped_schema_speaks_every_language() -> None:
    english, chinese = SCHEMA, json_schema(load("zh", strict=True))
    both = schema_text()
    for schema in (english, chinese):
        said = [part["description"].replace('"', '\\"') for part in _parts(schema) if "description" in part]
        assert said and all(text in both for text in said)


def _parts(schema: Any) -> list[dict[str, Any]]:
    """Every mapping within a schema that is one itself."""
    if isinstance(schema, list):
        return [part for item in schema for part in _parts(item)]
    if not isinstance(schema, dict):
        return []
    inner = [part for key, value in schema.items() if key != "enumDescriptions" for part in _parts(value)]
    return [schema, *inner] if isinstance(schema.get("description", ""), str) else inner
