"""As much of JSON Schema as the format's own schema uses, and a story file as editors read it."""

import re
from collections.abc import Iterator
from typing import Any

import yaml


class _Core(yaml.SafeLoader):
    """YAML 1.2 as editors read it: a day is a text, and so is `yes`."""


_Core.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":bool"))]
    for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))
_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "boolean": bool, "number": (int, float), "integer": int,
}  # fmt: skip


def loaded(text: str) -> Any:
    """The file as plain values."""
    return yaml.load(text, Loader=_Core)


def complaints(value: Any, schema: dict[str, Any], whole: dict[str, Any], where: str = "") -> Iterator[str]:
    """Yield where a value is not as its schema says."""
    if "$ref" in schema:
        yield from complaints(value, whole["definitions"][schema["$ref"].rpartition("/")[2]], whole, where)
        return
    if "anyOf" in schema and all(any(complaints(value, part, whole, where)) for part in schema["anyOf"]):
        yield f"{where}: fits nothing"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is no word of {schema['enum']}"
    types = schema.get("type", [])
    if types and not any(_is(value, kind) for kind in ([types] if isinstance(types, str) else types)):
        yield f"{where}: {value!r} is no {types}"
    elif isinstance(value, dict):
        yield from _in_object(value, schema, whole, where)
    elif isinstance(value, list):
        yield from _in_array(value, schema, whole, where)
    elif _is(value, "integer") and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{where}: {value} is out of range"


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, _TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _in_object(value: dict[str, Any], schema: dict[str, Any], whole: dict[str, Any], where: str) -> Iterator[str]:
    yield from (f"{where}: {key} is missing" for key in schema.get("required", ()) if key not in value)
    others = schema.get("additionalProperties", True)
    for key, part in value.items():
        known = schema.get("properties", {}).get(key, others)
        if known is False:
            yield f"{where}: {key} is unknown"
        elif isinstance(known, dict):
            yield from complaints(part, known, whole, f"{where}.{key}")


def _in_array(value: list[Any], schema: dict[str, Any], whole: dict[str, Any], where: str) -> Iterator[str]:
    if len(value) > schema.get("maxItems", len(value)):
        yield f"{where}: too many"
    for place, part in enumerate(value):
        yield from complaints(part, schema.get("items", {}), whole, f"{where}.{place}")
