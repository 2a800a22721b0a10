"""Bodies read by `wire`, strictly, and told of in the OpenAPI description with the very bounds they are read with."""

from collections.abc import Generator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from litestar.dto import AbstractDTO, DTOConfig
from litestar.dto.data_structures import DTOFieldDefinition
from litestar.openapi.spec import OpenAPIType, Schema
from litestar.typing import FieldDefinition

from game.team.codec import Bound, Shape
from game.team.wire import loads

T = TypeVar("T")
_PLAIN = {str: OpenAPIType.STRING, int: OpenAPIType.INTEGER, bool: OpenAPIType.BOOLEAN, float: OpenAPIType.NUMBER}


class WireBody(AbstractDTO[T]):
    """The body of a request as a dataclass of `wire`. Raises WireError for anything else."""

    config = DTOConfig()

    def decode_bytes(self, value: bytes) -> Any:
        """Read a body."""
        return loads(self.model_type, value)

    @classmethod
    def create_for_field_definition(cls, *args: Any, **keywords: Any) -> None:
        """Prepare nothing: `wire` reads the bodies, not the framework."""

    @classmethod
    def generate_field_definitions(cls, model_type: type[Any]) -> Generator[DTOFieldDefinition, None, None]:
        """Yield none, for the same reason."""
        yield from ()

    @classmethod
    def detect_nested_field(cls, field_definition: FieldDefinition) -> bool:
        """Answer no, for the same reason."""
        return False

    @classmethod
    def create_openapi_schema(cls, field_definition: FieldDefinition, handler_id: str, schema_creator: Any) -> Schema:
        """Return what the description says of the body."""
        return schema_of(cls.model_type)


def schema_of(kind: Any) -> Schema:
    """Return the schema of a type of `wire`, bounds included."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        schema = schema_of(parts[0])
        for limit in parts[1:]:
            _bind(schema, limit)
        return schema
    if origin in (Union, UnionType):
        return Schema(one_of=[schema_of(part) if part is not NoneType else _null() for part in parts])
    if origin is Literal:
        return Schema(type=OpenAPIType.STRING, enum=list(parts))
    if origin is tuple:
        return Schema(type=OpenAPIType.ARRAY, items=schema_of(parts[0]))
    if origin is not None and issubclass(origin, Mapping):
        return Schema(type=OpenAPIType.OBJECT, additional_properties=schema_of(parts[1]))
    return _whole(kind) if is_dataclass(kind) else Schema(type=_PLAIN[kind])


def _null() -> Schema:
    return Schema(type=OpenAPIType.NULL)


def _whole(kind: Any) -> Schema:
    hints = get_type_hints(kind, include_extras=True)
    needed = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]
    properties: dict[str, Any] = {name: schema_of(hint) for name, hint in hints.items()}
    return Schema(
        type=OpenAPIType.OBJECT, title=kind.__name__, description=kind.__doc__, properties=properties, required=needed,
        additional_properties=False,
    )  # fmt: skip


def _bind(schema: Schema, limit: Any) -> None:
    if isinstance(limit, Shape):
        schema.pattern = f"^(?:{limit.pattern})$"
    elif isinstance(limit, Bound):
        low, high = _BOUNDS[schema.type]  # type: ignore[index]
        setattr(schema, low, limit.low)
        setattr(schema, high, limit.high)


_BOUNDS = {
    OpenAPIType.INTEGER: ("minimum", "maximum"),
    OpenAPIType.NUMBER: ("minimum", "maximum"),
    OpenAPIType.STRING: ("min_length", "max_length"),
    OpenAPIType.ARRAY: ("min_items", "max_items"),
    OpenAPIType.OBJECT: ("min_properties", "max_properties"),
}
