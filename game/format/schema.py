"""The JSON Schema of the format, for completion and hover in editors; made from the table that the reader uses."""

from typing import Any

from game.format.fields import SHAPES, STORY, Field, Shape
from game.format.problems import Translator

_DRAFT = "http://json-schema.org/draft-07/schema#"
_SCALAR = {"type": ["string", "number", "boolean"]}
"""Any text: what other tools take for a number or a truth value is text to this format."""


def json_schema(t: Translator) -> dict[str, Any]:
    """Return the schema of `story.yaml`, described in the translator's language."""
    definitions = {shape.name: _of_shape(shape, t) for shape in SHAPES if shape is not STORY}
    return {"$schema": _DRAFT, "title": "Steady, Dear", **_of_shape(STORY, t), "definitions": definitions}


def _of_shape(shape: Shape, t: Translator) -> dict[str, Any]:
    properties = {key: _of_field(shape, field, t) for key, field in shape.fields.items()}
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    # A line may be `Speaker: words` and an effect may name a counter: keys that no table can know.
    schema["additionalProperties"] = shape.name in ("line", "effect")
    required = [field.key for field in shape.fields.values() if field.required]
    return {**schema, "required": required} if required else schema


def _of_field(shape: Shape, field: Field, t: Translator) -> dict[str, Any]:
    return {"description": t(f"schema.{shape.name}.{field.key}"), **_KINDS[field.kind](field)}


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


_KINDS: dict[str, Any] = {
    "text": lambda field: _SCALAR,
    "id": lambda field: _SCALAR,
    "date": lambda field: _SCALAR,
    "condition": lambda field: _SCALAR,
    "ids": lambda field: _several(_SCALAR, field),
    "names": lambda field: _several(_SCALAR, field),
    "word": lambda field: {"enum": list(field.allowed)},
    "words": lambda field: _several({"enum": list(field.allowed)}, field),
    "number": lambda field: {"type": "integer", "minimum": field.lowest, "maximum": field.highest},
    "flag": lambda field: {"type": "boolean"},
    "lines": _lines,
    "part": _part,
}
