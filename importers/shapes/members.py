"""Members of a publisher's objects, whatever they turn out to be: a wrong kind of value is as good as none.

For shapes whose members are known by name; what nobody published is None or empty, never a default.
"""

from collections.abc import Iterable, Mapping

from importers.cells import Cells
from importers.columns import canonical
from importers.contract import Context

Object = Mapping[str, object]


def part(data: Object, name: str) -> Object:
    """The object under a name; empty when there is none."""
    value = data.get(name)
    return value if isinstance(value, Mapping) else {}


def parts(data: Object, name: str) -> list[Object]:
    """The objects of the list under a name."""
    value = data.get(name)
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def words(data: Object, name: str) -> str | None:
    """The text under a name; None when it is no text, or blank."""
    value = data.get(name)
    return value.strip() or None if isinstance(value, str) else None


def texts(data: Object, name: str) -> list[str]:
    """The texts of the list under a name."""
    value = data.get(name)
    return [each.strip() for each in value if isinstance(each, str) and each.strip()] if isinstance(value, list) else []


def number(data: Object, name: str) -> int | float | None:
    """The number under a name, also where it is written as a text; None when it is none."""
    value = data.get(name)
    if isinstance(value, str):
        try:
            value = float(value.strip())
        except ValueError:
            return None
    return value if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12 else None


def whole(data: Object, name: str) -> int | None:
    """The whole number under a name; None when it is none."""
    value = number(data, name)
    return int(value) if value is not None and value == int(value) else None


def first_of(values: Iterable[str | None]) -> str | None:
    """The first that is told."""
    return next((value for value in values if value), None)


def stated(values: Mapping[str, object], context: Context) -> Cells:
    """Canonical values of a known shape as cells, through the source's `default.` and `value.` options."""
    told = {name: value for name, value in values.items() if value is not None}
    options = {**context.options, "guess": "no", **{f"map.{name}": name for name in told}}
    return Cells(canonical(told, options, lambda data, name: data.get(name)), context)
