"""Fields of objects by JMESPath: `map.title=name.nb`, `map.category=tags[].label`; a plain name is a member."""

from collections.abc import Mapping
from functools import lru_cache

import jmespath
from jmespath.exceptions import JMESPathError

from importers.mapping import Table
from importers.objects import compiled


@lru_cache(maxsize=512)
def _compiled(path: str) -> "jmespath.parser.ParsedResult":
    return compiled(path, "map")


@lru_cache(maxsize=512)
def _members(path: str) -> frozenset[str]:
    """Every member name in an expression."""
    names: set[str] = set()
    nodes: list[object] = [_compiled(path).parsed]
    while nodes:
        node = nodes.pop()
        if isinstance(node, dict):  # slices have plain numbers as children
            names.update([node["value"]] if node.get("type") == "field" else [])
            nodes.extend(node.get("children", ()))
    return frozenset(names)


def value_at(data: Mapping[str, object], path: str) -> object:
    """The value at a path; None when there is none, or when the expression does not fit the data."""
    if path in data:
        return data[path]
    try:
        value: object = _compiled(path).search(data)
    except (JMESPathError, TypeError, ValueError, AttributeError):
        return None
    return value


def members_read(data: Mapping[str, object], path: str) -> frozenset[str]:
    """The members of the object that a path reads."""
    return frozenset({path}) if path in data else _members(path) & data.keys()


PATHS = Table(value_at, members_read)
