"""The JSON Schema of the format, for completion and hover in editors; made from the table that the reader uses.

`python -m game.format.writing.schema > stories/story.schema.json` writes it anew.
"""

import json
import sys
from typing import Any

from game.format.grammar.fields import SHAPES, STORY, Field, Shape
from game.format.problems.problem import Translator
from game.story import GRADES, MOODS, SLIPS, TECHNIQUES, THOUGHT_KINDS
from game.text.messages import LANGUAGES, load

SCHEMA_FILE = "story.schema.json"
"""Stands beside the stories' folders; the first line of every story names it to the editor."""

_DRAFT = "http://json-schema.org/draft-07/schema#"
_WORDS = {
    TECHNIQUES: "engine.technique", SLIPS: "engine.slip", MOODS: "engine.mood", GRADES: "engine.grade",
    THOUGHT_KINDS: "schema.thought_kind", ("zh-CN", "en"): "schema.languages",
}  # fmt: skip
"""Where the meaning of a word stands, by the words that a key takes; traits stand under `schema.trait`."""
_TOLD = ("description", "enumDescriptions")
_SCALAR = {"type": ["string", "number", "boolean"]}
"""Any text: what other tools take for a number or a truth value is text to this format."""


def json_schema(t: Translator) -> dict[str, Any]:
    """Return the schema of `story.yaml`, described in the translator's language."""
    definitions = {shape.name: _of_shape(shape, t) for shape in SHAPES if shape is not STORY}
    return {"$schema": _DRAFT, "title": "Steady, Dear", **_of_shape(STORY, t), "definitions": definitions}


def schema_text() -> str:
    """Return the schema as a file, described in every language of the interface: who writes may read any of them."""
    first, *others = (json_schema(load(language)) for language in LANGUAGES)
    for other in others:
        _add_words(first, other)
    return json.dumps(first, ensure_ascii=False, indent=1) + "\n"


def _add_words(schema: dict[str, Any], other: dict[str, Any]) -> None:
    """Add to each description what the same schema in another language says."""
    for key, part in schema.items():
        if key in _TOLD and isinstance(part, str):
            schema[key] = f"{part}\n\n{other[key]}"
        elif key in _TOLD and isinstance(part, list):
            schema[key] = [f"{mine} · {theirs}" for mine, theirs in zip(part, other[key], strict=True)]
        elif isinstance(part, dict):
            _add_words(part, other[key])
        elif isinstance(part, list):
            for mine, theirs in zip(part, other[key], strict=True):
                if isinstance(mine, dict):
                    _add_words(mine, theirs)


def _of_shape(shape: Shape, t: Translator) -> dict[str, Any]:
    properties = {key: _of_field(shape, field, t) for key, field in shape.fields.items()}
    schema: dict[str, Any] = {
        "type": "object",
        "description": t(f"schema.about.{shape.name}"),
        "properties": properties,
    }
    # A line may be `Speaker: words` and an effect may name a counter: keys that no table can know.
    schema["additionalProperties"] = shape.name in ("line", "effect")
    required = [field.key for field in shape.fields.values() if field.required]
    return {**schema, "required": required} if required else schema


def _of_field(shape: Shape, field: Field, t: Translator) -> dict[str, Any]:
    taken = _with_meanings(_KINDS[field.kind](field), field, t)
    return {"description": t(f"schema.{shape.name}.{field.key}"), **taken}


def _with_meanings(schema: dict[str, Any], field: Field, t: Translator) -> dict[str, Any]:
    """The schema with what each word means, wherever it lists the words of a field."""
    if "enum" in schema:
        area = _WORDS.get(field.allowed, "schema.trait")
        return {**schema, "enumDescriptions": [t(f"{area}.{word}") for word in field.allowed]}
    if "items" in schema:
        return {**schema, "items": _with_meanings(schema["items"], field, t)}
    if "anyOf" in schema:
        return {**schema, "anyOf": [_with_meanings(part, field, t) for part in schema["anyOf"]]}
    return schema


def _part(field: Field) -> dict[str, Any]:
    inner: dict[str, Any] = {"$ref": f"#/definitions/{field.shape}"} if field.shape else _SCALAR
    if field.holds == "one":
        return inner
    # A counter in its short form, a plain way on and a check in words are texts.
    inner = {"anyOf": [inner, _SCALAR]} if field.shape in ("counter", "route", "check") else inner
    if field.holds == "map":
        return {"type": "object", "additionalProperties": inner}
    listed = {"type": "array", "items": inner}
    return {"anyOf": [listed, _SCALAR]} if field.shape == "route" else listed


def _lines(field: Field) -> dict[str, Any]:
    one = {"anyOf": [_SCALAR, {"$ref": f"#/definitions/{field.shape}"}]}
    return {"anyOf": [*one["anyOf"], {"type": "array", "items": one}]}


def _several(item: dict[str, Any], field: Field) -> dict[str, Any]:
    several: dict[str, Any] = {"type": "array", "items": item}
    return {"anyOf": [item, {**several, "maxItems": field.most} if field.most else several]}


def _number(field: Field) -> dict[str, Any]:
    schema = {"type": "integer", "minimum": field.lowest, "maximum": field.highest}
    return {**schema, "default": int(field.default)} if field.default else schema


_KINDS: dict[str, Any] = {
    "text": lambda field: _SCALAR,
    "id": lambda field: _SCALAR,
    "date": lambda field: _SCALAR,
    "condition": lambda field: _SCALAR,
    "ids": lambda field: _several(_SCALAR, field),
    "names": lambda field: _several(_SCALAR, field),
    "word": lambda field: {"enum": list(field.allowed)},
    "words": lambda field: _several({"enum": list(field.allowed)}, field),
    "number": _number,
    "flag": lambda field: {"type": "boolean"},
    "lines": _lines,
    "part": _part,
}


if __name__ == "__main__":
    sys.stdout.buffer.write(schema_text().encode())
