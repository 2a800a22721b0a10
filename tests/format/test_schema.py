"""Editors are told the same format as the reader reads, in both languages."""

from pathlib import Path

import pytest

from game.format.fields import CHOICE, SHAPES
from game.format.scaffold import SCHEMA_FILE, schema_text
from game.format.schema import json_schema
from game.text.messages import load


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_key_is_described(language: str) -> None:
    """A strict translator raises for a key without a description."""
    schema = json_schema(load("zh" if language == "zh" else "en", strict=True))
    assert {"story", *schema["definitions"]} == {shape.name for shape in SHAPES}
    assert schema["properties"]["title"]["description"]


def test_keys_words_and_limits_come_from_the_table() -> None:
    choice = json_schema(load("en", strict=True))["definitions"]["choice"]
    assert list(choice["properties"]) == list(CHOICE.fields)
    assert choice["required"] == ["id", "text"] and choice["additionalProperties"] is False
    assert choice["properties"]["uses"]["anyOf"][1]["maxItems"] == 2
    assert "RUSH" in choice["properties"]["slip"]["enum"]


def test_the_shipped_schema_is_of_this_format() -> None:
    """`python -c "from game.format.scaffold import schema_text as t; print(t(), end='')"` writes it."""
    assert (Path("stories") / SCHEMA_FILE).read_text(encoding="utf-8") == schema_text()
