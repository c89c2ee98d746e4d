"""The pieces of which JSON schemas (2020-12, as OpenAPI 3.1 uses it) are put together; every one takes its description along."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

Schema = dict[str, object]


def text(says: str, **more: object) -> Schema:
    """A string."""
    return {"type": "string", "description": says, **more}


def day(says: str) -> Schema:
    """A calendar day in Norway."""
    return text(says, format="date")


def instant(says: str) -> Schema:
    """A date and time with its distance from UTC."""
    return text(says, format="date-time")


def address(says: str) -> Schema:
    """A web address."""
    return text(says, format="uri")


def whole(says: str, low: int | None = None, high: int | None = None) -> Schema:
    """A whole number, within bounds where there are any."""
    bounds = {"minimum": low, "maximum": high}
    return {"type": "integer", "description": says} | {name: value for name, value in bounds.items() if value is not None}


def number(says: str, low: int | None = None) -> Schema:
    """A number."""
    return {"type": "number", "description": says} | ({} if low is None else {"minimum": low})


def flag(says: str) -> Schema:
    """True or false."""
    return {"type": "boolean", "description": says}


def word(says: str, words: type[StrEnum] | Iterable[str]) -> Schema:
    """A word of a closed list."""
    return {"type": "string", "enum": [str(one) for one in words], "description": says}


def several(says: str, items: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": items, "description": says}


def mapping(says: str, values: Schema, keys: Schema | None = None) -> Schema:
    """An object whose keys are data."""
    named: Schema = {"propertyNames": keys} if keys else {}
    return {"type": "object", "additionalProperties": values, "description": says, **named}


def shape(says: str, properties: Mapping[str, Schema], optional: Iterable[str] = ()) -> Schema:
    """An object that has these keys, all of them but the optional ones, and no other."""
    left_out = set(optional)
    return {
        "type": "object",
        "description": says,
        "properties": dict(properties),
        "required": [name for name in properties if name not in left_out],
        "additionalProperties": False,
    }


def or_unknown(schema: Schema) -> Schema:
    """The same, or null while it is not known."""
    kind = schema.get("type")
    if "$ref" in schema or not isinstance(kind, str):
        return {"anyOf": [schema, {"type": "null"}]}
    widened: Schema = {**schema, "type": [kind, "null"]}
    listed = schema.get("enum")
    if isinstance(listed, list):
        widened["enum"] = [*listed, None]
    return widened


def reference(name: str) -> Schema:
    """One of the named schemas of the description."""
    return {"$ref": f"#/components/schemas/{name}"}
